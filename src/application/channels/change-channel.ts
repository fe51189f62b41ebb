import { trimmed } from '#application/channels/add-channel';
import { type ChannelView, channelView } from '#application/channels/channel-view';
import { CloudApiNotAllowed } from '#application/channels/cloud-api-not-allowed';
import { wakeDeliveries } from '#application/channels/wake-deliveries';
import { type Principal, tenantFor } from '#application/identity/principal';
import { oneOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { ChannelForms } from '#application/ports/channel-forms';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { Store } from '#application/ports/store';
import type { Channel, ChannelStatus } from '#domain/channel/channel';
import { ChannelId, type TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly channelForms: ChannelForms;
};

export type ChangeChannelInput = {
  readonly by: Principal;
  readonly channelId: string;
  readonly version: number;
  readonly name?: string | undefined;
  /** Settings to replace, such as a new token; the others stay. They do not start a stopped channel by themselves. */
  readonly settings?: Channel['settings'] | undefined;
  readonly status?: ChannelStatus | undefined;
};

/** Renames a channel, gives it a new token, stops it or starts it; a start sends what waited. */
export class ChangeChannel {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {ChannelSettingsInvalid} @throws {InvalidInput} @throws {CloudApiNotAllowed} @throws {StaleWrite} */
  async execute({ by, channelId, version, name, settings, status }: ChangeChannelInput): Promise<ChannelView> {
    const { store, queue, clock } = this.#deps;
    const tenantId = tenantFor(by, 'channels.manage');
    const { channels } = store.tenant(tenantId);
    const before = found(await channels.find(ChannelId(channelId)), 'channel');
    const starts = status === 'active' && before.status === 'stopped';
    if (starts) await this.#assertMayStart(tenantId, before);
    const after: Channel = {
      ...before,
      version,
      name: name === undefined ? before.name : textOf('name', name, 120),
      settings: settings === undefined ? before.settings : this.#replaced(before, settings),
      ...(status === undefined ? {} : statusAfter(before, oneOf('status', status, ['active', 'stopped']))),
    };
    const facts = { name: after.name, status: after.status, settingsReplaced: Object.keys(settings ?? {}).join(' ') };
    const audit = { actor: by.actor, action: 'channel.changed', target: after.id, facts, at: clock.now() };
    const saved = await channels.save(after, audit);
    if (starts) await wakeDeliveries(store, queue, tenantId);
    return channelView(saved);
  }

  #replaced({ kind, externalKey, settings }: Channel, changes: Channel['settings']): Channel['settings'] {
    return this.#deps.channelForms.check(kind, externalKey, { ...settings, ...trimmed(changes) }).settings;
  }

  async #assertMayStart(tenantId: TenantId, channel: Channel): Promise<void> {
    if (channel.kind !== 'cloud-api') return;
    const tenant = found(await this.#deps.store.tenant(tenantId).findTenant(), 'tenant');
    if (!tenant.state.cloudApiAllowed) throw new CloudApiNotAllowed();
  }
}

/** A channel that is stopped already keeps the cause it was stopped for. */
const statusAfter = (before: Channel, status: ChannelStatus): Pick<Channel, 'status' | 'stoppedBecause'> => {
  if (status === 'active') return { status, stoppedBecause: null };
  return { status, stoppedBecause: before.status === 'stopped' ? before.stoppedBecause : 'channel.stopped_by_person' };
};
