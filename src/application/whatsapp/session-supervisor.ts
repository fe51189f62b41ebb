import { wakeDeliveries } from '#application/channels/wake-deliveries';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { ConnectionNews, Pairing, WhatsAppEngines } from '#application/ports/whatsapp-engines';
import type { HeldSession, HeldSessions, Opening } from '#application/whatsapp/held-session';
import type { NumberClaims } from '#application/whatsapp/number-claims';
import { policyOf } from '#application/whatsapp/sending-policy-of';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import type { SessionLine } from '#application/whatsapp/session-line';
import { noteReopened, noteWarning } from '#domain/channel/sending/note-events';
import { openLedger } from '#domain/channel/sending/sending-ledger';
import type { WarningKind } from '#domain/channel/sending/sending-rules';
import type { Closed } from '#domain/channel/session/channel-session';

type Dependencies = {
  readonly store: Store;
  readonly engines: WhatsAppEngines;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly telemetry: Telemetry;
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly numbers: NumberClaims;
  readonly line: SessionLine;
  /** 0 ≤ x < 1: spreads what would come back together. */
  readonly random: () => number;
};

type NewsOf<Kind extends ConnectionNews['kind']> = Extract<ConnectionNews, { kind: Kind }>;
/** `close` keeps the link; `wipe` deletes what it was kept by. */
type Withdrawal = { readonly how?: 'close' | 'logOut'; readonly wipe?: boolean };
type End = { readonly code: number | null; readonly reason: string };

const warningOf = (code: string): WarningKind => {
  if (/463|restrict/i.test(code)) return 'restricted';
  if (/lock/i.test(code)) return 'reach_out_lock';
  return /429|rate/i.test(code) ? 'rate_limited' : 'banner';
};

/**
 * Drives the sessions this process holds: opens sockets, follows what they say through the domain's states, writes every step
 * down and comes back by itself where that is right. Everything about one session happens in its line, one after the other.
 */
export class SessionSupervisor {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Opens a socket. In the session's line; the engine's own way is not waited for. @param pairing `null`: with what is stored. */
  async connect(held: HeldSession, pairing: Pairing | null): Promise<void> {
    const { clock, keeper } = this.#deps;
    const wasOpen = held.opening !== null;
    this.#rest(held);
    held.wish = pairing;
    await keeper.move(held, held.known.session.connect(clock.now()));
    this.#open(held, wasOpen);
  }

  /** Nobody holds the socket that the record speaks of: another takes its place, at once or when its wait is over. */
  async adopt(held: HeldSession): Promise<void> {
    const { clock } = this.#deps;
    const { session } = held.known;
    const now = clock.now();
    if (session.state.retryAt !== null && session.state.retryAt > now)
      return this.#retryAt(held, session.state.retryAt);
    await this.#takeUp(held);
  }

  /** What the engine says of its socket. */
  async heard(ref: SessionRef, news: ConnectionNews): Promise<void> {
    const held = this.#deps.held.get(ref);
    const opening = held?.opening ?? null;
    if (held === null || opening === null) return;
    await this.#deps.line.run(ref, async () => {
      if (held.opening === opening && !opening.isOver) await this.#follow(held, news);
    });
  }

  /** The process under these sessions died: at once elsewhere. That a process dies again and again is the pool's to slow down. */
  lost(refs: readonly SessionRef[]): void {
    for (const ref of refs) {
      const held = this.#deps.held.get(ref);
      const opening = held?.opening ?? null;
      if (held === null || opening === null) continue;
      this.#inLine(held, opening, () => this.#takeUp(held));
    }
  }

  /** Its key is not the one it was sealed with, or it was changed: nothing is written over it. */
  unreadable(ref: SessionRef): void {
    const held = this.#deps.held.get(ref);
    const opening = held?.opening ?? null;
    if (held === null || opening === null) return;
    held.isSealed = true;
    this.#inLine(held, opening, () => this.#isUnreadable(held));
  }

  /**
   * Ends the socket and gives the lease back; what is written of the session stays as it is. Never from within its line: an
   * engine that closes may first want to have told what it has to tell.
   */
  async withdraw(held: HeldSession, { how = 'close', wipe = false }: Withdrawal = {}): Promise<void> {
    const { line, engines, keeper } = this.#deps;
    await line.run(held.ref, async () => this.#rest(held));
    await engines[how](held.ref);
    await line.run(held.ref, async () => {
      // Somebody began anew meanwhile: then all of it is theirs.
      if (held.opening !== null) return;
      if (wipe) await keeper.wipe(held);
      await keeper.letGo(held);
    });
  }

  async #takeUp(held: HeldSession): Promise<void> {
    held.endOpening();
    await this.#deps.keeper.move(held, held.known.session.takenUp(this.#deps.clock.now()));
    this.#open(held);
  }

  /** What its socket still says is not listened to, and nothing is tried again by itself. */
  #rest(held: HeldSession): void {
    held.cancelRetry?.();
    held.cancelRetry = null;
    held.endOpening();
  }

  #open(held: HeldSession, wasOpen = false): void {
    const { store, engines, telemetry } = this.#deps;
    const opening: Opening = { isOver: false };
    held.opening = opening;
    held.isSealed = false;
    held.watch.socketOpened();
    const order = { engine: held.known.engine, pairing: held.wish, fence: held.fence };
    const settings = async () =>
      (await store.tenant(held.ref.tenantId).channels.find(held.ref.channelId))?.settings ?? {};
    const closed = wasOpen ? engines.close(held.ref) : Promise.resolve();
    closed
      .then(async () => engines.open(held.ref, { ...order, settings: await settings() }))
      .catch((error: unknown) => {
        const code = (error as { code?: unknown }).code ?? null;
        telemetry.warn('whatsapp.not_opened', { ...held.ref, code: typeof code === 'string' ? code : null });
        if (code === 'vault.seal_broken') this.unreadable(held.ref);
        else this.#inLine(held, opening, () => this.#ended(held, { code: 428, reason: 'it did not open' }));
      });
  }

  #inLine(held: HeldSession, opening: Opening, work: () => Promise<void>): void {
    const { line, telemetry } = this.#deps;
    line
      .run(held.ref, async () => {
        if (held.opening === opening && !opening.isOver) await work();
      })
      .catch((error: unknown) => telemetry.error('whatsapp.session_failed', error, { ...held.ref }));
  }

  async #follow(held: HeldSession, news: ConnectionNews): Promise<void> {
    switch (news.kind) {
      case 'pairing':
        return this.#showsCode(held, news);
      case 'linked':
        return this.#linked(held, news);
      case 'open':
        return this.#opened(held, news);
      case 'caught_up':
        return;
      case 'warning':
        return this.#warned(held, news.code);
      case 'closed':
        return this.#ended(held, news);
      case 'unreadable_credentials':
        return this.#isUnreadable(held);
    }
  }

  async #showsCode(held: HeldSession, { how, value, expiresInMs }: NewsOf<'pairing'>): Promise<void> {
    const { clock, keeper } = this.#deps;
    const now = clock.now();
    held.pairing = { how, value, expiresAt: new Date(now.getTime() + expiresInMs) };
    const session = held.known.session.showCode(now);
    if (session === held.known.session) keeper.announce(held.ref);
    else await keeper.move(held, session);
  }

  async #linked(held: HeldSession, { number, name }: NewsOf<'linked'>): Promise<void> {
    const { keeper, numbers } = this.#deps;
    held.pairing = null;
    held.wish = null;
    const isOurs = await numbers.take(held.ref, number);
    // The phone can be told that it is another's only by a connection that is logged in: see `#opened`.
    const known = isOurs ? { number, displayName: name } : {};
    await keeper.move(held, held.known.session.scanned(this.#deps.clock.now()), known);
  }

  async #opened(held: HeldSession, { number, name }: NewsOf<'open'>): Promise<void> {
    const { store, clock, queue, keeper, numbers } = this.#deps;
    const now = clock.now();
    if (!(await numbers.take(held.ref, number))) return this.#isTaken(held);
    held.pairing = null;
    held.wish = null;
    const session = held.known.session.opened(now);
    if (held.ledger === null) await keeper.writeLedger(held, this.#newLedger(session.state.linkedAt ?? now));
    else await keeper.writeLedger(held, noteReopened(held.ledger, now));
    await keeper.move(held, session, { number, displayName: name ?? held.known.displayName });
    await wakeDeliveries(store, queue, held.ref.tenantId);
  }

  #newLedger(linkedAt: Date) {
    return openLedger({ seed: Math.floor(this.#deps.random() * 0xffff_ffff), linkedAt });
  }

  async #warned(held: HeldSession, code: string): Promise<void> {
    await this.#note(held, warningOf(code));
    await this.#deps.keeper.alert(held, `warning.${warningOf(code)}`);
  }

  async #note(held: HeldSession, kind: WarningKind): Promise<void> {
    const { store, clock, keeper } = this.#deps;
    if (held.ledger === null) return;
    const tenant = await store.tenant(held.ref.tenantId).findTenant();
    const policy = policyOf(held.known.sending, tenant?.state.timeZone ?? 'UTC');
    await keeper.writeLedger(held, noteWarning(held.ledger, policy, { kind, at: clock.now() }));
    keeper.announce(held.ref);
  }

  async #ended(held: HeldSession, { code, reason }: End): Promise<void> {
    const { clock, random } = this.#deps;
    held.endOpening();
    if (code === 429) await this.#note(held, 'rate_limited');
    const closed = held.known.session.closed({ code, message: reason }, clock.now(), random);
    await this.#react(held, closed);
    if (closed.needsAlert) await this.#deps.keeper.alert(held, held.known.session.state.cause);
  }

  async #react(held: HeldSession, { session, reaction }: Closed): Promise<void> {
    const { keeper, numbers } = this.#deps;
    switch (reaction.kind) {
      case 'none':
        return;
      case 'restart_now':
        await keeper.move(held, session);
        return this.#open(held);
      case 'retry':
        await keeper.move(held, session);
        return this.#retryAt(held, session.state.retryAt);
      case 'stop':
        if (reaction.wipe) {
          await keeper.wipe(held);
          await numbers.giveBack(held.ref);
        }
        await keeper.move(held, session, reaction.wipe ? { number: null } : {});
        return keeper.letGo(held);
    }
  }

  #retryAt(held: HeldSession, at: Date | null): void {
    const { clock, line, telemetry } = this.#deps;
    const waitMs = Math.max(0, (at?.getTime() ?? 0) - clock.now().getTime());
    held.cancelRetry = clock.after(waitMs, () => {
      line
        .run(held.ref, async () => {
          const isOurs = this.#deps.held.get(held.ref) === held;
          if (isOurs && held.known.session.state.status === 'reconnecting') await this.connect(held, held.wish);
        })
        .catch((error: unknown) => telemetry.error('whatsapp.session_failed', error, { ...held.ref }));
    });
  }

  /** The phone that scanned belongs to another channel: the new link is undone, the old one is not touched. */
  async #isTaken(held: HeldSession): Promise<void> {
    const { clock, keeper, telemetry } = this.#deps;
    held.endOpening();
    await keeper.move(held, held.known.session.numberTaken(clock.now()), { number: null });
    // The engine waits for us while it tells us; so it is asked afterwards.
    this.withdraw(held, { how: 'logOut', wipe: true }).catch((error: unknown) =>
      telemetry.error('whatsapp.not_logged_out', error, { ...held.ref }),
    );
    await keeper.alert(held, 'session.number_of_another_business');
  }

  async #isUnreadable(held: HeldSession): Promise<void> {
    const { clock, keeper, telemetry } = this.#deps;
    held.endOpening();
    held.isSealed = true;
    await keeper.move(held, held.known.session.unreadable(clock.now()));
    // In its line we are: the socket ends behind us.
    this.withdraw(held).catch((error: unknown) => telemetry.error('whatsapp.session_failed', error, { ...held.ref }));
    await keeper.alert(held, 'session.key_does_not_fit');
  }
}
