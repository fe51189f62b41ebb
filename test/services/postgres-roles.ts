import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** What a test process needs to make databases of its own; it is handed over in `TEST_POSTGRES`. */
export type PostgresForTests = {
  /** May make databases and roles. */
  readonly adminUrl: string;
  readonly owner: string;
  readonly runtime: string;
  readonly password: string;
  /** The name of the database that others are copies of: the schema up to date and nothing in it. Made when first needed. */
  readonly template: string;
};

export const urlOf = (adminUrl: string, user: string, password: string, database: string): string => {
  const url = new URL(adminUrl);
  url.username = user;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
};

export const asAdmin = async <T>(adminUrl: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Two roles as a deployment has them. Names are new each time: the server may be used by others. */
export const makeRoles = async (adminUrl: string): Promise<PostgresForTests> => {
  const mark = randomBytes(4).toString('hex');
  const names = { owner: `wakil_owner_${mark}`, runtime: `wakil_runtime_${mark}`, template: `wakil_template_${mark}` };
  const password = randomBytes(12).toString('hex');
  await asAdmin(adminUrl, async (client) => {
    for (const role of [names.owner, names.runtime])
      await client.query(`create role ${role} login nosuperuser nobypassrls password '${password}'`);
  });
  return { adminUrl, ...names, password };
};

export const dropRoles = ({ adminUrl, owner, runtime, template }: PostgresForTests): Promise<void> =>
  asAdmin(adminUrl, async (client) => {
    // Those of the tests are named after the one they are copies of.
    const copies = 'select datname from pg_database where datname like $1';
    for (const { datname } of (await client.query<{ datname: string }>(copies, [`${template}%`])).rows)
      await client.query(`drop database if exists ${datname} with (force)`);
    for (const role of [owner, runtime]) await client.query(`drop role if exists ${role}`);
  });
