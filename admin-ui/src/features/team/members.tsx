import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../shared/api/me.js';
import { membersQuery } from '../../shared/api/team.js';
import type { Member } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { teamWords } from '../../shared/i18n/team.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { changeMember, type MemberChange, rolesQuery } from './data.js';
import { OpenInvitations } from './open-invitations.js';
import { useRoleName } from './role-name.js';

const useChange = () => {
  const t = useText(teamWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ member, change }: { readonly member: Member; readonly change: MemberChange }) =>
      changeMember(member, change),
    onSuccess: () => toastDone(t.changed),
    onError: toastProblem,
    onSettled: () => client.invalidateQueries({ queryKey: membersQuery.queryKey }),
  });
};

type CellProps = { readonly member: Member; readonly mayChange: boolean };

const RoleCell = ({ member, mayChange }: CellProps) => {
  const t = useText(teamWords);
  const roleName = useRoleName();
  const { data } = useQuery(rolesQuery);
  const change = useChange();
  const roles = data?.items ?? [];
  const own = roles.find(({ id }) => id === member.role);
  if (!mayChange || roles.length === 0)
    return <span dir="auto">{own === undefined ? member.role : roleName(own)}</span>;
  return (
    <Select
      aria-label={`${t.role}: ${member.name}`}
      size="sm"
      w="12rem"
      allowDeselect={false}
      value={member.role}
      disabled={change.isPending}
      data={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
      onChange={(role) => role !== null && role !== member.role && change.mutate({ member, change: { role } })}
    />
  );
};

const StateCell = ({ member, mayChange }: CellProps) => {
  const t = useText(teamWords);
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const act = async (): Promise<void> => {
    await changeMember(member, { active: !member.active });
    await client.invalidateQueries({ queryKey: membersQuery.queryKey });
    toastDone(t.changed);
  };
  return (
    <Group gap="sm" wrap="nowrap">
      <StatusBadge tone={member.active ? 'good' : 'neutral'}>{member.active ? t.active : t.shutOut}</StatusBadge>
      {mayChange && (
        <Button variant="subtle" size="compact-sm" onClick={() => (member.active ? setAsked(true) : void act())}>
          {member.active ? t.deactivate : t.activate}
        </Button>
      )}
      <ConfirmAction
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={t.deactivate}
        action={t.deactivate}
        onConfirm={act}
      >
        {t.deactivateText(member.name)}
      </ConfirmAction>
    </Group>
  );
};

const useColumns = (mayManage: boolean): Column<Member>[] => {
  const t = useText(teamWords);
  const { user } = useMe();
  const isOther = ({ userId }: Member): boolean => userId !== user?.id;
  return [
    {
      key: 'name',
      header: t.name,
      isTitle: true,
      cell: (member) => (
        <Text fw={600} component="span">
          <span dir="auto">{member.name}</span>
          {!isOther(member) && (
            <Text span c="dimmed" fw={400}>
              {` (${t.you})`}
            </Text>
          )}
        </Text>
      ),
    },
    { key: 'email', header: t.email, cell: ({ email }) => <span dir="ltr">{email}</span> },
    {
      key: 'role',
      header: t.role,
      cell: (member) => <RoleCell member={member} mayChange={mayManage && isOther(member)} />,
    },
    {
      key: 'state',
      header: t.state,
      cell: (member) => <StateCell member={member} mayChange={mayManage && isOther(member)} />,
    },
  ];
};

type Props = { readonly mayManage: boolean; readonly onInvite: () => void };

export const Members = ({ mayManage, onInvite }: Props) => {
  const t = useText(teamWords);
  const members = useQuery(membersQuery);
  const columns = useColumns(mayManage);
  return (
    <Stack gap="xl">
      <QueryState query={members}>
        {({ items }) => (
          <>
            <DataTable label={t.tabs.members} rows={items} rowKey={({ userId }) => userId} columns={columns} />
            {items.length === 1 && mayManage && (
              <EmptyState
                icon={IconUsersPlus}
                title={t.aloneTitle}
                text={t.aloneText}
                action={
                  <Button variant="light" onClick={onInvite}>
                    {t.invite}
                  </Button>
                }
              />
            )}
          </>
        )}
      </QueryState>
      <OpenInvitations mayManage={mayManage} />
    </Stack>
  );
};
