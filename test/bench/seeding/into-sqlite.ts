import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { type Seeding, talkBatches, talkTables, type Values } from '#test/bench/seeding/talk-rows';

const inserterOf = (db: Libsql.Database, table: string, sample: Values): Libsql.Statement => {
  const columns = Object.keys(sample);
  return db.prepare(`insert into ${table} (${columns.join(',')}) values (${columns.map(() => '?').join(',')})`);
};

/** Fills the file of a product that is not running. */
export const seedIntoSqlite = (dataDir: string, seeding: Seeding): void => {
  const encryptionKey = readFileSync(join(dataDir, 'keys', 'database.key'), 'utf8').trim();
  const options = { encryptionCipher: 'aes256cbc', encryptionKey } as Libsql.Options;
  const db = new Libsql(join(dataDir, 'wakil.db'), options);
  db.pragma('synchronous=OFF');
  db.pragma('cache_size=-512000');
  const inserters = new Map<string, Libsql.Statement>();
  for (const batch of talkBatches(seeding)) {
    db.exec('begin');
    for (const table of talkTables)
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
