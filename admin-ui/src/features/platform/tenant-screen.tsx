import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Tenant } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { platformWords } from '../../shared/i18n/platform.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { CopyButton } from '../../shared/ui/copy-button.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen, Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { TenantAiSection } from './ai/tenant-ai-section.js';
import { allowCloudApi, destroyTenant, type LifecycleStep, stepsFrom, takeStep, tenantQuery, toneOf } from './data.js';

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    <div>{children}</div>
  </div>
);

/** Puts the answer where the screen reads it, and lets the list read again. */
const useTenantChange = () => {
  const client = useQueryClient();
  return async (id: string, changed: Tenant | null): Promise<void> => {
    if (changed === null) await client.invalidateQueries({ queryKey: ['admin-tenant', id] });
    else client.setQueryData(tenantQuery(id).queryKey, changed);
    await client.invalidateQueries({ queryKey: ['admin-tenants'] });
  };
};

type StepProps = { readonly tenant: Tenant; readonly step: LifecycleStep };

const StepRow = ({ tenant, step }: StepProps) => {
  const t = useText(platformWords).steps[step];
  const changed = useTenantChange();
  const [isAsked, setAsked] = useState(false);
  const isHard = step === 'suspend' || step === 'delete';
  const act = async (): Promise<void> => {
    await changed(tenant.id, await takeStep(tenant.id, step));
    toastDone(t.done);
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" maw="36rem">
        {t.text}
      </Text>
      <Button variant={isHard ? 'default' : 'filled'} onClick={() => setAsked(true)}>
        {t.action}
      </Button>
      <ConfirmAction
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={`${t.action}: ${tenant.name}`}
        action={t.action}
        danger={isHard}
        onConfirm={act}
        {...(step === 'delete' && { typeToConfirm: tenant.slug })}
      >
        {t.text}
      </ConfirmAction>
    </Group>
  );
};

const DestroyRow = ({ tenant }: Pick<StepProps, 'tenant'>) => {
  const t = useText(platformWords);
  const changed = useTenantChange();
  const [isAsked, setAsked] = useState(false);
  const act = async (): Promise<void> => {
    await destroyTenant(tenant.id, tenant.slug);
    toastDone(t.destroyed);
    await changed(tenant.id, null);
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" maw="36rem">
        {t.destroyText}
      </Text>
      <Button color="red.8" onClick={() => setAsked(true)}>
        {t.destroy}
      </Button>
      <ConfirmAction
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={t.destroy}
        action={t.destroy}
        typeToConfirm={tenant.slug}
        onConfirm={act}
      >
        {t.destroyText}
      </ConfirmAction>
    </Group>
  );
};

const CloudApiRow = ({ tenant }: Pick<StepProps, 'tenant'>) => {
  const t = useText(platformWords);
  const changed = useTenantChange();
  const allow = useMutation({
    mutationFn: () => allowCloudApi(tenant.id, !tenant.cloudApiAllowed),
    onSuccess: (after) => changed(tenant.id, after),
    onError: toastProblem,
  });
  return (
    <Group justify="space-between">
      <StatusBadge tone={tenant.cloudApiAllowed ? 'good' : 'neutral'}>
        {tenant.cloudApiAllowed ? t.cloudApiOn : t.cloudApiOff}
      </StatusBadge>
      <Button variant="default" loading={allow.isPending} onClick={() => allow.mutate()}>
        {tenant.cloudApiAllowed ? t.forbidCloudApi : t.allowCloudApi}
      </Button>
    </Group>
  );
};

const Facts = ({ tenant }: Pick<StepProps, 'tenant'>) => {
  const t = useText(platformWords);
  return (
    <Section>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        <Fact label={t.status}>
          <StatusBadge tone={toneOf[tenant.status]}>{t.statuses[tenant.status]}</StatusBadge>
        </Fact>
        <Fact label={t.slug}>
          <span dir="ltr">{tenant.slug}</span>
        </Fact>
        <Fact label={t.currency}>{tenant.currency}</Fact>
        <Fact label={t.timeZone}>
          <span dir="ltr">{tenant.timeZone}</span>
        </Fact>
        <Fact label={t.since}>
          <When at={tenant.createdAt} as="date" />
        </Fact>
        <Fact label={t.id}>
          <Group gap={4} wrap="nowrap">
            <Text span size="sm" ff="monospace" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
              {tenant.id}
            </Text>
            <CopyButton value={tenant.id} />
          </Group>
        </Fact>
      </SimpleGrid>
    </Section>
  );
};

const Detail = ({ tenant }: Pick<StepProps, 'tenant'>) => {
  const t = useText(platformWords);
  return (
    <Stack>
      <Facts tenant={tenant} />
      {tenant.status === 'destroyed' ? (
        <Text c="dimmed">{t.destroyedNote}</Text>
      ) : (
        <>
          <Section title={t.cloudApi}>
            <CloudApiRow tenant={tenant} />
          </Section>
          <TenantAiSection tenantId={tenant.id} />
          <Section title={t.actions}>
            <Stack>
              {stepsFrom[tenant.status].map((step) => (
                <StepRow key={step} tenant={tenant} step={step} />
              ))}
              {tenant.status === 'deleted' && <DestroyRow tenant={tenant} />}
            </Stack>
          </Section>
        </>
      )}
    </Stack>
  );
};

export const TenantScreen = () => {
  const t = useText(platformWords);
  const { tenantId } = useParams({ from: '/signed-in/platform/platform/tenants/$tenantId' });
  const tenant = useQuery(tenantQuery(tenantId));
  return (
    <Screen title={tenant.data?.name || t.detail}>
      <QueryState query={tenant}>{(data) => <Detail tenant={data} />}</QueryState>
    </Screen>
  );
};
