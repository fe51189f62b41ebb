import { DomainError } from '#domain/shared/domain-error';

/** A text holds U+0000, which no SQL engine of ours stores: SQLite would cut the text there, PostgreSQL refuses it. */
export class UnstorableText extends DomainError {
  readonly code = 'store.text_not_storable';
  readonly kind = 'invalid';
}

const assertBindable = (value: unknown): void => {
  if (value === null || typeof value === 'bigint' || Number.isFinite(value) || value instanceof Uint8Array) return;
  if (typeof value !== 'string') throw new TypeError(`not a value for SQL: ${typeof value}`);
  if (value.includes('\0')) throw new UnstorableText('a text holds the character U+0000', {});
};

/**
 * Lets through only what both drivers bind as meant. libsql ends the process on a boolean; both silently take undefined for
 * null, and libsql NaN as well, so none of these may get as far as a library.
 */
export const checkedParameters = (parameters: readonly unknown[]): unknown[] => {
  for (const value of parameters) assertBindable(value);
  return parameters as unknown[];
};
