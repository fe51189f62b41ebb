import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult } from 'pg';
import type { SqlRow, SqlSession } from '#adapters/store/sql/database';
import { checkedParameters } from '#adapters/store/sql/dialects/checked-parameters';
import { lockTenant } from './locks.js';
import { postgresDialect } from './postgres-dialect.js';

/** Our prepared statements are few, and a server keeps them by name for as long as the connection lives. */
const names = new Map<string, string>();

const nameOf = (sql: string): string => {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const made = `wakil_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
  names.set(sql, made);
  return made;
};

/** A connection inside a transaction. */
export class PostgresSession implements SqlSession {
  readonly dialect = postgresDialect;
  readonly aheadMs: number;
  readonly #client: PoolClient;
  /** What has to be done before the first statement; null once it is. */
  #before: (() => Promise<unknown>) | null;

  constructor(client: PoolClient, aheadMs: number, before: (() => Promise<unknown>) | null = null) {
    this.#client = client;
    this.aheadMs = aheadMs;
    this.#before = before;
  }

  async rows(sql: string, parameters: readonly unknown[]): Promise<readonly SqlRow[]> {
    return (await this.#prepared(sql, parameters)).rows as SqlRow[];
  }

  async first(sql: string, parameters: readonly unknown[]): Promise<SqlRow | undefined> {
    return (await this.rows(sql, parameters))[0];
  }

  async run(sql: string, parameters: readonly unknown[]): Promise<number> {
    return (await this.#prepared(sql, parameters)).rowCount ?? 0;
  }

  /** What the builder makes is not prepared: of lists of every length there would be ever more. */
  async query(sql: string, parameters: readonly unknown[]): Promise<{ rows: readonly SqlRow[]; changes: number }> {
    await this.#begun();
    const { rows, rowCount } = await this.#client.query(sql, checkedParameters(parameters));
    return { rows: rows as SqlRow[], changes: rowCount ?? 0 };
  }

  of(tenantId: string): SqlSession {
    return new PostgresSession(this.#client, this.aheadMs, () => lockTenant(this.#client, tenantId));
  }

  async #prepared(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    await this.#begun();
    return this.#client.query({ name: nameOf(sql), text: sql, values: checkedParameters(parameters) });
  }

  async #begun(): Promise<void> {
    if (this.#before === null) return;
    const before = this.#before;
    this.#before = null;
    await before();
  }
}
