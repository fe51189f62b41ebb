import { Button, Group, List, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { permissionWords } from '../../shared/i18n/permissions.js';
import { teamWords } from '../../shared/i18n/team.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone } from '../../shared/ui/toast.js';
import { deleteRole, rolesQuery } from './data.js';
import { RoleDialog } from './role-dialog.js';
import { useRoleName } from './role-name.js';

const Acts = ({ of: role }: { readonly of: Role }) => {
  const t = useText(teamWords);
  const client = useQueryClient();
  const [opened, open] = useState<'edit' | 'remove' | null>(null);
  const remove = async (): Promise<void> => {
    await deleteRole(role.id);
    await client.invalidateQueries({ queryKey: rolesQuery.queryKey });
    toastDone(t.roleRemoved);
  };
  return (
    <Group gap="xs">
      <Button variant="default" size="compact-sm" onClick={() => open('edit')}>
        {t.editRole}
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => open('remove')}>
        {t.removeRole}
      </Button>
      <RoleDialog opened={opened === 'edit'} of={role} onClose={() => open(null)} />
      <ConfirmAction
        opened={opened === 'remove'}
        onClose={() => open(null)}
        title={t.removeRole}
        action={t.removeRole}
        onConfirm={remove}
      >
        {t.removeRoleText}
      </ConfirmAction>
    </Group>
  );
};

const RoleCard = ({ of: role, mayManage }: { readonly of: Role; readonly mayManage: boolean }) => {
  const t = useText(teamWords);
  const may = useText(permissionWords);
  const roleName = useRoleName();
  return (
    <Section
      title={roleName(role)}
      text={t.permissionCount(role.permissions.length)}
      actions={
        role.builtIn || !mayManage ? <StatusBadge>{role.builtIn ? t.builtIn : t.own}</StatusBadge> : <Acts of={role} />
      }
    >
      <details>
        <summary>
          <Text span size="sm">
            {t.show}
          </Text>
        </summary>
        <List size="sm" mt="xs">
          {role.permissions.map((permission) => (
            <List.Item key={permission}>{may[permission]}</List.Item>
          ))}
        </List>
      </details>
    </Section>
  );
};

export const Roles = ({ mayManage }: { readonly mayManage: boolean }) => {
  const roles = useQuery(rolesQuery);
  return (
    <QueryState query={roles}>
      {({ items }) => items.map((role) => <RoleCard key={role.id} of={role} mayManage={mayManage} />)}
    </QueryState>
  );
};
