import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import { showsTyping, type Transport } from '#application/ports/transport';
import type { Switches } from '#application/tenancy/switches';
import type { ChannelKind } from '#domain/channel/channel';
import type { ChannelId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly switches: Switches;
  readonly telemetry: Telemetry;
  readonly transports: ReadonlyMap<ChannelKind, Transport>;
};

type Input = { readonly tenantId: TenantId; readonly channelId: ChannelId; readonly externalId: string };

/** Shows the customer that their message was read and is being answered. A courtesy: nothing waits for it or fails by it. */
export class ShowTyping {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId, channelId, externalId }: Input): Promise<void> {
    const { store, switches, transports, telemetry } = this.#deps;
    if (switches.isKilled(tenantId)) return;
    try {
      const channel = await store.tenant(tenantId).channels.find(channelId);
      const transport = channel?.status === 'active' ? transports.get(channel.kind) : undefined;
      if (channel !== null && transport !== undefined && showsTyping(transport))
        await transport.showTyping(channel, externalId);
    } catch (error) {
      telemetry.error('typing.failed', error, { tenantId, channelId });
    }
  }
}
