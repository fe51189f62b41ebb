import type { SessionRef } from '#application/ports/channel-session-store';
import { ChannelKeyTaken } from '#application/ports/channel-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Channel } from '#domain/channel/channel';

type Dependencies = { readonly store: Store; readonly clock: Clock };

/** A number speaks through one channel of the platform: its channel's key is the number, and keys are unique. */
export class NumberClaims {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** `false`: another channel has this number. */
  async take(ref: SessionRef, number: string): Promise<boolean> {
    const channel = await this.#channelOf(ref);
    if (channel === null) return false;
    if (channel.externalKey === number) return true;
    try {
      await this.#rename(channel, number, 'channel.linked');
      return true;
    } catch (error) {
      if (error instanceof ChannelKeyTaken) return false;
      throw error;
    }
  }

  /** It is linked no longer: the number is free for another channel. */
  async giveBack(ref: SessionRef): Promise<void> {
    const channel = await this.#channelOf(ref);
    if (channel !== null && channel.externalKey !== channel.id)
      await this.#rename(channel, channel.id, 'channel.unlinked');
  }

  #channelOf({ tenantId, channelId }: SessionRef): Promise<Channel | null> {
    return this.#deps.store.tenant(tenantId).channels.find(channelId);
  }

  async #rename(channel: Channel, externalKey: string, action: string): Promise<void> {
    const { store, clock } = this.#deps;
    const actor = { kind: 'system', part: 'whatsapp' } as const;
    const audit = { actor, action, target: channel.id, facts: {}, at: clock.now() };
    await store.tenant(channel.tenantId).channels.save({ ...channel, externalKey }, audit);
  }
}
