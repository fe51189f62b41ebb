import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { WhatsAppEngines } from '#application/ports/whatsapp-engines';
import type { HeldSession, HeldSessions } from '#application/whatsapp/held-session';
import { leaseMs, type SessionKeeper } from '#application/whatsapp/session-keeper';
import { type SessionLine, sessionKey } from '#application/whatsapp/session-line';
import type { SessionSupervisor } from '#application/whatsapp/session-supervisor';
import type { ShowSessions } from '#application/whatsapp/show-sessions';
import type { ChannelSession } from '#domain/channel/session/channel-session';
import { isLive } from '#domain/channel/session/session-status';

type Dependencies = {
  readonly store: Store;
  readonly engines: WhatsAppEngines;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly supervisor: SessionSupervisor;
  readonly line: SessionLine;
  /** Where other processes see what this one holds; `null`: there are none. */
  readonly showing: Pick<ShowSessions, 'changed'> | null;
};

const renewEveryMs = 5_000;
const lookEveryMs = 10_000;
/** Where others may die and leave theirs: a number is without a process for a lease and this at most. */
const lookForOthersEveryMs = 2_000;
const healthEveryMs = 60_000;
/** More numbers than one process holds. */
const most = 10_000;
const engineStopMs = 15_000;

const concernsChannels = (notice: LiveNotice): boolean =>
  notice.kind === 'switches' || (notice.kind === 'settings' && notice.area === 'channels');

/**
 * Which numbers this process holds: takes those that are linked and that nobody has, keeps its leases, gives up at once what
 * is somebody else's by now, and lets everything go before the process ends.
 */
export class LeaseWatch {
  readonly #deps: Dependencies;
  readonly #timers = new Map<number, () => void>();
  #unsubscribe: (() => void) | null = null;
  #running = false;
  /** The key that seals credentials is read when a process starts: what could not be read before is tried once. */
  #isFirstLook = true;
  #looking: Promise<void> = Promise.resolve();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    const { bus } = this.#deps;
    this.#running = true;
    this.#isFirstLook = true;
    this.#unsubscribe = bus.subscribe((notice) => {
      if (concernsChannels(notice)) void this.look();
    });
    await this.look();
    this.#every(renewEveryMs, () => this.renew());
    this.#every(this.#deps.showing === null ? lookEveryMs : lookForOthersEveryMs, () => this.look());
    this.#every(healthEveryMs, () => this.checkHealth());
  }

  /** Takes nothing more, closes every socket and gives the leases back, so that others need not wait for them to run out. */
  async stop(): Promise<void> {
    const { held, supervisor, engines } = this.#deps;
    this.#running = false;
    this.#unsubscribe?.();
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    await this.#looking;
    await Promise.all(held.all().map((each) => supervisor.withdraw(each)));
    await engines.stop(engineStopMs);
  }

  /** By state: whatever was missed, a look finds. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => (this.#running ? this.#look() : undefined)).catch(this.#failed);
    return this.#looking;
  }

  async renew(): Promise<void> {
    await Promise.all(this.#deps.held.all().map((each) => this.#renew(each)));
  }

  /** Quiet where there is usually traffic, unreadable messages, nothing delivered: the team is told once. */
  async checkHealth(): Promise<void> {
    const { held, clock, keeper, line } = this.#deps;
    const now = clock.now();
    for (const each of held.all()) {
      const { status, since } = each.known.session.state;
      if (!each.isOpen || status !== 'open') continue;
      const health = each.watch.health(now, since);
      const isNews = health.status !== each.toldHealth;
      each.toldHealth = health.status;
      if (isNews && health.status !== 'ok') await keeper.alert(each, health.causes[0] ?? 'health.silence');
      // What is remembered of its traffic survives a crash as of a minute ago.
      await line.run(each.ref, () => keeper.remember(each));
    }
  }

  readonly #failed = (error: unknown): void => {
    this.#deps.telemetry.error('whatsapp.look_failed', error, {});
  };

  /** Each piece of work has its own pace, by which it is known. */
  #every(ms: number, work: () => Promise<void>): void {
    const next = (): void => {
      if (this.#running) this.#timers.set(ms, this.#deps.clock.after(ms, beat));
    };
    const beat = (): void => void work().catch(this.#failed).then(next);
    next();
  }

  async #look(): Promise<void> {
    const { store, held, supervisor, line } = this.#deps;
    // As of before the question: what is scanned while it is answered cannot be in the answer.
    const claimed = held.all().filter(({ known }) => known.number !== null);
    const refs = await store.platform.whatsappSessions(most);
    const wanted = new Set(refs.map(sessionKey));
    const unwanted = claimed.filter(({ ref }) => !wanted.has(sessionKey(ref)));
    await Promise.all(unwanted.map((each) => supervisor.withdraw(each)));
    const others = refs
      .filter((ref) => held.get(ref) === null && !ref.isHeld)
      .map(({ tenantId, channelId }): SessionRef => ({ tenantId, channelId }));
    await Promise.all(others.map((ref) => line.run(ref, () => this.#take(ref)).catch(this.#failed)));
    this.#isFirstLook = false;
  }

  async #take(ref: SessionRef): Promise<void> {
    const { keeper, supervisor, held } = this.#deps;
    const { session } = await keeper.look(ref);
    if (!this.#running || !this.#isWanted(session) || held.get(ref) !== null) return;
    const taken = await keeper.hold(ref);
    if (taken !== null) await supervisor.adopt(taken);
  }

  #isWanted({ state: { status, isLinked } }: ChannelSession): boolean {
    return isLinked && (isLive(status) || (this.#isFirstLook && status === 'unreadable_credentials'));
  }

  async #renew(each: HeldSession): Promise<void> {
    const { store, clock, telemetry } = this.#deps;
    const { tenantId, channelId } = each.ref;
    const asked = clock.now();
    try {
      if (await store.tenant(tenantId).sessions.renew(channelId, each.fence, leaseMs)) {
        each.renewedAt = asked;
        this.#deps.showing?.changed(each);
        return;
      }
    } catch (error) {
      telemetry.error('whatsapp.lease_not_renewed', error, { tenantId, channelId });
      if (asked.getTime() - each.renewedAt.getTime() < leaseMs) return;
    }
    await this.#lose(each);
  }

  /** Somebody else has it, or may have: the socket ends before anything else, and nothing more is written. */
  async #lose(each: HeldSession): Promise<void> {
    const { held, engines, telemetry, keeper } = this.#deps;
    if (held.get(each.ref) !== each) return;
    telemetry.warn('whatsapp.lease_lost', { ...each.ref });
    each.endOpening();
    each.cancelRetry?.();
    held.remove(each);
    await engines.close(each.ref).catch(this.#failed);
    keeper.announce(each.ref);
  }
}
