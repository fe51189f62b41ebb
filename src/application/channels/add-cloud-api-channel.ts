import { type ChannelView, channelView } from '#application/channels/channel-view';
import { accessTokenOf, CloudApiNotAllowed, phoneNumberIdOf } from '#application/channels/cloud-api-input';
import { type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { Channel } from '#domain/channel/channel';

type Dependencies = { readonly store: Store; readonly ids: Ids; readonly clock: Clock };

export type AddCloudApiChannelInput = {
  readonly by: Principal;
  readonly name: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
};

/** Connects a number of the official WhatsApp Cloud API, where the super admin allowed it (WA-3). */
export class AddCloudApiChannel {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {CloudApiNotAllowed} @throws {ChannelKeyTaken} @throws {InvalidInput} */
  async execute({ by, name, phoneNumberId, accessToken }: AddCloudApiChannelInput): Promise<ChannelView> {
    const { store, ids, clock } = this.#deps;
    const tenantId = tenantFor(by, 'channels.manage');
    const scoped = store.tenant(tenantId);
    if (!found(await scoped.findTenant(), 'tenant').state.cloudApiAllowed) throw new CloudApiNotAllowed();
    const at = clock.now();
    const channel: Channel = {
      id: ids.channel(),
      tenantId,
      kind: 'cloud-api',
      name: textOf('name', name, 120),
      externalKey: phoneNumberIdOf(phoneNumberId),
      status: 'active',
      stoppedBecause: null,
      settings: { accessToken: accessTokenOf(accessToken) },
      createdAt: at,
      version: 0,
    };
    const facts = { kind: channel.kind, phoneNumberId: channel.externalKey };
    const audit = { actor: by.actor, action: 'channel.added', target: channel.id, facts, at };
    return channelView(await scoped.channels.save(channel, audit));
  }
}
