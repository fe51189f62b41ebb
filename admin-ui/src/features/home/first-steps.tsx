import { Button, Group, Progress, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { homeWords } from '../../shared/i18n/home.js';
import { prefer, usePreferences } from '../../shared/lib/preferences.js';
import { Section } from '../../shared/ui/screen.js';
import classes from './first-steps.module.css';
import { type Onboarding, onboardingQuery, type StepId } from './onboarding.js';
import { StepBody } from './step-body.js';

type StepProps = {
  readonly id: StepId;
  readonly done: boolean;
  readonly place: number;
  readonly opened: boolean;
  readonly onOpen: () => void;
  readonly demoUrl: string;
};

const Step = ({ id, done, place, opened, onOpen, demoUrl }: StepProps) => {
  const t = useText(homeWords).steps;
  const bodyId = `step-${id}`;
  return (
    <li className={classes['step']} data-done={done || undefined} data-open={opened || undefined}>
      <h3 className={classes['heading']}>
        <button
          type="button"
          className={classes['toggle']}
          aria-expanded={opened}
          aria-controls={bodyId}
          onClick={onOpen}
        >
          <span className={classes['mark']} aria-hidden>
            {done ? <IconCheck size={16} stroke={2.6} /> : place}
          </span>
          <span>{t[id].title}</span>
          {done && <span className={classes['done']}>{t.done}</span>}
        </button>
      </h3>
      <div id={bodyId} hidden={!opened} className={classes['body']}>
        <Text c="dimmed" mb="sm" maw="40rem">
          {t[id].text}
        </Text>
        {opened && <StepBody id={id} demoUrl={demoUrl} />}
      </div>
    </li>
  );
};

const Steps = ({ steps, demoUrl }: Onboarding) => {
  const next = steps.find(({ done }) => !done)?.id ?? null;
  const [chosen, choose] = useState<StepId | 'none' | null>(null);
  const opened = chosen ?? next;
  return (
    <ol className={classes['steps']}>
      {steps.map(({ id, done }, n) => (
        <Step
          key={id}
          {...{ id, done, demoUrl }}
          place={n + 1}
          opened={opened === id}
          onOpen={() => choose(opened === id ? 'none' : id)}
        />
      ))}
    </ol>
  );
};

/** What a new business does first. It goes away by itself when all is done, and before that when somebody wants it to. */
export const FirstSteps = () => {
  const t = useText(homeWords).steps;
  const { firstStepsHidden } = usePreferences();
  const canConfigure = useMay('tenant.configure');
  const { data } = useQuery({ ...onboardingQuery, enabled: canConfigure });
  if (data === undefined || !canConfigure || data.steps.every(({ done }) => done)) return null;
  const done = data.steps.filter((step) => step.done).length;
  if (firstStepsHidden)
    return (
      <Group>
        <Button variant="subtle" size="compact-sm" onClick={() => prefer({ firstStepsHidden: false })}>
          {t.showAgain}
        </Button>
      </Group>
    );
  const later = (
    <Button variant="subtle" color="gray" size="compact-sm" onClick={() => prefer({ firstStepsHidden: true })}>
      {t.later}
    </Button>
  );
  return (
    <Section title={t.title} text={t.progress(done, data.steps.length)} actions={later}>
      <Progress value={(100 * done) / data.steps.length} size="sm" mb="md" aria-label={t.title} />
      <Steps {...data} />
    </Section>
  );
};
