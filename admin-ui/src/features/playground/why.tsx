import { Alert, Code, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatDuration, formatNumber, formatShare, localized } from '../../shared/i18n/format.js';
import { playgroundWords } from '../../shared/i18n/playground.js';
import { Money } from '../../shared/ui/money.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import classes from './playground.module.css';
import type { Rehearsal } from './rehearse.js';

type Part = { readonly answer: Rehearsal };

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    <div>{children}</div>
  </div>
);

const Confidence = ({ answer: { confidence, threshold } }: Part) => {
  const t = useText(playgroundWords);
  const language = useLanguage();
  return (
    <Fact label={t.confidence}>
      <Text fw={700}>{formatShare(confidence, language)}</Text>
      <Progress
        value={100 * confidence}
        color={confidence < threshold ? 'orange.7' : 'brand.7'}
        size="sm"
        my={4}
        aria-hidden
      />
      <Text size="sm" c="dimmed">
        {t.threshold(formatShare(threshold, language))}
      </Text>
    </Fact>
  );
};

const Verdicts = ({ answer: { verdicts } }: Part) => {
  const t = useText(playgroundWords);
  return (
    <Fact label={t.verdicts}>
      {verdicts.length === 0 && <Text size="sm">{t.noVerdicts}</Text>}
      <ul className={classes['list']}>
        {verdicts.map(({ check, outcome, detail }) => (
          <li key={check + detail}>
            <StatusBadge tone={outcome === 'pass' ? 'good' : 'bad'}>
              {outcome === 'pass' ? t.passed : t.vetoed}
            </StatusBadge>{' '}
            <Text span size="sm">
              {check}
              {detail !== '' && `: ${detail}`}
            </Text>
          </li>
        ))}
      </ul>
    </Fact>
  );
};

const Evidence = ({ answer: { evidence } }: Part) => {
  const t = useText(playgroundWords);
  const language = useLanguage();
  return (
    <Fact label={t.evidence}>
      {evidence.length === 0 && <Text size="sm">{t.noEvidence}</Text>}
      <ul className={classes['list']}>
        {evidence.map(({ id, label, score }) => (
          <li key={id}>
            <Text span size="sm" dir="auto">
              {label}
            </Text>{' '}
            <Text span size="sm" c="dimmed">
              {formatNumber(score, language)}
            </Text>
          </li>
        ))}
      </ul>
    </Fact>
  );
};

const Order = ({ answer: { order } }: Part) => {
  const t = useText(playgroundWords);
  const language = useLanguage();
  if (order === null) return null;
  return (
    <Fact label={t.order}>
      <ul className={classes['list']}>
        {order.lines.map(({ serviceId, name, quantity, unitPrice }) => (
          <li key={serviceId}>
            {`${formatNumber(quantity, language)} × ${localized(name, language)} `}
            <Money value={unitPrice} />
          </li>
        ))}
      </ul>
      <Text fw={700}>
        <Money value={order.total} />
      </Text>
    </Fact>
  );
};

const Cost = ({ answer: { provider, latencyMs, usage } }: Part) => {
  const t = useText(playgroundWords);
  const language = useLanguage();
  return (
    <>
      <Fact label={t.provider}>{provider === 'rules' ? t.rules : provider}</Fact>
      <Fact label={t.latency}>
        {latencyMs < 1_000 ? `${Math.round(latencyMs)} ms` : formatDuration(latencyMs, language)}
      </Fact>
      <Fact label={t.cost}>
        {usage.costMicros === 0 ? t.free : `${formatNumber(usage.costMicros / 1e6, language)} USD`}
      </Fact>
    </>
  );
};

const Answerer = ({ answer: { assistant } }: Part) => {
  const t = useText(playgroundWords);
  if (assistant === null) return null;
  return (
    <Fact label={t.answerer}>
      <bdi dir="auto">{assistant.name}</bdi> · {t.version(assistant.number)}
    </Fact>
  );
};

/** It called a person; this is what it would have said had it been sure. */
const Suggested = ({ answer: { suggested } }: Part) => {
  const t = useText(playgroundWords);
  if (suggested.length === 0) return null;
  return (
    <Fact label={t.suggested}>
      <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
        {suggested.join('\n\n')}
      </Text>
    </Fact>
  );
};

/** How one answer came about: what happens, how sure it is, what was checked, what it looked at, what it cost. */
export const Why = ({ answer }: { readonly answer: Rehearsal | null }) => {
  const t = useText(playgroundWords);
  if (answer === null) return <Text c="dimmed">{t.whyEmpty}</Text>;
  return (
    <Stack gap="md">
      {!answer.live && <Alert color="orange">{t.notLive}</Alert>}
      <Fact label={t.outcome}>{t.outcomes[answer.outcome]}</Fact>
      <Answerer answer={answer} />
      <Suggested answer={answer} />
      <Confidence answer={answer} />
      <Verdicts answer={answer} />
      <Evidence answer={answer} />
      <Order answer={answer} />
      <Cost answer={answer} />
      {answer.proposal !== '' && (
        <details>
          <summary>
            <Text span size="sm">
              {t.proposal}
            </Text>
          </summary>
          <Text size="sm" c="dimmed" my="xs">
            {t.proposalHint}
          </Text>
          <Code block dir="ltr" className={classes['proposal']}>
            {answer.proposal}
          </Code>
        </details>
      )}
    </Stack>
  );
};
