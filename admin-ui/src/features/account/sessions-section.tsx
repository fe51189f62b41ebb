import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { OwnSession } from '../../shared/api/types.js';
import { accountWords } from '../../shared/i18n/account.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { deviceOf } from './device-name.js';
import { sessionsQuery } from './sessions.js';

const useDeviceName = () => {
  const t = useText(accountWords).sessions;
  return ({ userAgent }: OwnSession): string => {
    const { browser, system } = deviceOf(userAgent);
    if (browser !== null && system !== null) return t.on(browser, system);
    return browser ?? system ?? t.unknown;
  };
};

const useEnd = () => {
  const t = useText(accountWords).sessions;
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: OwnSession) => api.delete(`/api/auth/sessions/${id}`),
    onSuccess: () => {
      toastDone(t.done);
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
    onError: toastProblem,
  });
};

const useColumns = (): readonly Column<OwnSession>[] => {
  const t = useText(accountWords).sessions;
  const nameOf = useDeviceName();
  const end = useEnd();
  const act = (session: OwnSession) =>
    session.current ? (
      <StatusBadge tone="good">{t.current}</StatusBadge>
    ) : (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t.endOf(nameOf(session))}
        loading={end.isPending && end.variables.id === session.id}
        onClick={() => end.mutate(session)}
      >
        {t.end}
      </Button>
    );
  return [
    { key: 'device', header: t.device, isTitle: true, cell: nameOf },
    { key: 'active', header: t.active, cell: ({ activeAt }) => <When at={activeAt} /> },
    { key: 'since', header: t.since, cell: ({ createdAt }) => <When at={createdAt} as="date" /> },
    { key: 'end', header: '', align: 'end', cell: act },
  ];
};

export const SessionsSection = () => {
  const t = useText(accountWords).sessions;
  const sessions = useQuery(sessionsQuery);
  const columns = useColumns();
  return (
    <Section title={t.title} text={t.text}>
      <QueryState query={sessions}>
        {({ items }) => <DataTable label={t.title} rows={items} rowKey={({ id }) => id} columns={columns} />}
      </QueryState>
    </Section>
  );
};
