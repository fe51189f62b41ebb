import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Position } from './keyset.js';

/**
 * The condition for what comes after a position in a list sorted by `column` and then `id`, both descending.
 * `column <= at` says nothing new, but it is what lets an index start reading at the position.
 */
export const newestFirst =
  <DB, Table extends keyof DB>(column: string, position: Position | null, idColumn = 'id') =>
  (rows: ExpressionBuilder<DB, Table>): Expression<SqlBool> => {
    if (position === null) return rows.lit(true);
    const row = rows as unknown as ExpressionBuilder<{ t: Record<string, string | number> }, 't'>;
    const before = row(column, '<', position.at);
    const besides = row.and([row(column, '=', position.at), row(idColumn, '<', position.id)]);
    return row.and([row(column, '<=', position.at), row.or([before, besides])]);
  };
