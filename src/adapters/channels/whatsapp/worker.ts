import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import { type EngineRegistry, emulatedEngines, registryOf } from '#adapters/channels/whatsapp/engines';
import type { Clock } from '#application/ports/clock';
import { Peer, type Wire } from './ipc/peer.js';
import type { Handle, HostSurface, SessionOrder, WorkerSurface } from './ipc/protocol.js';
import { WorkerSession } from './worker-session.js';

type WorkerOptions = {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly engines?: EngineRegistry;
  /** Ends this process: what the other side says makes no sense. */
  readonly giveUp: (what: string) => void;
};

/** So many questions to the product at once; more of them wait, and with them the sockets they came from. */
const mostOpen = 128;

/** The inside of an engine process: sessions, and a wire to the product. It knows no store, no tenant and no secret of ours. */
export class Worker {
  readonly #sessions = new Map<Handle, WorkerSession>();
  readonly #host: Peer<HostSurface>;
  readonly #engines: EngineRegistry;
  #surroundings: EngineSurroundings | null = null;

  constructor({ wire, clock, engines = registryOf(emulatedEngines), giveUp }: WorkerOptions) {
    this.#engines = engines;
    this.#host = new Peer<HostSurface>({ wire, clock, mostOpen, onNonsense: giveUp, surface: this.#surface() });
  }

  /** Says why this process ends: the kind of the error and where, not its words, which may hold anything. */
  confess(error: unknown): void {
    const { name, stack } = error instanceof Error ? error : new Error('not an error');
    const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    const facts = { name, at: frames.slice(0, 6).join(' ').slice(0, 600) };
    this.#host.tell('log', [{ handle: null, level: 'error', event: 'whatsapp.process_failed', facts }]);
  }

  #surface(): WorkerSurface {
    const at = (handle: Handle): WorkerSession | undefined => this.#sessions.get(handle);
    return {
      configure: async (surroundings) => {
        this.#surroundings = surroundings;
      },
      open: (order) => this.#open(order),
      close: (handle) => this.#end(handle, (session) => session.close()),
      logOut: (handle) => this.#end(handle, (session) => session.logOut()),
      send: async (handle, outgoing, timeoutMs) =>
        (await at(handle)?.send(outgoing, timeoutMs)) ?? {
          kind: 'later',
          reason: 'whatsapp.not_connected',
          retryAfterMs: 1_000,
        },
      markRead: async (handle, to, externalIds) => at(handle)?.markRead(to, externalIds),
      showTyping: async (handle, to, isTyping) => at(handle)?.showTyping(to, isTyping),
      ping: async () => undefined,
      stop: async () => {
        await Promise.allSettled([...this.#sessions.keys()].map((handle) => this.#end(handle, (each) => each.close())));
      },
    };
  }

  async #open(order: SessionOrder): Promise<void> {
    if (this.#surroundings === null) throw new Error('an engine process is configured first');
    if (this.#sessions.has(order.handle)) return;
    const session = new WorkerSession({
      order,
      host: this.#host,
      engines: this.#engines,
      surroundings: this.#surroundings,
    });
    this.#sessions.set(order.handle, session);
    try {
      await session.open();
    } catch (error) {
      this.#sessions.delete(order.handle);
      throw error;
    }
  }

  async #end(handle: Handle, how: (session: WorkerSession) => Promise<void>): Promise<void> {
    const session = this.#sessions.get(handle);
    if (session === undefined) return;
    try {
      await how(session);
    } finally {
      this.#sessions.delete(handle);
    }
  }
}
