import type { Kysely } from 'kysely';
import { builderOn } from '#adapters/store/sql/builder-on-session';
import type { Migration, SqlDatabase, SqlSession } from '#adapters/store/sql/database';
import type { Schema } from '#adapters/store/sql/schema';
import { DomainError } from '#domain/shared/domain-error';

/** The data was written by a newer release, which knows migrations that this one does not. */
export class NewerSchema extends DomainError {
  readonly code = 'store.newer_schema';
  readonly kind = 'fatal';
}

type Ledger = Schema & { schema_migrations: { name: string; applied_at: number } };

const namesRun = async (db: Kysely<Ledger>): Promise<readonly string[]> => {
  await db.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
  const rows = await db.selectFrom('schema_migrations').select('name').orderBy('name').execute();
  return rows.map((row) => row.name);
};

/** The data lacks what this release needs, and this role may not add it. */
export class OlderSchema extends DomainError {
  readonly code = 'store.older_schema';
  readonly kind = 'fatal';
}

/** A migration met something it could not live with. It was taken back whole; those before it stand. */
export class MigrationFailed extends DomainError {
  readonly code = 'store.migration_failed';
  readonly kind = 'fatal';
}

const ledgerOn = (session: SqlSession): Kysely<Ledger> => builderOn<Ledger>(session, null);

const refuseNewer = (run: readonly string[], migrations: readonly Migration[]): void => {
  const unknown = run.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown !== undefined)
    throw new NewerSchema('the data belongs to a newer release; start that one', { migration: unknown });
};

/**
 * For a role that may only read the ledger.
 * @param run what it holds; empty where there is none. @param remedy what whoever starts this should do.
 * @throws {NewerSchema} @throws {OlderSchema}
 */
export const assertMigrated = (run: readonly string[], migrations: readonly Migration[], remedy: string): void => {
  refuseNewer(run, migrations);
  const missing = migrations.find(({ name }) => !run.includes(name));
  if (missing !== undefined) throw new OlderSchema(`the database lacks ${missing.name}: ${remedy}`, {});
};

/**
 * Brings the schema up to date: each migration with its line in the ledger in one transaction.
 * @throws {NewerSchema} @throws {MigrationFailed}
 */
export const migrateUp = async (
  database: Pick<SqlDatabase, 'write'>,
  migrations: readonly Migration[],
  nowMs: number,
): Promise<void> => {
  const run = await database.write((session) => namesRun(ledgerOn(session)), 'every tenant');
  refuseNewer(run, migrations);
  for (const migration of migrations.filter(({ name }) => !run.includes(name)))
    await database
      .write((session) => migrate(session, migration, nowMs), 'every tenant')
      .catch((error: unknown) => {
        throw error instanceof DomainError ? error : failed(migration, error);
      });
};

const migrate = async (session: SqlSession, migration: Migration, nowMs: number): Promise<void> => {
  const db = ledgerOn(session);
  await migration.up(db as unknown as Kysely<Schema>, session.dialect);
  await session.dialect.secure(session);
  await db.insertInto('schema_migrations').values({ name: migration.name, applied_at: nowMs }).execute();
};

/** A database's words about its schema name tables and columns; those about rows may quote what customers wrote. */
const wordsOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'no reason given';
  const { code } = cause as Error & { readonly code?: unknown };
  return typeof code !== 'string' || /^(?:42|SQLITE_ERROR$)/.test(code) ? cause.message : code;
};

const failed = ({ name }: Migration, cause: unknown): MigrationFailed =>
  new MigrationFailed(
    `the migration ${name} could not be made, and was taken back whole (${wordsOf(cause)}): start the release that was here before, and report this line`,
    { migration: name },
    cause,
  );

/** Takes back what ran after `target`, all of it or nothing; `null` takes back everything, the ledger too. */
export const migrateDown = async (
  database: Pick<SqlDatabase, 'write'>,
  migrations: readonly Migration[],
  target: string | null,
): Promise<void> => {
  const run = await database.write((session) => namesRun(ledgerOn(session)), 'every tenant');
  const undone = migrations.filter(({ name }) => run.includes(name) && (target === null || name > target));
  await database.write(async (session) => {
    const db = ledgerOn(session);
    for (const migration of undone.toReversed()) {
      await migration.down(db as unknown as Kysely<Schema>);
      await db.deleteFrom('schema_migrations').where('name', '=', migration.name).execute();
    }
    if (target === null) await db.schema.dropTable('schema_migrations').execute();
  }, 'every tenant');
};
