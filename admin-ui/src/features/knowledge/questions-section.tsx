import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useText } from '../../shared/i18n/dictionary.js';
import { knowledgeWords } from '../../shared/i18n/knowledge.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { Section } from '../../shared/ui/screen.js';
import { toastDone } from '../../shared/ui/toast.js';
import { importQuestions, type QuestionsImport } from './data.js';
import classes from './knowledge.module.css';

const Outcome = ({ result }: { readonly result: QuestionsImport }) => {
  const t = useText(knowledgeWords);
  return (
    <div role="status">
      <Text fw={600}>{result.ready > 0 ? t.ready(result.ready) : t.nothingReady}</Text>
      {result.sample.map(({ row, question, answer }) => (
        <Text key={row} size="sm" dir="auto">
          {question} → {answer}
        </Text>
      ))}
      {result.problems.length > 0 && (
        <ul className={classes['quiet']}>
          {result.problems.map(({ row, fault, question }) => (
            <li key={row}>
              {t.row} {row}: {t.faults[fault]} <bdi>{question}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** A table of questions and answers becomes FAQs: first what would become of each row, then one write. */
export const QuestionsSection = ({ id }: { readonly id: string }) => {
  const t = useText(knowledgeWords);
  const client = useQueryClient();
  const check = useMutation({ mutationFn: () => importQuestions(id, true) });
  const run = useMutation({
    mutationFn: () => importQuestions(id, false),
    onSuccess: ({ imported }) => {
      toastDone(t.rowsImported(imported));
      check.reset();
      return client.invalidateQueries({ queryKey: ['faqs'] });
    },
  });
  return (
    <Section title={t.questions} text={t.questionsHint}>
      <Stack gap="md">
        {check.data !== undefined && <Outcome result={check.data} />}
        <ProblemAlert error={check.error ?? run.error} />
        <Group gap="xs">
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
            {t.check}
          </Button>
          {check.data !== undefined && check.data.ready > 0 && (
            <Button loading={run.isPending} onClick={() => run.mutate()}>
              {t.importRows(check.data.ready)}
            </Button>
          )}
        </Group>
      </Stack>
    </Section>
  );
};
