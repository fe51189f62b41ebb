import type { SqlSession } from '#adapters/store/sql/database';
import { StoreUnavailable } from '#application/ports/store';
import type { LibsqlConnection } from './libsql-connection.js';
import { unavailable } from './sqlite-errors.js';
import { SqliteSession } from './sqlite-session.js';

type Unit = { readonly run: () => Promise<void> };

/** A snapshot is let go after so many: what the writer checkpoints waits for it. */
const mostUnits = 64;

/**
 * Reads one unit after the other, on a connection that cannot write. Units that wait together are read on one snapshot of what
 * was committed before the first of them begins, which is nothing older than when each was asked for.
 */
export class SnapshotReader {
  readonly #connection: LibsqlConnection;
  readonly #session: SqlSession;
  readonly #queue: Unit[] = [];
  #draining: Promise<void> | null = null;
  #closed = false;

  constructor(connection: LibsqlConnection) {
    this.#connection = connection;
    this.#session = new SqliteSession(connection);
  }

  read<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed', {}));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run: () => this.#run(work).then(resolve, reject) });
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
    while (this.#queue.length > 0) await this.#batch(this.#queue.splice(0, mostUnits));
    this.#draining = null;
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
