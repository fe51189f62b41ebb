import { SqliteAdapter, SqliteQueryCompiler, sql } from 'kysely';
import type { SqlDialect } from '#adapters/store/sql/database';
import { isUniqueViolation } from './sqlite-errors.js';

export const sqliteDialect: SqlDialect = {
  name: 'sqlite',
  bytes: 'blob',
  compiler: () => new SqliteQueryCompiler(),
  adapter: () => new SqliteAdapter(),
  isUniqueViolation,
  clustered: (table) => table.modifyEnd(sql`without rowid`),
  secure: () => Promise.resolve(),
};
