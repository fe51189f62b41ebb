import type { z } from 'zod';
import type { ChannelDto } from '#adapters/http/contract/channel';
import type { ChannelView } from '#application/channels/channel-view';

export const presentChannel = (channel: ChannelView): z.input<typeof ChannelDto> => ({
  id: channel.id,
  kind: channel.kind,
  name: channel.name,
  externalKey: channel.externalKey,
  status: channel.status,
  stoppedBecause: channel.stoppedBecause,
  settingsSet: [...channel.settingsSet],
  createdAt: channel.createdAt.toISOString(),
  version: channel.version,
});
