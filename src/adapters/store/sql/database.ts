import type { ColumnDataType, CreateTableBuilder, DialectAdapter, Kysely, QueryCompiler } from 'kysely';
import type { Schema } from './schema.js';

export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** What differs between engines besides how they are reached. */
export type SqlDialect = {
  readonly name: string;
  /** What a column of bytes is called. */
  readonly bytes: ColumnDataType;
  compiler(): QueryCompiler;
  adapter(): DialectAdapter;
  /** Did the statement fail because a unique key is taken? */
  isUniqueViolation(error: unknown): boolean;
  /** Keeps a table's rows in the order of its primary key, where the engine can: for narrow rows that are read in runs. */
  clustered<Table extends string, Column extends string>(
    table: CreateTableBuilder<Table, Column>,
  ): CreateTableBuilder<Table, Column>;
  /** Runs after each migration, in its transaction: what the engine itself can do to keep tenants apart. */
  secure(session: SqlSession): Promise<void>;
};

/**
 * Whose data a unit of work is about: one tenant's; what is the platform's; or every tenant's at once. An engine with many
 * writers holds off others that write the same, and one with row security shows no more than that.
 */
export type SqlScope = { readonly tenantId: string } | 'platform' | 'every tenant';

/** Where statements run: inside one write unit's transaction, or on one snapshot of what is committed. */
export interface SqlSession {
  readonly dialect: SqlDialect;
  /** How far the database's clock is ahead of this process's, in milliseconds. Processes that share it go by the database's. */
  readonly aheadMs: number;
  rows(sql: string, parameters: readonly unknown[]): Promise<readonly SqlRow[]>;
  /** Only the first row; cheaper than `rows`. */
  first(sql: string, parameters: readonly unknown[]): Promise<SqlRow | undefined>;
  /** How many rows the statement changed. */
  run(sql: string, parameters: readonly unknown[]): Promise<number>;
  /** For the query builder, which does not say whether its statement answers rows. */
  query(sql: string, parameters: readonly unknown[]): Promise<{ rows: readonly SqlRow[]; changes: number }>;
  /** The same transaction, for one tenant's data in a unit of the platform: until it ends nobody else writes that tenant's. */
  of(tenantId: string): SqlSession;
}

/**
 * One database. A unit of work only awaits the session it is given: units share a transaction, so one that waited for
 * anything else would hold up all others. What writes one scope runs one after the other, so that what a unit has read still
 * stands when it writes. An engine may run a unit again from its beginning: it must change nothing but the database.
 */
export interface SqlDatabase {
  readonly dialect: SqlDialect;
  /** Sees what is committed, as of one moment. */
  read<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T>;
  /** All of the unit or nothing of it. Resolves once it is on disk. @throws {StoreUnavailable} */
  write<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T>;
  /**
   * The same, and resolves once others see it, which may be before it is on disk. For what nobody outside is told of, and what a
   * later unit stands on: a power cut that undoes this undoes that one too. @throws {StoreUnavailable}
   */
  writeAhead<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T>;
  /** Says whether any other process uses the database, and lets none begin to meanwhile. */
  whileAlone<T>(work: (isAlone: boolean) => Promise<T>): Promise<T>;
  backup(toPath: string): Promise<void>;
  close(): Promise<void>;
}

/** A change of the schema, both ways. Names are `NNNN-what`, and never change once they ran anywhere. */
export type Migration = {
  readonly name: string;
  up(db: Kysely<Schema>, dialect: SqlDialect): Promise<void>;
  down(db: Kysely<Schema>): Promise<void>;
};
