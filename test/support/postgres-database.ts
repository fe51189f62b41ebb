import { randomBytes } from 'node:crypto';
import { openPostgresStore } from '#adapters/store/sql/open-postgres-store';
import type { Clock } from '#application/ports/clock';
import { asAdmin, type PostgresForTests, urlOf } from '../services/postgres-roles.js';
import { FakeClock } from './fake-clock.js';
import type { OpenStore } from './open-store.js';
import { sealingWith } from './sealing.js';
import { sha256 } from './sha256.js';

/** `null`: there is no PostgreSQL on this machine. */
export const postgresForTests = (): PostgresForTests | null => {
  const given = process.env['TEST_POSTGRES'];
  return given === undefined ? null : (JSON.parse(given) as PostgresForTests);
};

const serviceForTests = (): PostgresForTests => {
  const service = postgresForTests();
  if (service === null) throw new Error('there is no PostgreSQL on this machine');
  return service;
};

export type TestDatabase = {
  readonly name: string;
  readonly url: string;
  readonly ownerUrl: string;
  /** As a superuser, whom no policy binds. */
  readonly adminUrl: string;
  readonly drop: () => Promise<void>;
};

/** Processes that test beside each other make it once. */
const ensureTemplate = ({ adminUrl, owner, runtime, password, template }: PostgresForTests): Promise<void> =>
  asAdmin(adminUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('${template}'))`);
    if ((await client.query('select from pg_database where datname = $1', [template])).rowCount === 1) return;
    const making = `${template}_making`;
    await makeEmpty(adminUrl, making, owner);
    const urls = [runtime, owner].map((role) => urlOf(adminUrl, role, password, making));
    const [url = '', ownerUrl = ''] = urls;
    await (await openPostgresStore({ url, ownerUrl, clock: new FakeClock(), sha256, sealing: sealingWith() })).close();
    await client.query(`alter database ${making} rename to ${template}`);
  });

/** Before PostgreSQL 15 everybody might make tables in the schema `public`; since then only its owner may. */
const makeEmpty = async (adminUrl: string, name: string, owner: string): Promise<void> => {
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} template template0 owner ${owner}`));
  await asAdmin(inDatabase(adminUrl, name), (client) => client.query(`grant all on schema public to ${owner}`));
};

const inDatabase = (adminUrl: string, name: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** Making a database takes as long as hundreds of statements: one that a test is done with is emptied and used again. */
const free: TestDatabase[] = [];

const empty = (adminUrl: string): Promise<void> =>
  asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations'",
    );
    // Without its triggers, so that the order of the tables does not matter.
    await client.query(
      `set session_replication_role = replica; ${rows.map(({ name }) => `delete from ${name}`).join('; ')}`,
    );
  });

/** With the schema up to date and nothing in it, for one test. */
export const makeDatabase = async (): Promise<TestDatabase> => {
  const known = free.pop();
  if (known !== undefined) return known;
  const service = serviceForTests();
  await ensureTemplate(service);
  const made = databaseIn(service, async () => {
    await empty(made.adminUrl);
    free.push(made);
  });
  const { adminUrl, owner, template } = service;
  await asAdmin(adminUrl, (client) => client.query(`create database ${made.name} template ${template} owner ${owner}`));
  return made;
};

/** Without any table. */
export const makeEmptyDatabase = async (): Promise<TestDatabase> => {
  const service = serviceForTests();
  const made = databaseIn(service, () =>
    asAdmin(service.adminUrl, async (client) => void (await client.query(`drop database ${made.name} with (force)`))),
  );
  await makeEmpty(service.adminUrl, made.name, service.owner);
  return made;
};

const databaseIn = (
  { adminUrl, owner, runtime, password, template }: PostgresForTests,
  drop: () => Promise<void>,
): TestDatabase => {
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  return {
    name,
    url: urlOf(adminUrl, runtime, password, name),
    ownerUrl: urlOf(adminUrl, owner, password, name),
    adminUrl: inDatabase(adminUrl, name),
    drop,
  };
};

/** @param ownerUrl brings its schema up to date first; `null`: it is. */
export const openPostgresIn = async (
  clock: Clock,
  database: TestDatabase,
  ownerUrl: string | null = null,
): Promise<OpenStore> => {
  const store = await openPostgresStore({ url: database.url, ownerUrl, clock, sha256, sealing: sealingWith() });
  return {
    store,
    reopen: async () => {
      await store.close();
      return openPostgresIn(clock, database);
    },
    destroy: async () => {
      await store.close();
      await database.drop();
    },
  };
};
