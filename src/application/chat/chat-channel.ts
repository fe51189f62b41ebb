import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { ChannelId } from '#domain/shared/ids';

/** The caller's tenant and its programmable channel, which every tenant is born with. */
export const chatChannelOf = async (
  store: Store,
  by: Principal,
): Promise<{ store: TenantStore; channelId: ChannelId }> => {
  const tenantStore = store.tenant(tenantFor(by, 'chat.send'));
  const channels = await tenantStore.channels.list();
  const channel = found(channels.find((each) => each.kind === 'api') ?? null, 'channel');
  return { store: tenantStore, channelId: channel.id };
};
