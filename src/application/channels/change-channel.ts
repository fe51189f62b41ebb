import { type ChannelView, channelView } from '#application/channels/channel-view';
import { accessTokenOf, CloudApiNotAllowed } from '#application/channels/cloud-api-input';
import { wakeDeliveries } from '#application/channels/wake-deliveries';
import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, oneOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { Store } from '#application/ports/store';
import type { Channel, ChannelStatus } from '#domain/channel/channel';
import { ChannelId, type TenantId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly queue: JobQueue; readonly clock: Clock };

export type ChangeChannelInput = {
  readonly by: Principal;
  readonly channelId: string;
  readonly version: number;
  readonly name?: string | undefined;
  /** A new token, for a Cloud API channel. It does not start a stopped channel by itself. */
  readonly accessToken?: string | undefined;
  readonly status?: ChannelStatus | undefined;
};

/** Renames a channel, gives it a new token, stops it or starts it; a start sends what waited. */
export class ChangeChannel {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} @throws {CloudApiNotAllowed} @throws {StaleWrite} */
  async execute({ by, channelId, version, name, accessToken, status }: ChangeChannelInput): Promise<ChannelView> {
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
      settings: accessToken === undefined ? before.settings : withToken(before, accessToken),
      ...(status === undefined ? {} : statusAfter(before, oneOf('status', status, ['active', 'stopped']))),
    };
    const facts = { name: after.name, status: after.status, tokenReplaced: accessToken !== undefined };
    const audit = { actor: by.actor, action: 'channel.changed', target: after.id, facts, at: clock.now() };
    const saved = await channels.save(after, audit);
    if (starts) await wakeDeliveries(store, queue, tenantId);
    return channelView(saved);
  }

  async #assertMayStart(tenantId: TenantId, channel: Channel): Promise<void> {
    if (channel.kind !== 'cloud-api') return;
    const tenant = found(await this.#deps.store.tenant(tenantId).findTenant(), 'tenant');
    if (!tenant.state.cloudApiAllowed) throw new CloudApiNotAllowed();
  }
}

const withToken = (channel: Channel, accessToken: string): Channel['settings'] => {
  if (channel.kind !== 'cloud-api')
    throw new InvalidInput('accessToken', 'only a Cloud API channel has an access token');
  return { ...channel.settings, accessToken: accessTokenOf(accessToken) };
};

/** A channel that is stopped already keeps the cause it was stopped for. */
const statusAfter = (before: Channel, status: ChannelStatus): Pick<Channel, 'status' | 'stoppedBecause'> => {
  if (status === 'active') return { status, stoppedBecause: null };
  return { status, stoppedBecause: before.status === 'stopped' ? before.stoppedBecause : 'channel.stopped_by_person' };
};
