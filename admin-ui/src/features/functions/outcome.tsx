import { Group, Stack, Text } from '@mantine/core';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';

const fieldFault = 'field:';

/** How a call came out, in words; a code of a later server is shown as it is. */
const useOutcomeWords = (outcome: string): string => {
  const t = useText(functionWords);
  if (outcome.startsWith(fieldFault)) return t.fieldOutcome(outcome.slice(fieldFault.length));
  return (t.outcomes as Readonly<Record<string, string>>)[outcome] ?? outcome;
};

type Props = { readonly outcome: string; readonly status: number | null };

export const Outcome = ({ outcome, status }: Props) => {
  const t = useText(functionWords);
  const words = useOutcomeWords(outcome);
  if (outcome === 'answered') return <StatusBadge tone="good">{t.answered}</StatusBadge>;
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <StatusBadge tone="bad">{t.notAnswered}</StatusBadge>
        {status !== null && (
          <Text size="sm" c="dimmed">
            <bdi dir="ltr">HTTP {status}</bdi>
          </Text>
        )}
      </Group>
      <Text size="sm">{words}</Text>
    </Stack>
  );
};
