import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { homeWords } from '../../shared/i18n/home.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import {
  onboardingQuery,
  type SampleKind,
  type StepId,
  sampleKinds,
  sendVerification,
  takeSample,
} from './onboarding.js';

const CatalogueStep = () => {
  const t = useText(homeWords).steps.catalogue;
  const client = useQueryClient();
  const [kind, setKind] = useState<SampleKind>('spa');
  const take = useMutation({
    mutationFn: takeSample,
    onSuccess: async ({ created }) => {
      toastDone(t.created(created));
      await Promise.all([
        client.invalidateQueries({ queryKey: onboardingQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['services'] }),
      ]);
    },
  });
  return (
    <Stack gap="sm">
      <SegmentedControl
        className="wakil-scroll-inline"
        aria-label={t.kind}
        value={kind}
        onChange={(next) => setKind(sampleKinds.find((each) => each === next) ?? 'spa')}
        data={sampleKinds.map((value) => ({ value, label: t.kinds[value] }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <ProblemAlert error={take.error} />
      <Group gap="xs">
        <Button loading={take.isPending} onClick={() => take.mutate(kind)}>
          {t.action}
        </Button>
        <Button component={Link} to="/catalogue" variant="subtle">
          {t.own}
        </Button>
      </Group>
    </Stack>
  );
};

const VerifyStep = () => {
  const t = useText(homeWords).steps.verify_email;
  const language = useLanguage();
  const send = useMutation({ mutationFn: () => sendVerification(language) });
  return (
    <Stack gap="sm" align="flex-start">
      {send.isSuccess ? <Text role="status">{t.sent}</Text> : null}
      <ProblemAlert error={send.error} />
      <Button variant={send.isSuccess ? 'light' : 'filled'} loading={send.isPending} onClick={() => send.mutate()}>
        {t.action}
      </Button>
    </Stack>
  );
};

const LinkStep = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => (
  <Button component={Link} to={to}>
    {children}
  </Button>
);

type Props = { readonly id: StepId; readonly demoUrl: string };

/** The one button of a step, and at most two inputs. */
export const StepBody = ({ id, demoUrl }: Props) => {
  const t = useText(homeWords).steps;
  switch (id) {
    case 'catalogue':
      return <CatalogueStep />;
    case 'verify_email':
      return <VerifyStep />;
    case 'profile':
      return <LinkStep to="/settings">{t.profile.action}</LinkStep>;
    case 'try_assistant':
      return <LinkStep to="/playground">{t.try_assistant.action}</LinkStep>;
    case 'widget':
      return <LinkStep to="/widget">{t.widget.action}</LinkStep>;
    case 'first_order':
      return (
        <Button component="a" href={demoUrl} target="_blank" rel="noopener">
          {t.first_order.action}
        </Button>
      );
  }
};
