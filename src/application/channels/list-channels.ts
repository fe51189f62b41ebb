import { type ChannelView, channelView } from '#application/channels/channel-view';
import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';

type Dependencies = { readonly store: Store };

/** The ways customers reach the tenant. */
export class ListChannels {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly ChannelView[]> {
    const channels = await this.#deps.store.tenant(tenantFor(by, 'channels.read')).channels.list();
    return channels.map(channelView);
  }
}
