import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { Notice } from '../../shared/ui/notice.js';
import { Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import classes from './assistants.module.css';
import { type Exam, isUnderWay, runQuery, runsQuery, useStudioAct, type Version, versionPath } from './data.js';
import { RunProgress } from './run-progress.js';

type Result = Exam['results'][number];
const tones = { right: 'good', handed_over: 'attention', wrong: 'bad' } as const;

const Figures = ({ exam }: { readonly exam: Exam }) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const figures = [
    [t.asked, exam.asked],
    [t.right, exam.right],
    [t.handedOver, exam.handedOver],
    [t.wrong, exam.wrong],
    [t.blocking, exam.blocking],
  ] as const;
  return (
    <dl className={classes['figures']}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatNumber(value, language)}</dd>
        </div>
      ))}
    </dl>
  );
};

const Label = ({ children }: { readonly children: string }) => (
  <Text size="xs" c="dimmed" mt={4}>
    {children}
  </Text>
);

/** What a careful person would have said or done; exams from before do not know it. */
const Should = ({ result: { expect, expected } }: { readonly result: Result }) => {
  const t = useText(assistantsWords);
  if (expect === null) return null;
  return (
    <>
      <Label>{`${t.should}: ${t.expects[expect]}`}</Label>
      {expected !== '' && (
        <Text size="sm" dir="auto" className={classes['answer']}>
          {expected}
        </Text>
      )}
    </>
  );
};

const Line = ({ result }: { readonly result: Result }) => {
  const t = useText(assistantsWords);
  const marks = { right: t.right, handed_over: t.handedOver, wrong: t.wrong };
  const silent = result.mark === 'handed_over' && result.blocks ? 'silent' : '';
  const why = result.why === '' ? silent : result.why;
  return (
    <li>
      <Group gap="xs">
        <StatusBadge tone={tones[result.mark]}>{marks[result.mark]}</StatusBadge>
        {result.blocks && <StatusBadge tone="bad">{t.blocking}</StatusBadge>}
        <Text size="sm" c="dimmed">
          {t.kinds[result.kind]}
          {why !== '' && `: ${(t.why as Readonly<Record<string, string>>)[why] ?? why}`}
        </Text>
      </Group>
      <Text dir="auto" fw={500}>
        {result.question}
      </Text>
      {result.mark !== 'right' && <Label>{t.said}</Label>}
      <Text size="sm" dir="auto" className={classes['answer']}>
        {result.answer === '' ? t.nothingSaid : result.answer}
      </Text>
      {result.mark !== 'right' && <Should result={result} />}
    </li>
  );
};

const Results = ({ exam }: { readonly exam: Exam }) => {
  const t = useText(assistantsWords);
  const [isAll, setAll] = useState(false);
  const shown = isAll ? exam.results : exam.results.filter(({ blocks }) => blocks);
  return (
    <Stack gap="sm">
      {exam.blocking === 0 && <Text fw={600}>{t.passed}</Text>}
      {exam.regressions.length > 0 && <Text c="orange.8">{t.regressions(exam.regressions.length)}</Text>}
      <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setAll(!isAll)}>
        {isAll ? t.showFailed : t.showAll}
      </Button>
      <ul className={classes['results']}>
        {shown.map((result) => (
          <Line key={result.questionId} result={result} />
        ))}
      </ul>
    </Stack>
  );
};

const Publish = ({ version, blocking }: { readonly version: Version; readonly blocking: number }) => {
  const t = useText(assistantsWords);
  const mayOverride = useMay('team.manage');
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const publish = useStudioAct(
    () =>
      api.post(
        `${versionPath(version.assistantId, version.id)}/publish`,
        blocking === 0 ? {} : { override: reason.trim() },
      ),
    () => toastDone(t.published),
  );
  if (version.status !== 'testing' || (blocking > 0 && !mayOverride)) return null;
  return (
    <>
      <Button variant={blocking === 0 ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {blocking === 0 ? t.publish : t.publishOver}
      </Button>
      <ConfirmAction
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.publishTitle}
        action={blocking === 0 ? t.publish : t.publishOver}
        danger={blocking > 0}
        onConfirm={() => publish.mutateAsync(undefined)}
      >
        <Stack gap="sm">
          <Text>{t.publishText}</Text>
          {blocking > 0 && (
            <>
              <Text fw={600}>{t.publishOverText(blocking)}</Text>
              <TextInput
                label={t.reason}
                description={t.reasonHint}
                required
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </>
          )}
        </Stack>
      </ConfirmAction>
    </>
  );
};

/** The newest exam of this version, and whether one is under way. */
const useExam = ({ id, assistantId }: Version) => {
  const { data: runs } = useQuery(runsQuery(assistantId));
  const newest = runs?.items.find(({ kind, versionId }) => kind === 'exam' && versionId === id);
  const { data: run } = useQuery({ ...runQuery(assistantId, newest?.id ?? ''), enabled: newest !== undefined });
  const isNever = runs !== undefined && newest === undefined;
  return { run, exam: run?.exam ?? null, isNever, isUnderWay: newest !== undefined && isUnderWay(run ?? newest) };
};

type ActsProps = { readonly version: Version; readonly exam: Exam | null; readonly isBusy: boolean };

const Acts = ({ version, exam, isBusy }: ActsProps) => {
  const t = useText(assistantsWords);
  const start = useStudioAct(() => api.post(`${versionPath(version.assistantId, version.id)}/exam`));
  return (
    <Group gap="xs">
      <Button
        variant={exam === null ? 'filled' : 'default'}
        loading={isBusy || start.isPending}
        onClick={() => start.mutate(undefined, { onError: toastProblem })}
      >
        {exam === null ? t.holdExam : t.examAgain}
      </Button>
      {exam !== null && <Publish version={version} blocking={exam.blocking} />}
    </Group>
  );
};

/** The exam before going live (BEY-1): hold it, read what failed, publish. */
export const ExamSection = ({ version, isLive }: { readonly version: Version; readonly isLive: boolean }) => {
  const t = useText(assistantsWords);
  const mayWrite = useMay('tenant.configure');
  const { run, exam, isNever, isUnderWay: isBusy } = useExam(version);
  const actions = mayWrite && <Acts version={version} exam={exam} isBusy={isBusy} />;
  return (
    <Section title={t.exam} text={t.examText} actions={actions}>
      <Stack>
        {isLive && isNever && <Notice>{t.notExamined}</Notice>}
        {run !== undefined && <RunProgress run={run} />}
        {exam !== null && <Figures exam={exam} />}
        {exam !== null && <Results exam={exam} />}
      </Stack>
    </Section>
  );
};
