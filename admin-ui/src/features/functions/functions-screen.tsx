import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import {
  IconDots,
  IconEdit,
  IconList,
  IconPlayerPlay,
  IconPlugConnected,
  IconPower,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TenantFunction } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone } from '../../shared/ui/toast.js';
import { CallsDialog } from './calls-dialog.js';
import { functionsQuery, removeFunction, switchFunction } from './data.js';
import { FunctionDialog } from './function-dialog.js';
import { TryDialog } from './try-dialog.js';

type Asked = 'edit' | 'try' | 'calls' | 'remove';
type Asking = { readonly what: Asked; readonly row: TenantFunction };
type Ask = (what: Asked, row: TenantFunction) => void;
type Switch = (row: TenantFunction) => void;

const Acts = ({
  row,
  ask,
  onSwitch,
}: {
  readonly row: TenantFunction;
  readonly ask: Ask;
  readonly onSwitch: Switch;
}) => {
  const t = useText(functionWords);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={`${t.actions}: ${row.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => ask('try', row)}>
          {t.tryOut}
        </Menu.Item>
        <Menu.Item leftSection={<IconPower size={16} />} onClick={() => onSwitch(row)}>
          {row.status === 'active' ? t.switchOff : t.switchOn}
        </Menu.Item>
        <Menu.Item leftSection={<IconEdit size={16} />} onClick={() => ask('edit', row)}>
          {t.edit}
        </Menu.Item>
        <Menu.Item leftSection={<IconList size={16} />} onClick={() => ask('calls', row)}>
          {t.calls}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => ask('remove', row)}>
          {t.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const useColumns = (ask: Ask, onSwitch: Switch): Column<TenantFunction>[] => {
  const t = useText(functionWords);
  return [
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
    {
      key: 'url',
      header: t.url,
      cell: ({ url }) => (
        <code dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          {url}
        </code>
      ),
    },
    {
      key: 'state',
      header: t.state,
      cell: ({ status }) => (
        <StatusBadge tone={status === 'active' ? 'good' : 'neutral'}>{t.states[status]}</StatusBadge>
      ),
    },
    { key: 'acts', header: t.actions, align: 'end', cell: (row) => <Acts row={row} ask={ask} onSwitch={onSwitch} /> },
  ];
};

const useSwitch = () => {
  const t = useText(functionWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: switchFunction,
    onSuccess: () => toastDone(t.saved),
    onSettled: () => client.invalidateQueries({ queryKey: functionsQuery.queryKey }),
  });
};

type DialogsProps = { readonly asking: Asking | null; readonly isNew: boolean; readonly onClose: () => void };

const Dialogs = ({ asking, isNew, onClose }: DialogsProps) => {
  const t = useText(functionWords);
  const client = useQueryClient();
  const rowFor = (what: Asked): TenantFunction | null => (asking?.what === what ? asking.row : null);
  const removed = rowFor('remove');
  const remove = async (): Promise<void> => {
    if (removed === null) return;
    await removeFunction(removed.id);
    toastDone(t.removed);
    await client.invalidateQueries({ queryKey: functionsQuery.queryKey });
  };
  return (
    <>
      <FunctionDialog opened={isNew || rowFor('edit') !== null} edited={rowFor('edit')} onClose={onClose} />
      <TryDialog tried={rowFor('try')} onClose={onClose} />
      <CallsDialog of={rowFor('calls')} onClose={onClose} />
      <ConfirmAction opened={removed !== null} onClose={onClose} title={t.remove} action={t.remove} onConfirm={remove}>
        {t.removeText(removed?.name ?? '')}
      </ConfirmAction>
    </>
  );
};

export const FunctionsScreen = () => {
  const t = useText(functionWords);
  const functions = useQuery(functionsQuery);
  const turning = useSwitch();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isNew, setNew] = useState(false);
  const columns = useColumns((what, row) => setAsking({ what, row }), turning.mutate);
  const create = <Button onClick={() => setNew(true)}>{t.create}</Button>;
  const close = (): void => {
    setAsking(null);
    setNew(false);
  };
  return (
    <Screen title={t.title} text={t.text} actions={create}>
      <ProblemAlert error={turning.error} />
      <QueryState
        query={functions}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={IconPlugConnected} title={t.emptyTitle} text={t.emptyText} action={create} />}
      >
        {({ items }) => <DataTable label={t.title} rows={items} rowKey={({ id }) => id} columns={columns} />}
      </QueryState>
      <Dialogs asking={asking} isNew={isNew} onClose={close} />
    </Screen>
  );
};
