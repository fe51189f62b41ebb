import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { WrappedSecret } from '#adapters/store/sealing/key-ring';
import { sealedTalks, storedTables } from '#test/bench/seeding/sealed-talks';
import type { Seeding, Values } from '#test/bench/seeding/talk-rows';

const inserterOf = (db: Libsql.Database, table: string, sample: Values): Libsql.Statement => {
  const columns = Object.keys(sample);
  return db.prepare(`insert into ${table} (${columns.join(',')}) values (${columns.map(() => '?').join(',')})`);
};

/** Fills the file of a product that is not running. */
export const seedIntoSqlite = async (dataDir: string, seeding: Seeding): Promise<void> => {
  const encryptionKey = readFileSync(join(dataDir, 'keys', 'database.key'), 'utf8').trim();
  const options = { encryptionCipher: 'aes256cbc', encryptionKey } as Libsql.Options;
  const db = new Libsql(join(dataDir, 'wakil.db'), options);
  db.pragma('synchronous=OFF');
  db.pragma('cache_size=-512000');
  const inserters = new Map<string, Libsql.Statement>();
  const secrets = db
    .prepare('select version, master, wrapped from tenant_keys where tenant_id = ?')
    .all(seeding.tenantId);
  for await (const batch of sealedTalks(seeding, secrets as WrappedSecret[])) {
    db.exec('begin');
    for (const table of storedTables)
      for (const row of batch[table]) {
        const inserter = inserters.get(table) ?? inserterOf(db, table, row);
        inserters.set(table, inserter);
        inserter.run(Object.values(row));
      }
    db.exec('commit');
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
};
