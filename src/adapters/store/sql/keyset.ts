import { Buffer } from 'node:buffer';
import { DomainError } from '#domain/shared/domain-error';
import type { Page, PageRequest } from '#domain/shared/page';

/** The cursor was not made by this list. */
export class InvalidCursor extends DomainError {
  readonly code = 'page.invalid_cursor';
  readonly kind = 'invalid';
}

/** Where a page ended: the value the list is sorted by and, where that is not unique, the id. Never a tenant. */
export type Position = { readonly at: number; readonly id: string };

const longestCursor = 300;
const mostPerPage = 100;

export const limitOf = ({ limit }: PageRequest): number => Math.min(Math.max(Math.trunc(limit) || 1, 1), mostPerPage);

const encoded = (list: string, { at, id }: Position): string =>
  Buffer.from(JSON.stringify([list, at, id])).toString('base64url');

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

/** @param list names the list, so that one list's cursor is refused by another. @throws {InvalidCursor} */
export const positionOf = (list: string, { after }: PageRequest): Position | null => {
  if (after === null) return null;
  const parts = after.length > longestCursor ? null : parsed(after);
  if (Array.isArray(parts) && parts.length === 3) {
    const [name, at, id] = parts as unknown[];
    if (name === list && Number.isSafeInteger(at) && typeof id === 'string' && !id.includes('\0'))
      return { at: at as number, id };
  }
  throw new InvalidCursor('the cursor is not one of this list', {});
};

/** @param rows up to one more than the page holds, which tells whether there is a next one. */
export const pageOf = <Row, T>(
  list: string,
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => Position,
  map: (row: Row) => T,
): Page<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? encoded(list, position(last)) : null;
  return { items: items.map(map), next };
};
