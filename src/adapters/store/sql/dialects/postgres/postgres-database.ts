import type { SqlDatabase, SqlScope, SqlSession } from '#adapters/store/sql/database';
import { DomainError } from '#domain/shared/domain-error';
import { beginUnit } from './begin-unit.js';
import { beginRead } from './locks.js';
import { postgresDialect } from './postgres-dialect.js';
import { unavailable } from './postgres-errors.js';
import { PostgresPool } from './postgres-pool.js';
import { Presence } from './presence.js';
import { WriteLines } from './write-lines.js';

/** A copy of a server's database is made by the server's own means, which know how to keep it whole. */
export class BackUpWithPostgres extends DomainError {
  readonly code = 'store.back_up_with_postgres';
  readonly kind = 'invalid';
}

/** Enough for what one process does at a time; a server takes a hundred altogether unless it is told otherwise. */
const connectionsPerProcess = 12;

/** One database of a PostgreSQL server, which other processes use as well. */
export class PostgresDatabase implements SqlDatabase {
  readonly dialect = postgresDialect;
  readonly #pool: PostgresPool;
  readonly #writes: WriteLines;
  readonly #presence: Presence;

  private constructor(pool: PostgresPool) {
    this.#pool = pool;
    this.#writes = new WriteLines((work) => pool.use(work));
    this.#presence = new Presence(pool);
  }

  /** @param url whose role is bound by row security; see `runtime-role.ts`. @throws {StoreUnavailable} */
  static async open(url: string): Promise<PostgresDatabase> {
    const database = new PostgresDatabase(
      new PostgresPool({ url, connections: connectionsPerProcess, isBounded: true }),
    );
    try {
      await database.#presence.enter();
      return database;
    } catch (error) {
      await database.#pool.close();
      throw unavailable(error) ?? error;
    }
  }

  read<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T> {
    return this.#pool.use(async (client) => {
      try {
        const result = await work(await beginUnit(client, beginRead(scope)));
        await client.query('commit');
        return result;
      } catch (error) {
        throw unavailable(error) ?? error;
      }
    });
  }

  write<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T> {
    return this.#writes.write(work, scope);
  }

  /** The server tells nobody before it is on disk. */
  writeAhead<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T> {
    return this.#writes.write(work, scope);
  }

  whileAlone<T>(work: (isAlone: boolean) => Promise<T>): Promise<T> {
    return this.#presence.whileAlone(work);
  }

  /** @throws {BackUpWithPostgres} always. */
  backup(): Promise<void> {
    return Promise.reject(new BackUpWithPostgres('a PostgreSQL database is backed up by pg_dump or by its server', {}));
  }

  async close(): Promise<void> {
    await this.#writes.close();
    await this.#presence.leave();
    await this.#pool.close();
  }
}
