import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { Telemetry } from '#application/ports/telemetry';
import type { SendOutcome } from '#application/ports/transport';
import type {
  ConnectionNews,
  EngineListener,
  OpenOrder,
  Outgoing,
  WhatsAppEngines,
} from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { DomainError } from '#domain/shared/domain-error';
import type { LaunchChild } from './ipc/child-link.js';
import { codeOf } from './ipc/frame.js';
import type { Handle, HostSurface, LogLine } from './ipc/protocol.js';
import { OpeningTurns } from './opening-turns.js';
import { type Held, WorkerSlot } from './worker-slot.js';

/** A process speaks of a session that was closed meanwhile. */
export class SessionClosed extends DomainError {
  readonly code = 'whatsapp.session_closed';
  readonly kind = 'conflict';
}

type WorkerPoolOptions = {
  readonly launch: LaunchChild;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly surroundings: EngineSurroundings;
  /** How many processes at most; each is started when a session needs it. */
  readonly processes: number;
};

const openMs = 30_000;
const closeMs = 10_000;
const openAtOnce = 8;
/** A login is a matter of a second; a server that does not answer holds nobody else up for longer than this. */
const longestTurnMs = 5_000;
const courtesyMs = 10_000;
/** The engine's own time-out is the better one: it knows whether anything was written. */
const sendGraceMs = 2_000;

const keyOf = ({ tenantId, channelId }: SessionRef): string => `${tenantId}/${channelId}`;

/** WhatsApp's engines in processes of their own. A process that dies, leaks or goes mad takes its sockets along and nothing else. */
export class WorkerPool implements WhatsAppEngines {
  readonly #options: WorkerPoolOptions;
  readonly #slots: readonly WorkerSlot[];
  readonly #sessions = new Map<string, Held>();
  readonly #turns: OpeningTurns;
  #listener: EngineListener | null = null;
  #lastHandle = 0;
  #stopping = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    const slot = (): WorkerSlot =>
      new WorkerSlot({
        ...options,
        surfaceFor: (own) => this.#surfaceFor(own),
        onLost: (held) => this.#lost(held),
      });
    this.#slots = Array.from({ length: options.processes }, slot);
    const most = openAtOnce * options.processes;
    this.#turns = new OpeningTurns({ clock: options.clock, most, longestMs: longestTurnMs });
  }

  listen(listener: EngineListener): void {
    this.#listener = listener;
  }

  /** Nothing yet: a process is started for the first session. */
  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Those that run now. */
  get pids(): readonly number[] {
    return this.#slots.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  async open(ref: SessionRef, { engine, settings, pairing, fence }: OpenOrder): Promise<void> {
    const key = keyOf(ref);
    for (;;) {
      const before = this.#sessions.get(key);
      if (before === undefined) break;
      if (before.ending === null) return;
      await before.ending;
    }
    this.#lastHandle += 1;
    const handle = this.#lastHandle;
    const held: Held = { handle, ref, fence, slot: this.#freest(), ending: null };
    this.#sessions.set(key, held);
    held.slot.take(held);
    try {
      const peer = await held.slot.ready();
      await this.#turns.take(handle);
      // Closed while it waited, or its process died: who did it, or was told, has seen to the rest.
      if (!this.#isHeld(held) || held.ending !== null) return this.#turns.done(handle);
      const { tenantId, channelId } = ref;
      await peer.call('open', [{ handle, tenantId, channelId, engine, settings, pairing }], openMs);
    } catch (error) {
      // A process that died meanwhile has said so to the listener already.
      if (!this.#isHeld(held)) return;
      this.#forget(held);
      throw error;
    }
  }

  close(ref: SessionRef): Promise<void> {
    return this.#end(ref, (held) => held.slot.current()?.call('close', [held.handle], closeMs));
  }

  logOut(ref: SessionRef): Promise<void> {
    return this.#end(ref, (held) => held.slot.current()?.call('logOut', [held.handle], closeMs));
  }

  async send(ref: SessionRef, outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome> {
    const held = this.#sessions.get(keyOf(ref));
    const peer = held?.ending === null ? held.slot.current() : null;
    if (held === undefined || peer === null)
      return { kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 1_000 };
    try {
      return await peer.call('send', [held.handle, outgoing, timeoutMs], timeoutMs + sendGraceMs);
    } catch (error) {
      return { kind: 'unknown', reason: codeOf(error) ?? 'whatsapp.engine_failed' };
    }
  }

  async markRead(ref: SessionRef, to: readonly CustomerIdentity[], externalIds: readonly string[]): Promise<void> {
    await this.#kindly(ref, (held) =>
      held.slot.current()?.call('markRead', [held.handle, to, externalIds], courtesyMs),
    );
  }

  async showTyping(ref: SessionRef, to: readonly CustomerIdentity[], isTyping: boolean): Promise<void> {
    await this.#kindly(ref, (held) => held.slot.current()?.call('showTyping', [held.handle, to, isTyping], courtesyMs));
  }

  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#slots.map((slot) => slot.stop(timeoutMs)));
    for (const { handle } of this.#sessions.values()) this.#turns.done(handle);
    this.#sessions.clear();
  }

  /** Best effort: nothing fails by it. */
  async #kindly(ref: SessionRef, work: (held: Held) => Promise<void> | undefined): Promise<void> {
    const held = this.#sessions.get(keyOf(ref));
    if (held?.ending === null) await work(held)?.catch(() => undefined);
  }

  #freest(): WorkerSlot {
    const order = [...this.#slots].sort(
      (left, right) =>
        Number(left.isResting) - Number(right.isResting) ||
        left.load - right.load ||
        Number(right.isRunning) - Number(left.isRunning),
    );
    const [first] = order;
    if (first === undefined) throw new Error('a pool has at least one process');
    return first;
  }

  #isHeld(held: Held): boolean {
    return this.#sessions.get(keyOf(held.ref)) === held;
  }

  #forget(held: Held): void {
    this.#turns.done(held.handle);
    held.slot.drop(held.handle);
    if (this.#isHeld(held)) this.#sessions.delete(keyOf(held.ref));
  }

  async #end(ref: SessionRef, how: (held: Held) => Promise<void> | undefined): Promise<void> {
    const held = this.#sessions.get(keyOf(ref));
    if (held === undefined) return;
    held.ending ??= this.#ended(held, how);
    await held.ending;
  }

  /** A process that does not close a session in time is not trusted with its socket: it goes, and its other sessions reopen. */
  async #ended(held: Held, how: (held: Held) => Promise<void> | undefined): Promise<void> {
    try {
      await how(held);
    } catch (error) {
      if (codeOf(error) === 'whatsapp.process_too_slow') held.slot.kill();
    } finally {
      this.#forget(held);
    }
  }

  #lost(lost: readonly Held[]): void {
    for (const held of lost) {
      this.#turns.done(held.handle);
      if (this.#isHeld(held)) this.#sessions.delete(keyOf(held.ref));
    }
    const open = lost.filter(({ ending }) => ending === null).map(({ ref }) => ref);
    if (open.length > 0 && !this.#stopping) this.#listener?.lost(open);
  }

  async #connection(held: Held, news: ConnectionNews): Promise<void> {
    // The socket is gone by itself. What is left of it ends before another one of the same number may begin.
    if (news.kind === 'closed')
      held.ending ??= this.#ended(held, (each) => each.slot.current()?.call('close', [each.handle], closeMs));
    // Open, closed, or waiting for a phone: the next one's turn.
    if (news.kind !== 'linked') this.#turns.done(held.handle);
    await this.#heard().connection(held.ref, news);
  }

  #heard(): EngineListener {
    if (this.#listener === null) throw new Error('nobody listens to the engines');
    return this.#listener;
  }

  /** What one process may ask: only of sessions that were given to it, and only under the fence they were given with. */
  #surfaceFor(slot: WorkerSlot): HostSurface {
    const at = (handle: Handle): Held => {
      const held = slot.find(handle);
      if (held === undefined) throw new SessionClosed('this session is not open here', {});
      return held;
    };
    return {
      connection: async (handle, news) => this.#connection(at(handle), news),
      inbound: async (handle, messages) => this.#heard().inbound(at(handle).ref, messages),
      ownMessages: async (handle, messages) => this.#heard().ownMessages(at(handle).ref, messages),
      receipts: async (handle, receipts) => this.#heard().receipts(at(handle).ref, receipts),
      media: async (handle, media) => this.#heard().media(at(handle).ref, media),
      samePerson: async (handle, pair) => this.#heard().samePerson(at(handle).ref, pair),
      readCredentials: async (handle, type, ids) => this.#heard().readCredentials(at(handle).ref, type, ids),
      saveCredentials: async (handle, changes) => {
        const { ref, fence } = at(handle);
        await this.#heard().saveCredentials(ref, fence, changes);
      },
      typing: (handle, who) => this.#heard().typing(at(handle).ref, who),
      figures: (handle, figures) => this.#heard().figures(at(handle).ref, figures),
      log: (line) => this.#log(slot, line),
    };
  }

  #log(slot: WorkerSlot, { handle, level, event, facts }: LogLine): void {
    const held = handle === null ? undefined : slot.find(handle);
    const whole = { ...facts, tenantId: held?.ref.tenantId, channelId: held?.ref.channelId };
    const { telemetry } = this.#options;
    if (level === 'debug') return;
    if (level === 'info') telemetry.info(event, whole);
    else telemetry.warn(event, whole);
  }
}
