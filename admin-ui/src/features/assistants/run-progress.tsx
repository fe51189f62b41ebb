import { Button, Group, Progress, Text } from '@mantine/core';
import { api } from '../../shared/api/client.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { toastProblem } from '../../shared/ui/toast.js';
import { isUnderWay, type RunSummary, useStudioAct } from './data.js';

/** How far an exam or a replay is, and a way to stop it; why it ended without a result. */
export const RunProgress = ({ run }: { readonly run: RunSummary }) => {
  const t = useText(assistantsWords);
  const cancel = useStudioAct(() => api.post(`/api/v1/assistants/${run.assistantId}/runs/${run.id}/cancel`));
  if (run.status === 'failed') return <Text c="dimmed">{t.failed}</Text>;
  if (run.status === 'cancelled') return <Text c="dimmed">{t.cancelled}</Text>;
  if (!isUnderWay(run)) return null;
  const { done, total } = run;
  return (
    <div role="status">
      <Group justify="space-between" mb={4}>
        <Text size="sm">{t.running(done, total)}</Text>
        <Button
          size="compact-xs"
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate(undefined, { onError: toastProblem })}
        >
          {t.cancel}
        </Button>
      </Group>
      <Progress value={total === 0 ? 0 : (100 * done) / total} animated aria-hidden />
    </div>
  );
};
