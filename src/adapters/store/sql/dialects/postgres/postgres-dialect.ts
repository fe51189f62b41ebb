import { type DataTypeNode, PostgresAdapter, PostgresQueryCompiler } from 'kysely';
import type { SqlDialect } from '#adapters/store/sql/database';
import { isUniqueViolation } from './postgres-errors.js';
import { secureTables } from './row-security.js';

/**
 * The migrations name types as SQLite has them: a whole number has 64 bits, and a text is compared byte by byte, on which the
 * order of ids, pages and search words rests. Any other collation would also depend on the server's operating system.
 */
class Compiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    if (node.dataType === 'text') this.append('text collate "C"');
    else if (node.dataType === 'integer') this.append('bigint');
    else super.visitDataType(node);
  }
}

export const postgresDialect: SqlDialect = {
  name: 'postgres',
  bytes: 'bytea',
  compiler: () => new Compiler(),
  adapter: () => new PostgresAdapter(),
  isUniqueViolation,
  clustered: (table) => table,
  secure: secureTables,
};
