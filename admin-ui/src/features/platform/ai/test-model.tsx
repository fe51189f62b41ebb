import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ModelTest } from '../../../shared/api/ai.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { Notice } from '../../../shared/ui/notice.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { StatusBadge } from '../../../shared/ui/status-badge.js';
import { aiQuery, dollars, testModel } from './data.js';

type Props = { readonly connection: string; readonly model: string };

/** What the vendor did, in figures: they are the first thing its support asks for. */
const figuresOf = (result: ModelTest, t: (typeof aiWords)['en']): string =>
  [
    ...(result.status === null ? [] : [t.status(result.status)]),
    t.seconds((result.latencyMs / 1_000).toFixed(1)),
    ...(result.costMicros === null ? [] : [t.dollars(dollars(result.costMicros))]),
  ].join(' · ');

const Result = ({ result }: { readonly result: ModelTest }) => {
  const t = useText(aiWords);
  const figures = (
    <Text size="sm" c="dimmed">
      <bdi dir="ltr">{figuresOf(result, t)}</bdi>
    </Text>
  );
  if (result.ok)
    return (
      <Stack gap={2}>
        <Group gap="xs">
          <StatusBadge tone="good">{t.works}</StatusBadge>
          <Text size="sm">{t.worksText}</Text>
        </Group>
        {figures}
      </Stack>
    );
  return (
    <Notice title={result.fault === null ? t.weak : t.faults[result.fault]} isUrgent>
      {figures}
    </Notice>
  );
};

/** Asks the model one real question. */
export const TestModel = ({ connection, model }: Props) => {
  const t = useText(aiWords);
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => testModel({ connection, model: model.trim(), temperature: null }),
    onSettled: () => client.invalidateQueries({ queryKey: aiQuery.queryKey }),
  });
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        size="sm"
        loading={test.isPending}
        disabled={connection === '' || model.trim() === ''}
        aria-label={`${t.test}: ${model}`}
        onClick={() => test.mutate()}
      >
        {t.test}
      </Button>
      <div role="status">{test.data !== undefined && <Result result={test.data} />}</div>
      <ProblemAlert error={test.error} />
    </Stack>
  );
};
