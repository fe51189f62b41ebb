import type { SqlScope, SqlSession } from '#adapters/store/sql/database';
import { StoreUnavailable } from '#application/ports/store';
import { FairQueue } from './fair-queue.js';
import type { LibsqlConnection } from './libsql-connection.js';
import { unavailable } from './sqlite-errors.js';
import { SqliteSession } from './sqlite-session.js';

/** Reads one unit after the other, each on one snapshot of what is committed, on a connection that cannot write. */
export class SnapshotReader {
  readonly #connection: LibsqlConnection;
  readonly #session: SqlSession;
  readonly #queue = new FairQueue<() => Promise<void>>();
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
      this.#queue.add(scope, () => this.#run(work).then(resolve, reject));
      this.#draining ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    await Promise.resolve();
    for (let read = this.#queue.next(); read !== undefined; read = this.#queue.next()) await read();
    this.#draining = null;
  }

  async #run<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    try {
      this.#connection.exec('begin');
      return await work(this.#session);
    } catch (error) {
      throw unavailable(error) ?? error;
    } finally {
      this.#connection.rollback();
    }
  }
}
