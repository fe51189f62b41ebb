import type { SqlRow, SqlSession } from '#adapters/store/sql/database';
import type { LibsqlConnection } from './libsql-connection.js';
import { sqliteDialect } from './sqlite-dialect.js';

/** A connection behind the promises of `SqlSession`; they are settled before they are returned. */
export class SqliteSession implements SqlSession {
  readonly dialect = sqliteDialect;
  /** Nobody else has a clock. */
  readonly aheadMs = 0;
  readonly #connection: LibsqlConnection;
  constructor(connection: LibsqlConnection) {
    this.#connection = connection;
  }

  async rows(sql: string, parameters: readonly unknown[]): Promise<readonly SqlRow[]> {
    return this.#connection.rows(sql, parameters);
  }

  async first(sql: string, parameters: readonly unknown[]): Promise<SqlRow | undefined> {
    return this.#connection.first(sql, parameters);
  }

  async run(sql: string, parameters: readonly unknown[]): Promise<number> {
    return this.#connection.run(sql, parameters);
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<{ rows: readonly SqlRow[]; changes: number }> {
    return this.#connection.query(sql, parameters);
  }

  /** There is one writer for all. */
  of(): SqlSession {
    return this;
  }
}
