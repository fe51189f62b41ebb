import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { Position } from './keyset.js';

/** Only names of columns are built here; the query they go into knows the table. */
type AnyRow = { row: Record<string, string | number> };

/**
 * The condition for what comes after a position in a list sorted by `column` and then by an id, both descending.
 * `column <= at` says nothing new, but it is what lets an index start reading at the position.
 */
export const newestFirst = (column: string, position: Position | null, idColumn = 'id'): Expression<SqlBool> => {
  const row = expressionBuilder<AnyRow, 'row'>();
  if (position === null) return row.lit(true);
  const before = row(column, '<', position.at);
  const besides = row.and([row(column, '=', position.at), row(idColumn, '<', position.id)]);
  return row.and([row(column, '<=', position.at), row.or([before, besides])]);
};
