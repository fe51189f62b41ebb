import { ActionIcon, Anchor, Popover, Progress, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../../shared/api/me.js';
import type { Turn } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatDuration, formatNumber, formatShare, localized } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { ErrorState, LoadingState } from '../../../shared/ui/states.js';
import { evidenceQuery, thresholdQuery, turnQuery } from '../data/queries.js';
import classes from './why.module.css';

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={classes['fact']}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** `faq_… 0.91` as the question it stands for; the id where it is gone or not to be seen. */
const Evidence = ({ line }: { readonly line: string }) => {
  const language = useLanguage();
  const [id = '', score = ''] = line.split(' ');
  const mayRead = useMay('catalogue.read');
  const { data } = useQuery({ ...evidenceQuery(id), enabled: mayRead && /^(?:faq|svc)_/.test(id) });
  const share = Number(score);
  return (
    <li className={classes['evidence']}>
      <bdi dir="auto">{data === undefined ? id : localized(data, language)}</bdi>
      {score !== '' && Number.isFinite(share) && <span>{formatShare(share, language)}</span>}
    </li>
  );
};

const Confidence = ({ value }: { readonly value: number }) => {
  const t = useText(inboxWords).why;
  const language = useLanguage();
  const { data: threshold } = useQuery({ ...thresholdQuery, enabled: useMay('tenant.read') });
  const share = formatShare(value, language);
  const isEnough = threshold === undefined || value >= threshold;
  return (
    <>
      {threshold === undefined ? share : t.of(share, formatShare(threshold, language))}
      <Progress
        value={Math.round(value * 100)}
        color={isEnough ? 'brand' : 'orange'}
        size="sm"
        mt={4}
        aria-label={t.confidence}
      />
    </>
  );
};

const Checks = ({ verdicts }: Pick<Turn, 'verdicts'>) => {
  const t = useText(inboxWords).why;
  return (
    <ul className={classes['list']}>
      {verdicts.map(({ check, outcome, detail }) => (
        <li key={`${check}${detail}`} data-outcome={outcome} className={classes['check']}>
          {outcome === 'pass' ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleX size={16} aria-hidden />}
          <span>
            {t.checkNames[check] ?? check} – {t[outcome]}
            {detail !== '' && <small>{detail}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
};

/** Where the prices it quoted can be looked up, as they were (BEY-6). */
const Receipts = ({ receipts }: Pick<Turn, 'receipts'>) => {
  const t = useText(inboxWords).brief;
  const language = useLanguage();
  if (receipts.length === 0) return null;
  return (
    <Fact label={t.receipt}>
      {receipts.map(({ serviceId, url }, index) => (
        <Anchor key={serviceId} href={url} target="_blank" rel="noopener noreferrer" size="sm" me="xs">
          {`${t.receipt} ${formatNumber(index + 1, language)}`}
        </Anchor>
      ))}
    </Fact>
  );
};

const Account = ({ turn }: { readonly turn: Turn }) => {
  const t = useText(inboxWords).why;
  const language = useLanguage();
  const { trace, usage } = turn;
  const tokens = usage.inputTokens + usage.outputTokens;
  return (
    <dl className={classes['facts']}>
      <Fact label={t.outcome}>{t.outcomes[turn.outcome]}</Fact>
      <Fact label={t.confidence}>
        <Confidence value={turn.confidence} />
      </Fact>
      {turn.verdicts.length > 0 && (
        <Fact label={t.checks}>
          <Checks verdicts={turn.verdicts} />
        </Fact>
      )}
      <Fact label={t.evidence}>
        {trace.evidence.length === 0 ? (
          t.noEvidence
        ) : (
          <ul className={classes['list']}>
            {trace.evidence.slice(0, 5).map((line) => (
              <Evidence key={line} line={line} />
            ))}
          </ul>
        )}
      </Fact>
      <Receipts receipts={turn.receipts} />
      <Fact label={t.provider}>
        <bdi>{trace.provider}</bdi>
      </Fact>
      <Fact label={t.took}>
        {trace.latencyMs < 1_000
          ? t.ms(formatNumber(Math.round(trace.latencyMs), language))
          : formatDuration(trace.latencyMs, language)}
        {trace.restarts > 0 && `, ${t.restarts(trace.restarts)}`}
      </Fact>
      {tokens > 0 && (
        <Fact label={t.cost}>
          {t.tokens(formatNumber(usage.inputTokens, language), formatNumber(usage.outputTokens, language))}
        </Fact>
      )}
    </dl>
  );
};

const Content = ({ conversationId, turnId }: { readonly conversationId: string; readonly turnId: string }) => {
  const t = useText(inboxWords).why;
  const { data, error, refetch } = useQuery(turnQuery(conversationId, turnId));
  if (data === undefined)
    return error === null ? <LoadingState lines={4} /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  return data === null ? <Text size="sm">{t.missing}</Text> : <Account turn={data} />;
};

/** Why the assistant said what it said: read when asked for. */
export const Why = (props: { readonly conversationId: string; readonly turnId: string }) => {
  const t = useText(inboxWords).why;
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="top-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <ActionIcon
          className={classes['open']}
          variant="subtle"
          size={24}
          aria-label={t.open}
          title={t.open}
          onClick={() => setOpened(!opened)}
        >
          <IconSparkles size={15} stroke={1.8} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown']} aria-label={t.title}>
        <Text fw={650} size="sm" mb="xs" tabIndex={-1} data-autofocus>
          {t.title}
        </Text>
        {opened && <Content {...props} />}
      </Popover.Dropdown>
    </Popover>
  );
};
