import { type ChannelView, channelView } from '#application/channels/channel-view';
import { CloudApiNotAllowed } from '#application/channels/cloud-api-not-allowed';
import { type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { ChannelForms } from '#application/ports/channel-forms';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { Channel, ChannelKind } from '#domain/channel/channel';

type Dependencies = {
  readonly store: Store;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly channelForms: ChannelForms;
};

export type AddChannelInput = {
  readonly by: Principal;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly externalKey: string;
  readonly settings: Channel['settings'];
};

/** Connects a channel of any kind a person may add; the official Cloud API only where the super admin allowed it (WA-3). */
export class AddChannel {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {CloudApiNotAllowed} @throws {ChannelSettingsInvalid} @throws {ChannelKeyTaken} @throws {InvalidInput} */
  async execute({ by, kind, name, externalKey, settings }: AddChannelInput): Promise<ChannelView> {
    const { store, ids, clock, channelForms } = this.#deps;
    const tenantId = tenantFor(by, 'channels.manage');
    const scoped = store.tenant(tenantId);
    const tenant = found(await scoped.findTenant(), 'tenant');
    if (kind === 'cloud-api' && !tenant.state.cloudApiAllowed) throw new CloudApiNotAllowed();
    const at = clock.now();
    const id = ids.channel();
    const checked = channelForms.check(kind, externalKey, trimmed(settings));
    const channel: Channel = {
      id,
      tenantId,
      kind,
      name: textOf('name', name, 120),
      settings: checked.settings,
      externalKey: checked.externalKey ?? id,
      status: 'active',
      stoppedBecause: null,
      createdAt: at,
      version: 0,
    };
    const facts = { kind, externalKey: channel.externalKey };
    const audit = { actor: by.actor, action: 'channel.added', target: channel.id, facts, at };
    return channelView(await scoped.channels.save(channel, audit));
  }
}

/** What is pasted often brings a space along. */
export const trimmed = (settings: Channel['settings']): Channel['settings'] =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, value.trim()]));
