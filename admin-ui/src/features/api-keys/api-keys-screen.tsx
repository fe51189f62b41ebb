import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconBan, IconDots, IconKey, IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKey, IssuedApiKey } from '../../shared/api/types.js';
import { apiKeyWords } from '../../shared/i18n/api-keys.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { permissionWords } from '../../shared/i18n/permissions.js';
import { useNow } from '../../shared/lib/use-now.js';
import { ConfirmAction } from '../../shared/ui/confirm-action.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { toastDone } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import { apiKeysQuery, revokeKey, rotateKey, stateOf } from './data.js';
import { IssuedKeyDialog } from './issued-key-dialog.js';
import { NewKeyDialog } from './new-key-dialog.js';

const tones = { live: 'good', revoked: 'neutral', expired: 'attention' } as const;

type ActsProps = { readonly row: ApiKey; readonly onIssued: (issued: IssuedApiKey) => void };

const Acts = ({ row, onIssued }: ActsProps) => {
  const t = useText(apiKeyWords);
  const client = useQueryClient();
  const [asked, setAsked] = useState<'rotate' | 'revoke' | null>(null);
  const reread = () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
  const act = async (): Promise<void> => {
    if (asked === 'rotate') onIssued(await rotateKey(row.id));
    else {
      await revokeKey(row.id);
      toastDone(t.revoked);
    }
    await reread();
  };
  if (row.revokedAt !== null) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={`${t.actions}: ${row.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => setAsked('rotate')}>
            {t.rotate}
          </Menu.Item>
          <Menu.Item leftSection={<IconBan size={16} />} onClick={() => setAsked('revoke')}>
            {t.revoke}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmAction
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === 'rotate' ? t.rotate : t.revoke}
        action={asked === 'rotate' ? t.rotate : t.revoke}
        onConfirm={act}
      >
        {asked === 'rotate' ? t.rotateText : t.revokeText(row.name)}
      </ConfirmAction>
    </>
  );
};

const useColumns = (onIssued: ActsProps['onIssued']): Column<ApiKey>[] => {
  const t = useText(apiKeyWords);
  const may = useText(permissionWords);
  const nowMs = useNow();
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
    { key: 'prefix', header: t.prefix, cell: ({ prefix }) => <code dir="ltr">{prefix}…</code> },
    { key: 'scopes', header: t.scopes, cell: ({ scopes }) => scopes.map((scope) => may[scope]).join(' · ') },
    {
      key: 'state',
      header: t.state,
      cell: (row) => <StatusBadge tone={tones[stateOf(row, nowMs)]}>{t.states[stateOf(row, nowMs)]}</StatusBadge>,
    },
    {
      key: 'used',
      header: t.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t.never : <When at={lastUsedAt} />),
    },
    {
      key: 'expires',
      header: t.expires,
      cell: ({ expiresAt }) => (expiresAt === null ? t.never : <When at={expiresAt} as="date" />),
    },
    { key: 'acts', header: t.actions, align: 'end', cell: (row) => <Acts row={row} onIssued={onIssued} /> },
  ];
};

export const ApiKeysScreen = () => {
  const t = useText(apiKeyWords);
  const keys = useQuery(apiKeysQuery);
  const [isNew, setNew] = useState(false);
  const [issued, setIssued] = useState<IssuedApiKey | null>(null);
  const columns = useColumns(setIssued);
  const create = <Button onClick={() => setNew(true)}>{t.create}</Button>;
  const docs = (
    <Button component="a" href="/docs" target="_blank" rel="noopener" variant="default">
      {t.docs}
    </Button>
  );
  return (
    <Screen
      title={t.title}
      text={t.text}
      actions={
        <Group gap="xs">
          {docs}
          {create}
        </Group>
      }
    >
      <Stack>
        <QueryState
          query={keys}
          isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState icon={IconKey} title={t.emptyTitle} text={t.emptyText} action={create} />}
        >
          {({ items }) => <DataTable label={t.title} rows={items} rowKey={({ id }) => id} columns={columns} />}
        </QueryState>
      </Stack>
      <NewKeyDialog
        opened={isNew}
        onClose={() => setNew(false)}
        onIssued={(fresh) => {
          setNew(false);
          setIssued(fresh);
        }}
      />
      <IssuedKeyDialog issued={issued} onClose={() => setIssued(null)} />
    </Screen>
  );
};
