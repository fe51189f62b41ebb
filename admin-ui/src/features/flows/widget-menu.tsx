import { Button } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { flowsWords } from '../../shared/i18n/flows.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { type Flow, type WidgetSettings, widgetMenuQuery } from './data.js';

/** The widget's settings are saved whole: all but what the server alone says of them. */
const changeOf = ({ slug: _slug, snippet: _snippet, cspLine: _csp, seen: _seen, ...settings }: WidgetSettings) =>
  settings;

/** Lets the chat window open with this menu. */
export const WidgetMenu = ({ flow }: { readonly flow: Flow }) => {
  const t = useText(flowsWords);
  const client = useQueryClient();
  const mayWrite = useMay('tenant.configure');
  const { data } = useQuery(widgetMenuQuery);
  const use = useMutation({
    mutationFn: async () => {
      const latest = await client.fetchQuery({ ...widgetMenuQuery, staleTime: 0 });
      return api.put<WidgetSettings>('/api/v1/widget-settings', { ...changeOf(latest), menu: flow.id });
    },
    onSuccess: (saved) => {
      client.setQueryData(widgetMenuQuery.queryKey, saved);
      toastDone(t.used);
    },
    onError: toastProblem,
  });
  if (data?.menu === flow.id) return <StatusBadge tone="info">{t.isUsed}</StatusBadge>;
  if (!mayWrite || flow.status !== 'published' || data === undefined) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconMessageCircle size={16} />}
      loading={use.isPending}
      onClick={() => use.mutate()}
    >
      {t.use}
    </Button>
  );
};
