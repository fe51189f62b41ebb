import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { homeQuery } from '../../shared/api/home.js';
import { useMay, useMe } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { homeWords } from '../../shared/i18n/home.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { LoadingState } from '../../shared/ui/states.js';
import { Figures } from './figures.js';
import { FirstSteps } from './first-steps.js';
import { onboardingQuery } from './onboarding.js';

const DemoLink = () => {
  const t = useText(homeWords);
  const { data } = useQuery(onboardingQuery);
  if (data === undefined) return null;
  return (
    <Button
      component="a"
      href={data.demoUrl}
      target="_blank"
      rel="noopener"
      variant="default"
      title={t.demoHint}
      rightSection={<IconExternalLink size={16} />}
    >
      {t.demo}
    </Button>
  );
};

export const HomeScreen = () => {
  const t = useText(homeWords);
  const { user } = useMe();
  const home = useQuery(homeQuery);
  const canConfigure = useMay('tenant.configure');
  // The steps stand above the figures: these wait for them, else they would jump down.
  const { isLoading: areStepsComing } = useQuery({ ...onboardingQuery, enabled: canConfigure });
  const firstName = user?.name.split(/\s+/)[0] ?? '';
  return (
    <Screen title={t.title(firstName)} text={t.text} actions={<DemoLink />}>
      <FirstSteps />
      {areStepsComing ? (
        <LoadingState />
      ) : (
        <QueryState query={home}>{(figures) => <Figures home={figures} />}</QueryState>
      )}
    </Screen>
  );
};
