import { Alert, Anchor, Stack } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMay } from '../../../shared/api/me.js';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { QueryState } from '../../../shared/ui/query-state.js';
import { Screen } from '../../../shared/ui/screen.js';
import { channelsQuery } from '../data.js';
import { Acts } from './acts.js';
import { sessionQuery } from './data.js';
import { Health } from './health.js';
import { LinkPanel } from './link-panel.js';
import { Risk } from './risk.js';
import { Sending } from './sending.js';
import { Standing } from './standing.js';

const linkable: ReadonlySet<ChannelSession['state']> = new Set([
  'unlinked',
  'connecting',
  'pairing',
  'pairing_expired',
  'logged_out',
  'number_taken',
]);

const Parts = ({ session }: { readonly session: ChannelSession }) => {
  const t = useText(sessionWords);
  const mayManage = useMay('channels.manage');
  const isLinked = session.number !== null;
  return (
    <Stack gap="md">
      {session.isEmulated && (
        <Alert icon={<IconFlask size={18} />} title={t.emulatedTitle}>
          {t.emulatedText}
        </Alert>
      )}
      <Standing session={session} />
      {mayManage && linkable.has(session.state) && (!isLinked || session.state !== 'connecting') && (
        <LinkPanel session={session} />
      )}
      {isLinked && (
        <>
          <Sending session={session} mayManage={mayManage} />
          <Health session={session} />
          <Risk session={session} />
        </>
      )}
      {mayManage && <Acts session={session} />}
    </Stack>
  );
};

export const SessionScreen = () => {
  const t = useText(sessionWords);
  const { channelId } = useParams({ from: '/signed-in/tenant/channels/$channelId' });
  const channels = useQuery(channelsQuery);
  const name = channels.data?.items.find(({ id }) => id === channelId)?.name ?? t.title;
  return (
    <Screen
      title={name}
      width="narrow"
      actions={
        <Anchor component={Link} to="/channels" size="sm">
          {t.allChannels}
        </Anchor>
      }
    >
      <QueryState query={useQuery(sessionQuery(channelId))} stillWorks={t.stillWorks}>
        {(session) => <Parts session={session} />}
      </QueryState>
    </Screen>
  );
};
