import type { Client } from 'pg';
import type { WrappedSecret } from '#adapters/store/sealing/key-ring';
import { type StoredTable, sealedTalks, storedTables } from '#test/bench/seeding/sealed-talks';
import type { Seeding, Values } from '#test/bench/seeding/talk-rows';
import { asAdmin } from '#test/services/postgres-roles';

const insert = async (client: Client, table: StoredTable, rows: readonly Values[]): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {}).join(',');
  if (columns === '') return;
  const from = `json_populate_recordset(null::${table}, $1::json)`;
  await client.query(`insert into ${table} (${columns}) select ${columns} from ${from}`, [JSON.stringify(rows)]);
};

/** @param adminUrl of a superuser in the product's database, whom no policy binds. */
export const seedIntoPostgres = (adminUrl: string, seeding: Seeding): Promise<void> =>
  asAdmin(adminUrl, async (client) => {
    const secrets = await client.query<WrappedSecret>(
      'select version, master, wrapped from tenant_keys where tenant_id = $1',
      [seeding.tenantId],
    );
    for await (const batch of sealedTalks(seeding, secrets.rows))
      for (const table of storedTables) await insert(client, table, batch[table]);
    // What autovacuum does within minutes of such a load.
    await client.query(`vacuum analyze ${storedTables.join(', ')}`);
  });
