import type { SqlSession } from '#adapters/store/sql/database';
import { StoreUnavailable } from '#application/ports/store';
import type { LibsqlConnection } from './libsql-connection.js';
import { unavailable } from './sqlite-errors.js';
import { SqliteSession } from './sqlite-session.js';

/** Reads one unit after the other, each on one snapshot of what is committed, on a connection that cannot write. */
export class SnapshotReader {
  readonly #connection: LibsqlConnection;
  readonly #session: SqlSession;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(connection: LibsqlConnection) {
    this.#connection = connection;
    this.#session = new SqliteSession(connection);
  }

  read<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed', {}));
    const result = this.#last.then(() => this.#run(work));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
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
