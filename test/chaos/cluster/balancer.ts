import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

export type Backend = { readonly port: number; readonly readyUrl: string };

const lookEveryMs = 50;
const patienceMs = 2_000;

/**
 * As much of a load balancer as a rolling restart needs: it asks each process whether it is ready, hands new connections to those
 * that are in turn, and asks the next one when a connection is not taken. It reads nothing of what passes.
 */
export class Balancer {
  readonly #backends: readonly Backend[];
  readonly #ready = new Set<Backend>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #turn = 0;
  #looking: ReturnType<typeof setInterval> | null = null;

  private constructor(backends: readonly Backend[]) {
    this.#backends = backends;
    this.#server = createServer((client) => this.#serve(client, Date.now() + patienceMs));
  }

  static async start(backends: readonly Backend[]): Promise<Balancer> {
    const balancer = new Balancer(backends);
    await new Promise<void>((resolve) => {
      balancer.#server.listen(0, '127.0.0.1', resolve);
    });
    await balancer.#look();
    balancer.#looking = setInterval(() => void balancer.#look(), lookEveryMs);
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    if (this.#looking !== null) clearInterval(this.#looking);
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  async #look(): Promise<void> {
    await Promise.all(
      this.#backends.map(async (backend) => {
        const answer = await fetch(backend.readyUrl, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
        await answer?.body?.cancel();
        if (answer?.status === 200) this.#ready.add(backend);
        else this.#ready.delete(backend);
      }),
    );
  }

  #serve(client: Socket, until: number): void {
    const candidates = this.#backends.filter((backend) => this.#ready.has(backend));
    const backend = candidates[this.#turn++ % Math.max(1, candidates.length)];
    if (client.destroyed) return;
    if (backend === undefined) {
      this.#later(client, until);
      return;
    }
    const upstream = connect({ port: backend.port, host: '127.0.0.1' });
    upstream.once('error', () => {
      if (upstream.connecting || upstream.bytesWritten === 0) {
        this.#ready.delete(backend);
        this.#later(client, until);
      } else client.destroy();
    });
    upstream.once('connect', () => this.#join(client, upstream));
  }

  /** Somebody may be ready in a moment. */
  #later(client: Socket, until: number): void {
    if (Date.now() > until) client.destroy();
    else setTimeout(() => this.#serve(client, until), 20);
  }

  #join(client: Socket, upstream: Socket): void {
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.end();
      });
      one.pipe(other);
    }
  }
}
