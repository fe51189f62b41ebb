import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { teamWords } from '../../shared/i18n/team.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { Section } from '../../shared/ui/screen.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { type Invitation, invitationsQuery, resend, withdraw } from './data.js';

const Acts = ({ row }: { readonly row: Invitation }) => {
  const t = useText(teamWords);
  const language = useLanguage();
  const client = useQueryClient();
  const after = {
    onError: toastProblem,
    onSettled: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  };
  const again = useMutation({
    ...after,
    mutationFn: () => resend(row.id, language),
    onSuccess: () => toastDone(t.resent),
  });
  const back = useMutation({ ...after, mutationFn: () => withdraw(row.id), onSuccess: () => toastDone(t.withdrawn) });
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button variant="subtle" size="compact-sm" loading={again.isPending} onClick={() => again.mutate()}>
        {t.resend}
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" loading={back.isPending} onClick={() => back.mutate()}>
        {t.withdraw}
      </Button>
    </Group>
  );
};

/** Who was invited and has not come. Nothing is shown when there is nobody. */
export const OpenInvitations = ({ mayManage }: { readonly mayManage: boolean }) => {
  const t = useText(teamWords);
  const { data } = useQuery(invitationsQuery);
  if (data === undefined || data.items.length === 0) return null;
  const columns: Column<Invitation>[] = [
    {
      key: 'name',
      header: t.name,
      isTitle: true,
      cell: ({ name }) => (
        <Text fw={600} dir="auto">
          {name}
        </Text>
      ),
    },
    { key: 'email', header: t.email, cell: ({ email }) => <span dir="ltr">{email}</span> },
    { key: 'expires', header: t.expires, cell: ({ expiresAt }) => <When at={expiresAt} as="date" /> },
    ...(mayManage
      ? [{ key: 'acts', header: t.actions, align: 'end' as const, cell: (row: Invitation) => <Acts row={row} /> }]
      : []),
  ];
  return (
    <Section title={t.invitations}>
      <DataTable label={t.invitations} rows={data.items} rowKey={({ id }) => id} columns={columns} />
    </Section>
  );
};
