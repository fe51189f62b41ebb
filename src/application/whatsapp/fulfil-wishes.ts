import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import type { OpenWish } from '#application/ports/number-wishes';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { HeldSessions } from '#application/whatsapp/held-session';
import { codeOf, fulfil, type NumberCommands, type NumberWish } from '#application/whatsapp/number-wish';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import { sessionKey } from '#application/whatsapp/session-line';
import { DomainError } from '#domain/shared/domain-error';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  /** This process's own: what is asked of it is its to do. */
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly telemetry: Telemetry;
  readonly held: HeldSessions;
  readonly keeper: Pick<SessionKeeper, 'announce'>;
  readonly commands: NumberCommands;
  /** This process's name in the leases. */
  readonly holder: string;
};

/** With the bus away a wish waits so long at most. */
const lookEveryMs = 1_000;
/** Whoever wished waits no longer by far. */
const maxAgeMs = 30_000;
const most = 200;

/**
 * Does what other processes cannot do themselves: what people wish of the numbers that this process holds, or that nobody does,
 * and the messages that leave by them. Wishes are found in the store; the bus only says that it is worth looking.
 */
export class FulfilWishes {
  readonly #deps: Dependencies;
  readonly #underWay = new Map<string, Promise<void>>();
  #unsubscribe = (): void => undefined;
  #cancel = (): void => undefined;
  #running = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    this.#running = true;
    this.#unsubscribe = this.#deps.bus.subscribe((notice) => this.#heard(notice));
    this.#beat();
  }

  /** Begins nothing more, and ends what it has begun. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#unsubscribe();
    this.#cancel();
    await this.#looking;
    await Promise.all(this.#underWay.values());
  }

  look(): Promise<void> {
    this.#looking = this.#looking
      .then(() => (this.#running ? this.#look() : undefined))
      .catch((error: unknown) => this.#deps.telemetry.error('whatsapp.wishes_unreadable', error, {}));
    return this.#looking;
  }

  #heard(notice: LiveNotice): void {
    if (notice.kind === 'channel_wish') void this.look();
    if (notice.kind !== 'held_delivery' || notice.holder !== this.#deps.holder) return;
    const { tenantId, conversationId } = notice;
    this.#deps.queue.enqueue({ kind: 'deliver', tenantId, conversationId });
  }

  #beat(): void {
    void this.look().then(() => {
      if (this.#running) this.#cancel = this.#deps.clock.after(lookEveryMs, () => this.#beat());
    });
  }

  async #look(): Promise<void> {
    for (const wish of await this.#deps.store.platform.openWishes(maxAgeMs, most)) {
      const key = `${sessionKey(wish)}/${wish.number}`;
      if (this.#underWay.has(key)) continue;
      const work = this.#fulfil(wish)
        .catch((error: unknown) => this.#deps.telemetry.error('whatsapp.wish_failed', error, refOf(wish)))
        .finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, work);
    }
  }

  async #fulfil(wish: OpenWish): Promise<void> {
    const { store, held, keeper } = this.#deps;
    const { sessions, wishes } = store.tenant(wish.tenantId);
    if (held.get(wish) === null && (await sessions.holding(wish.channelId)).isHeld) return;
    if (!(await wishes.begin(wish.channelId, wish.number))) return;
    await wishes.end(wish.channelId, wish.number, await this.#refusal(wish));
    keeper.announce(refOf(wish));
  }

  /** `null`: it is done. */
  async #refusal(wish: OpenWish): Promise<string | null> {
    const { commands, telemetry } = this.#deps;
    try {
      await fulfil(commands, refOf(wish), wish.what as NumberWish);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) telemetry.error('whatsapp.wish_failed', error, refOf(wish));
      return codeOf(error);
    }
  }
}

const refOf = ({ tenantId, channelId }: OpenWish): SessionRef => ({ tenantId, channelId });
