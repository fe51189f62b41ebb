import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AiConnection, AiOverview } from '../../../shared/api/ai.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { ConfirmAction } from '../../../shared/ui/confirm-action.js';
import { Section } from '../../../shared/ui/screen.js';
import { StatusBadge } from '../../../shared/ui/status-badge.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { AccountDialog } from './account-dialog.js';
import { aiQuery, removeAccount } from './data.js';

const KeyState = ({ account }: { readonly account: AiConnection }) => {
  const t = useText(aiWords);
  if (account.keyIsUnreadable) return <StatusBadge tone="bad">{t.keyUnreadable}</StatusBadge>;
  if (account.keyLastFour === null) return <StatusBadge>{t.noKey}</StatusBadge>;
  return <StatusBadge tone="good">{t.keyEnds(account.keyLastFour)}</StatusBadge>;
};

type RowProps = { readonly account: AiConnection; readonly title: string; readonly onChange: () => void };

const AccountRow = ({ account, title, onChange }: RowProps) => {
  const t = useText(aiWords);
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const remove = async (): Promise<void> => {
    client.setQueryData(aiQuery.queryKey, await removeAccount(account.name));
    toastDone(t.accountRemoved);
  };
  return (
    <Group justify="space-between">
      <Stack gap={4}>
        <Group gap="sm">
          <Text fw={600} dir="ltr">
            {account.name}
          </Text>
          <Text size="sm" c="dimmed">
            {title}
          </Text>
          <KeyState account={account} />
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          <bdi dir="ltr">{account.settings['baseUrl']}</bdi>
        </Text>
      </Stack>
      <Group gap="xs">
        <Button variant="default" onClick={onChange} aria-label={`${t.change}: ${account.name}`}>
          {t.change}
        </Button>
        <Button variant="default" onClick={() => setAsked(true)} aria-label={`${t.removeAccount}: ${account.name}`}>
          {t.removeAccount}
        </Button>
      </Group>
      <ConfirmAction
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={`${t.removeAccount}: ${account.name}`}
        action={t.removeAccount}
        onConfirm={remove}
      >
        {t.removeAccountText}
      </ConfirmAction>
    </Group>
  );
};

export const AccountsSection = ({ overview }: { readonly overview: AiOverview }) => {
  const t = useText(aiWords);
  /** `null`: a new one; `undefined`: none is open. */
  const [open, setOpen] = useState<AiConnection | null | undefined>(undefined);
  const { connections, vendors } = overview;
  const add = (
    <Button variant="light" leftSection={<IconPlus size={16} />} onClick={() => setOpen(null)}>
      {t.addAccount}
    </Button>
  );
  return (
    <Section title={t.accounts} text={t.accountsText} actions={add}>
      <Stack gap="lg">
        {connections.length === 0 && <Text c="dimmed">{t.noAccounts}</Text>}
        {connections.map((account) => (
          <AccountRow
            key={account.name}
            account={account}
            title={vendors.find(({ id }) => id === account.vendor)?.title ?? account.vendor}
            onChange={() => setOpen(account)}
          />
        ))}
      </Stack>
      <AccountDialog
        key={open?.name ?? 'new'}
        opened={open !== undefined}
        overview={overview}
        account={open ?? null}
        onClose={() => setOpen(undefined)}
      />
    </Section>
  );
};
