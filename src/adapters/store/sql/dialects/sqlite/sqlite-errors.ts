import { StoreUnavailable } from '#application/ports/store';

/** What a disk, a file system or the operating system did, rather than a statement. */
const outside = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|NOMEM|BUSY|LOCKED|CORRUPT|NOTADB|PROTOCOL|AUTH|PERM)/;

const codeOf = (error: unknown): string => {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
};

export const isUniqueViolation = (error: unknown): boolean =>
  /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(codeOf(error));

export const isNotADatabase = (error: unknown): boolean => codeOf(error) === 'SQLITE_NOTADB';

/** The port's error for a failure from outside; `null` for a failure of the statement itself. */
export const unavailable = (error: unknown): StoreUnavailable | null =>
  outside.test(codeOf(error))
    ? new StoreUnavailable('the store cannot write now', { reason: codeOf(error) }, error)
    : null;
