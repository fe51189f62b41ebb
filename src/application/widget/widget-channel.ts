import { ChannelKeyTaken } from '#application/ports/channel-store';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Channel } from '#domain/channel/channel';
import type { Conversation } from '#domain/conversation/conversation';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { SystemActor } from '#domain/shared/actor';
import type { VisitorId } from '#domain/shared/ids';

const actor: SystemActor = { kind: 'system', part: 'widget' };

export const identityOf = (visitorId: VisitorId): CustomerIdentity => ({ scheme: 'widget_visitor', value: visitorId });

const existing = async ({ channels }: TenantStore): Promise<Channel | null> =>
  (await channels.list()).find(({ kind }) => kind === 'widget') ?? null;

/** The tenant's channel of its site's visitors; the first message makes it. */
export const widgetChannelOf = async (
  store: TenantStore,
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
): Promise<Channel> => {
  const known = await existing(store);
  if (known !== null) return known;
  const { tenantId } = store;
  const channel: Channel = {
    id: ids.channel(),
    tenantId,
    kind: 'widget',
    name: 'Website chat',
    externalKey: tenantId,
    status: 'active',
    stoppedBecause: null,
    settings: {},
    createdAt: clock.now(),
    version: 0,
  };
  const facts = { kind: channel.kind, name: channel.name };
  try {
    return await store.channels.save(channel, {
      actor,
      action: 'channel.added',
      target: channel.id,
      facts,
      at: channel.createdAt,
    });
  } catch (error) {
    if (!(error instanceof ChannelKeyTaken)) throw error;
    // Another visitor's first message was quicker.
    const made = await existing(store);
    if (made === null) throw error;
    return made;
  }
};

/** The conversation a visitor is in, if it is open. */
export const openConversationOf = async (store: TenantStore, visitorId: VisitorId): Promise<Conversation | null> => {
  const channel = await existing(store);
  if (channel === null) return null;
  const latest = await store.conversations.findLatestByIdentity(channel.id, identityOf(visitorId));
  return latest?.state.status === 'open' ? latest : null;
};
