import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastProblem } from '../../shared/ui/toast.js';
import classes from './assistants.module.css';
import {
  isUnderWay,
  type Replay,
  runQuery,
  runsQuery,
  trialModelsQuery,
  useStudioAct,
  type Version,
  versionPath,
} from './data.js';
import { RunProgress } from './run-progress.js';

type Side = Replay['live'];
const tones = {
  now_answered: 'good',
  price: 'bad',
  answer: 'attention',
  now_escalated: 'attention',
  reason: 'attention',
  order: 'attention',
} as const;
type Answer = Replay['differences'][number]['live'];

const Figures = ({ title, side }: { readonly title: string; readonly side: Side }) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  return (
    <div>
      <Text fw={600}>{title}</Text>
      <Text size="sm">
        {t.answeredAlone}: {formatNumber(side.answered, language)} · {t.escalated}:{' '}
        {formatNumber(side.escalated, language)} · {t.orders}: {formatNumber(side.orders, language)} · {t.cost}:{' '}
        {formatNumber(side.costMicros / 1e6, language)} USD
      </Text>
      <Text size="sm" c="dimmed">
        {t.answeredBy}:{' '}
        <bdi>
          {side.providers.map(({ provider, turns }) => `${t.answerers[provider] ?? provider} (${turns})`).join(', ')}
        </bdi>
      </Text>
    </div>
  );
};

const Said = ({ title, answer }: { readonly title: string; readonly answer: Answer }) => {
  const t = useText(assistantsWords);
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text size="sm" dir="auto" className={classes['answer']}>
        {answer.text === '' ? t.nothingSaid : answer.text}
      </Text>
    </div>
  );
};

const Differences = ({ replay }: { readonly replay: Replay }) => {
  const t = useText(assistantsWords);
  if (replay.turns === 0) return <Text c="dimmed">{t.noTurns}</Text>;
  if (replay.differences.length === 0) return <Text c="dimmed">{t.noDifference}</Text>;
  return (
    <ul className={classes['results']}>
      {replay.differences.map(({ turnId, asked, live, draft, difference }) => (
        <li key={turnId}>
          {difference !== null && <StatusBadge tone={tones[difference]}>{t.differences[difference]}</StatusBadge>}
          <Text dir="auto" fw={500}>
            {asked}
          </Text>
          <div className={classes['sides']}>
            <Said title={t.now} answer={live} />
            <Said title={t.drafted} answer={draft} />
          </div>
        </li>
      ))}
    </ul>
  );
};

const Result = ({ replay }: { readonly replay: Replay }) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t.turns}: {formatNumber(replay.turns, language)}
      </Text>
      <div className={classes['sides']}>
        <Figures title={t.now} side={replay.live} />
        <Figures title={t.drafted} side={replay.draft} />
      </div>
      <Text size="sm" fw={600} {...(replay.prices.differ > 0 && { c: 'red.8' })}>
        {t.pricesCompared(replay.prices.compared, replay.prices.differ)}
      </Text>
      <Text size="sm">{t.ordersDiffer(replay.ordersDiffer)}</Text>
      <Differences replay={replay} />
    </Stack>
  );
};

const between = ' · ';

/** As the server takes it; empty: whoever answers customers. */
const chosen = (value: string): 'engine' | { connection: string; model: string } | null => {
  if (value === '' || value === 'engine') return value === '' ? null : value;
  const [connection = '', ...model] = value.split(between);
  return { connection, model: model.join(between) };
};

type ModelProps = { readonly value: string; readonly onChange: (value: string) => void };

const ModelSelect = ({ value, onChange }: ModelProps) => {
  const t = useText(assistantsWords);
  const { data } = useQuery(trialModelsQuery);
  const models = (data?.items ?? []).map(({ connection, model }) => `${connection}${between}${model}`);
  return (
    <Select
      label={t.answeredBy}
      data={[
        { value: '', label: t.asCustomers },
        { value: 'engine', label: t.engineAlone },
        ...models.map((each) => ({ value: each, label: each })),
      ]}
      allowDeselect={false}
      value={value}
      miw="16rem"
      flex="1 1 16rem"
      maw="24rem"
      onChange={(next) => onChange(next ?? '')}
    />
  );
};

/** What customers wrote, once more with this version and beside it the live one (BEY-2). */
export const ReplaySection = ({ version }: { readonly version: Version }) => {
  const t = useText(assistantsWords);
  const mayWrite = useMay('tenant.configure');
  const [days, setDays] = useState(7);
  const { data: runs } = useQuery(runsQuery(version.assistantId));
  const newest = runs?.items.find(({ kind, versionId }) => kind === 'replay' && versionId === version.id);
  const { data: run } = useQuery({
    ...runQuery(version.assistantId, newest?.id ?? ''),
    enabled: newest !== undefined,
  });
  const [answeredBy, setAnsweredBy] = useState('');
  const start = useStudioAct(() =>
    api.post(`${versionPath(version.assistantId, version.id)}/replay`, { days, answeredBy: chosen(answeredBy) }),
  );
  const isBusy = start.isPending || (newest !== undefined && isUnderWay(run ?? newest));
  const replay = run?.replay ?? null;
  return (
    <Section title={t.replay} text={t.replayText}>
      <Stack>
        {mayWrite && (
          <Group gap="xs" align="flex-end">
            <NumberInput
              label={t.days}
              value={days}
              min={1}
              max={30}
              w="5.5rem"
              onChange={(value) => setDays(Number(value) || 1)}
            />
            <ModelSelect value={answeredBy} onChange={setAnsweredBy} />
            <Button
              variant="default"
              loading={isBusy}
              onClick={() => start.mutate(undefined, { onError: toastProblem })}
            >
              {t.startReplay}
            </Button>
          </Group>
        )}
        {mayWrite && (
          <Text size="sm" c="dimmed">
            {t.answeredByHint}
          </Text>
        )}
        {run !== undefined && <RunProgress run={run} />}
        {replay !== null && <Result replay={replay} />}
      </Stack>
    </Section>
  );
};
