import Libsql from 'libsql';
import type { SqlRow } from '#adapters/store/sql/database';
import { checkedParameters } from '../checked-parameters.js';

/** `columns` is empty where it answers no rows. */
type Prepared = { readonly statement: Libsql.Statement; readonly columns: readonly string[] };

/** Enough for every prepared statement of ours beside what the builder makes; beyond it the least recently used goes. */
const mostPrepared = 400;
const changesColumns = /^\s*(alter|create|drop)\b/i;

/** libsql would write each column's name anew into each row, which takes twice as long as reading it. */
const rowOf = (columns: readonly string[], values: readonly unknown[]): SqlRow => {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index += 1) row[columns[index] as string] = values[index];
  return row;
};

/** One connection to one file. Synchronous, as libsql is. */
export class LibsqlConnection {
  readonly #db: Libsql.Database;
  readonly #prepared = new Map<string, Prepared>();

  constructor(path: string, encryptionKey: string | null, busyTimeoutMs: number) {
    const encryption = encryptionKey === null ? {} : { encryptionCipher: 'aes256cbc', encryptionKey };
    this.#db = new Libsql(path, { ...encryption, timeout: busyTimeoutMs } as Libsql.Options);
  }

  /** False as well after SQLite rolled back by itself, as it does when the disk is full. */
  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  /** For `begin`, `commit` and the like: prepared once, since they run with every unit of work. */
  exec(sql: string): void {
    this.#prepare(sql).statement.run();
  }

  /** A bare `rollback` outside a transaction would throw while another error is being handled. */
  rollback(): void {
    if (this.#db.inTransaction) this.exec('rollback');
  }

  pragma(text: string): unknown {
    return this.#db.pragma(text);
  }

  rows(sql: string, parameters: readonly unknown[]): readonly SqlRow[] {
    return this.#rows(this.#prepare(sql), parameters);
  }

  /**
   * Never by libsql's `get`: on a statement that ran otherwise, or failed, before, it keeps the values of that time and
   * answers, or changes, another row (0.5.29).
   */
  first(sql: string, parameters: readonly unknown[]): SqlRow | undefined {
    return this.rows(sql, parameters)[0];
  }

  run(sql: string, parameters: readonly unknown[]): number {
    const prepared = this.#prepare(sql);
    // Run to its first row only, a statement that answers rows stays in progress and no savepoint can be released any more.
    if (prepared.columns.length > 0) return this.#rows(prepared, parameters).length;
    return prepared.statement.run(checkedParameters(parameters)).changes;
  }

  query(sql: string, parameters: readonly unknown[]): { rows: readonly SqlRow[]; changes: number } {
    const prepared = this.#prepare(sql);
    if (prepared.columns.length === 0) return { rows: [], changes: this.run(sql, parameters) };
    const rows = this.#rows(prepared, parameters);
    return { rows, changes: rows.length };
  }

  close(): void {
    this.#prepared.clear();
    this.#db.close();
  }

  #rows({ statement, columns }: Prepared, parameters: readonly unknown[]): readonly SqlRow[] {
    const rows = statement.all(checkedParameters(parameters)) as unknown as readonly (readonly unknown[])[];
    return rows.map((values) => rowOf(columns, values));
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined) {
      // Re-inserted, so that the first key of the map is always the one unused for longest.
      this.#prepared.delete(sql);
      this.#prepared.set(sql, known);
      return known;
    }
    // What was prepared before has the columns of that time.
    if (changesColumns.test(sql)) this.#prepared.clear();
    const statement = this.#db.prepare(sql);
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : [];
    if (columns.length > 0) statement.raw();
    const made = { statement, columns };
    this.#prepared.set(sql, made);
    if (this.#prepared.size > mostPrepared) this.#prepared.delete(this.#prepared.keys().next().value ?? sql);
    return made;
  }
}
