import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { Telemetry } from '#application/ports/telemetry';
import type { ChildLink, LaunchChild } from './ipc/child-link.js';
import { Peer, PeerGone } from './ipc/peer.js';
import type { Handle, HostSurface, WorkerSurface } from './ipc/protocol.js';

/** One opening of one session in one process. */
export type Held = {
  readonly handle: Handle;
  readonly ref: SessionRef;
  readonly fence: number;
  readonly slot: WorkerSlot;
  /** Set when it closes: resolves when nothing more can come of it. */
  ending: Promise<void> | null;
};

export type SlotOptions = {
  readonly launch: LaunchChild;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly surroundings: EngineSurroundings;
  /** What the process may ask of us. */
  readonly surfaceFor: (slot: WorkerSlot) => HostSurface;
  /** The process is gone, and with it these. */
  readonly onLost: (held: readonly Held[]) => void;
};

type Running = { readonly link: ChildLink; readonly peer: Peer<WorkerSurface>; readonly since: number };

const mostOpen = 512;
const configureMs = 20_000;
const pingEveryMs = 5_000;
/** A process that decrypts a long backlog answers late; one that is stuck does not at all. */
const silentMs = 25_000;
const idleMs = 60_000;
/** One that has lived for so long has shown that it can: what kills a process at once comes with the sessions it opens. */
const provenMs = 5_000;
const longestWaitMs = 10_000;

/** The place of one engine process: started when a session needs it, started again when it dies, ended when nobody does. */
export class WorkerSlot {
  readonly #options: SlotOptions;
  readonly #held = new Map<Handle, Held>();
  #running: Running | null = null;
  #starting: Promise<Peer<WorkerSurface>> | null = null;
  #deaths = 0;
  #notBefore = 0;
  #cancelIdle: (() => void) | null = null;
  #stopped = false;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  get load(): number {
    return this.#held.size;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  get pid(): number | undefined {
    return this.#running?.link.pid;
  }

  /** It died lately and waits before it is started again. */
  get isResting(): boolean {
    return this.#running === null && this.#notBefore > this.#now();
  }

  take(held: Held): void {
    this.#cancelIdle?.();
    this.#cancelIdle = null;
    this.#held.set(held.handle, held);
  }

  find(handle: Handle): Held | undefined {
    return this.#held.get(handle);
  }

  drop(handle: Handle): void {
    if (!this.#held.delete(handle) || this.#held.size > 0) return;
    this.#cancelIdle?.();
    this.#cancelIdle = this.#options.clock.after(idleMs, () => void this.#endIfIdle());
  }

  /** The process, started if it has to be. @throws {PeerGone} it does not start, or the slot was stopped. */
  ready(): Promise<Peer<WorkerSurface>> {
    if (this.#stopped) return Promise.reject(new PeerGone('the engine processes were stopped', {}));
    if (this.#running !== null && this.#starting === null) return Promise.resolve(this.#running.peer);
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  /** The process if there is one: what died needs no word of ours. */
  current(): Peer<WorkerSurface> | null {
    return this.#running?.peer ?? null;
  }

  /** At once; what it held is lost. */
  kill(): void {
    this.#running?.link.kill();
  }

  /** Closes its sessions in good order as far as `timeoutMs` allows, and ends the process. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopped = true;
    this.#cancelIdle?.();
    await this.#end(timeoutMs);
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }

  async #start(): Promise<Peer<WorkerSurface>> {
    const { clock, surroundings } = this.#options;
    const waitMs = this.#notBefore - this.#now();
    if (waitMs > 0) await new Promise<void>((resolve) => void clock.after(waitMs, resolve));
    if (this.#stopped) throw new PeerGone('the engine processes were stopped', {});
    const running = this.#launch();
    try {
      await running.peer.call('configure', [surroundings], configureMs);
    } catch (error) {
      running.link.kill();
      throw error;
    }
    this.#watch(running);
    return running.peer;
  }

  #launch(): Running {
    const { launch, clock, telemetry, surfaceFor } = this.#options;
    const link = launch();
    const onNonsense = (what: string): void => {
      telemetry.warn('whatsapp.process_nonsense', { what, pid: link.pid });
      link.kill();
    };
    const surface = surfaceFor(this);
    const peer = new Peer<WorkerSurface>({ wire: link.wire, clock, mostOpen, onNonsense, surface });
    const running = { link, peer, since: this.#now() };
    this.#running = running;
    link.onExit(({ code, signal }) => this.#exited(running, code, signal));
    telemetry.info('whatsapp.process_started', { pid: link.pid });
    return running;
  }

  #exited(running: Running, code: number | null, signal: string | null): void {
    if (this.#running !== running) return;
    const { telemetry, onLost } = this.#options;
    this.#running = null;
    running.peer.end(new PeerGone('the engine process is gone', {}));
    const held = [...this.#held.values()];
    this.#held.clear();
    const lived = this.#now() - running.since;
    this.#deaths = lived >= provenMs ? 1 : this.#deaths + 1;
    this.#notBefore = this.#now() + restMs(this.#deaths);
    if (!this.#stopped)
      telemetry.warn('whatsapp.process_ended', { code, signal, livedMs: lived, sessions: held.length });
    onLost(held);
  }

  #watch(running: Running): void {
    const { clock, telemetry } = this.#options;
    const beat = async (): Promise<void> => {
      if (this.#running !== running) return;
      try {
        await running.peer.call('ping', [], silentMs);
        clock.after(pingEveryMs, () => void beat());
      } catch {
        if (this.#running !== running) return;
        telemetry.warn('whatsapp.process_stuck', { pid: running.link.pid });
        running.link.kill();
      }
    };
    clock.after(pingEveryMs, () => void beat());
  }

  async #endIfIdle(): Promise<void> {
    if (this.#held.size > 0) return;
    await this.#end(idleMs);
    this.#deaths = 0;
    this.#notBefore = 0;
  }

  async #end(timeoutMs: number): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    await running.peer.call('stop', [], timeoutMs).catch(() => undefined);
    if (this.#running !== running) return;
    // From here on it may die as it likes: that is no loss.
    this.#running = null;
    this.#held.clear();
    running.peer.end(new PeerGone('the engine process was ended', {}));
    running.link.kill();
  }
}

/** The first death costs nothing; each further one in a row a little more. */
const restMs = (deaths: number): number => (deaths <= 1 ? 0 : Math.min(longestWaitMs, 250 * 2 ** (deaths - 2)));
