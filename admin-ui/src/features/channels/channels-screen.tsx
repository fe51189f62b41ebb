import { Button, Stack } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { schemasQuery } from '../../shared/api/settings.js';
import { channelsWords } from '../../shared/i18n/channels.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { AddDialog } from './add-dialog.js';
import { ChannelCard } from './channel-card.js';
import { channelsQuery } from './data.js';
import { sessionsQuery } from './session/data.js';

export const ChannelsScreen = () => {
  const t = useText(channelsWords);
  const { add = false } = useSearch({ from: '/signed-in/tenant/channels' });
  const navigate = useNavigate({ from: '/channels' });
  const mayManage = useMay('channels.manage');
  const channels = useQuery(channelsQuery);
  const schemas = useQuery(schemasQuery);
  const hasNumbers = channels.data?.items.some(({ kind }) => kind === 'whatsapp') ?? false;
  const sessions = useQuery({ ...sessionsQuery, enabled: hasNumbers });
  const forms = schemas.data?.channels ?? [];
  const open = (isOpen: boolean): void =>
    void navigate({ search: { add: isOpen ? true : undefined }, replace: !isOpen });
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => open(true)}>
      {t.add}
    </Button>
  );
  return (
    <Screen title={t.title} text={t.text} width="narrow" actions={mayManage ? addButton : undefined}>
      <QueryState
        query={channels}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={IconPlugConnected} title={t.emptyTitle} text={t.emptyText} />}
      >
        {({ items }) => (
          <Stack gap="md">
            {items.map((channel) => (
              <ChannelCard
                key={channel.id}
                of={channel}
                session={sessions.data?.items.find(({ channelId }) => channelId === channel.id) ?? null}
                form={forms.find(({ kind }) => kind === channel.kind) ?? null}
                mayManage={mayManage}
              />
            ))}
          </Stack>
        )}
      </QueryState>
      {mayManage && <AddDialog opened={add} onClose={() => open(false)} schemas={schemas} />}
    </Screen>
  );
};
