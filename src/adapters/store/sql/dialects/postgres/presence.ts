import { setTimeout as wait } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { presenceLocks } from './locks.js';
import type { PostgresPool } from './postgres-pool.js';

const againMs = 1_000;

/**
 * Tells the server that this process lives, by a lock that all processes share, for as long as they live. Whoever gets it for
 * itself knows that it is alone, and that nobody begins before it gives the lock back.
 */
export class Presence {
  readonly #pool: PostgresPool;
  readonly #left: Promise<void>;
  #leave: () => void = () => undefined;
  #hasLeft = false;
  #staying: Promise<unknown> = Promise.resolve();
  #client: PoolClient | null = null;

  constructor(pool: PostgresPool) {
    this.#pool = pool;
    this.#left = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  /** Resolves once this process is known to live. */
  enter(): Promise<void> {
    return new Promise<void>((entered, failed) => {
      const first = this.#pool.use((client) => this.#stay(client, entered));
      this.#staying = first.then(() => this.#comeBack(), failed);
    });
  }

  /** Not alone, too, where the connection is gone: then nobody can tell. */
  async whileAlone<T>(work: (isAlone: boolean) => Promise<T>): Promise<T> {
    const client = this.#client;
    const answer = await client?.query<{ alone: boolean }>(presenceLocks.tryAlone).catch(() => null);
    if (answer?.rows[0]?.alone !== true) return work(false);
    try {
      return await work(true);
    } finally {
      await client?.query(presenceLocks.endAlone).catch(() => undefined);
    }
  }

  async leave(): Promise<void> {
    this.#hasLeft = true;
    this.#leave();
    await this.#staying;
  }

  async #stay(client: PoolClient, entered: () => void): Promise<void> {
    await client.query(presenceLocks.enter);
    this.#client = client;
    entered();
    const lost = new Promise<void>((resolve) => client.once('end', resolve));
    await Promise.race([this.#left, lost]);
    this.#client = null;
    if (this.#hasLeft) await client.query(presenceLocks.leave);
  }

  /** The connection ended, and with it the lock: until it is back, another process may think that this one is dead. */
  async #comeBack(): Promise<void> {
    while (!this.#hasLeft) {
      await this.#pool.use((client) => this.#stay(client, () => undefined)).catch(() => undefined);
      await Promise.race([wait(againMs, undefined, { ref: false }), this.#left]);
    }
  }
}
