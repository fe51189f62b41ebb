import type { Client } from 'pg';
import { type Seeding, type TalkTable, talkBatches, talkTables, type Values } from '#test/bench/seeding/talk-rows';
import { asAdmin } from '#test/services/postgres-roles';

const insert = async (client: Client, table: TalkTable, rows: readonly Values[]): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {}).join(',');
  if (columns === '') return;
  const from = `json_populate_recordset(null::${table}, $1::json)`;
  await client.query(`insert into ${table} (${columns}) select ${columns} from ${from}`, [JSON.stringify(rows)]);
};

/** @param adminUrl of a superuser in the product's database, whom no policy binds. */
export const seedIntoPostgres = (adminUrl: string, seeding: Seeding): Promise<void> =>
  asAdmin(adminUrl, async (client) => {
    for (const batch of talkBatches(seeding)) for (const table of talkTables) await insert(client, table, batch[table]);
    // What autovacuum does within minutes of such a load.
    await client.query(`vacuum analyze ${talkTables.join(', ')}`);
  });
