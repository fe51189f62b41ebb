import { type Principal, tenantFor } from '#application/identity/principal';
import { NotFound } from '#application/not-found';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Store } from '#application/ports/store';
import type { Channel } from '#domain/channel/channel';
import type { Permission } from '#domain/identity/permission';
import { ChannelId } from '#domain/shared/ids';

/** The caller's channel, if it has a session: a linked number, or one to be linked. @throws {NotFound} @throws {PermissionDenied} */
export const whatsAppChannelOf = async (
  store: Store,
  by: Principal,
  permission: Permission,
  channelId: string,
): Promise<Channel> => {
  const tenantId = tenantFor(by, permission);
  const channel = await store.tenant(tenantId).channels.find(ChannelId(channelId));
  if (channel?.kind !== 'whatsapp') throw new NotFound('channel');
  return channel;
};

export const refOf = ({ tenantId, id }: Channel): SessionRef => ({ tenantId, channelId: id });
