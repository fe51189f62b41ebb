import type { Channel } from '#domain/channel/channel';

/** A channel as people see it: of its settings only which ones are set. */
export type ChannelView = Omit<Channel, 'tenantId' | 'settings'> & { readonly settingsSet: readonly string[] };

export const channelView = ({ tenantId: _tenantId, settings, ...view }: Channel): ChannelView => ({
  ...view,
  settingsSet: Object.keys(settings).filter((key) => settings[key] !== ''),
});
