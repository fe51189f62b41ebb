import type { TenantStore } from '#application/ports/tenant-store';
import { type FlowSnapshot, flowSnapshot } from '#domain/assistant/flow-snapshot';
import type { ChannelKind } from '#domain/channel/channel';
import type { Conversation } from '#domain/conversation/conversation';

const channelsWithForms: readonly ChannelKind[] = ['widget'];

/** The tenant's menus as they are now, for a conversation on its channel. */
export const readMenus = async (store: TenantStore, { state }: Conversation): Promise<FlowSnapshot> => {
  const [flows, forms, settings, channel] = await Promise.all([
    store.flows.list(),
    store.forms.list(),
    store.widget.settings(),
    store.channels.find(state.channelId),
  ]);
  const showsForms = channel !== null && channelsWithForms.includes(channel.kind);
  return flowSnapshot({ flows, forms, active: settings.menu, showsForms });
};
