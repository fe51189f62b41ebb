import type { SqlScope, SqlSession } from '#adapters/store/sql/database';
import { StoreUnavailable } from '#application/ports/store';
import { FairQueue } from './fair-queue.js';
import type { LibsqlConnection } from './libsql-connection.js';
import { unavailable } from './sqlite-errors.js';
import { SqliteSession } from './sqlite-session.js';

type Unit = { readonly run: () => Promise<void> };

/** Who comes meanwhile has a turn after so many at the latest, on a snapshot of their own. */
const mostUnits = 16;

/**
 * Reads one unit after the other, on a connection that cannot write. Units that wait together are read on one snapshot of what
 * was committed before the first of them begins, which is nothing older than when each was asked for.
 */
export class SnapshotReader {
  readonly #connection: LibsqlConnection;
  readonly #session: SqlSession;
  readonly #queue = new FairQueue<Unit>();
  #draining: Promise<void> | null = null;
  #closed = false;

  constructor(connection: LibsqlConnection) {
    this.#connection = connection;
    this.#session = new SqliteSession(connection);
  }

  /** @param scope whose turn it takes. */
  read<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed', {}));
    return new Promise<T>((resolve, reject) => {
      this.#queue.add(scope, { run: () => this.#run(work).then(resolve, reject) });
      this.#draining ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    // One turn of the microtasks, in which those that are asked for together arrive.
    await Promise.resolve();
    for (let batch = this.#waiting(); batch.length > 0; batch = this.#waiting()) await this.#batch(batch);
    this.#draining = null;
  }

  #waiting(): readonly Unit[] {
    return Array.from({ length: Math.min(mostUnits, this.#queue.size) }, () => this.#queue.next()).filter(
      (unit) => unit !== undefined,
    );
  }

  async #batch(units: readonly Unit[]): Promise<void> {
    for (const { run } of units) await run();
    this.#connection.rollback();
  }

  /** A unit that fails may have ended the snapshot: the next begins one of its own. */
  async #run<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    try {
      if (!this.#connection.inTransaction) this.#connection.exec('begin');
      return await work(this.#session);
    } catch (error) {
      this.#connection.rollback();
      throw unavailable(error) ?? error;
    }
  }
}
