import { Client } from 'pg';
import { StoreUnavailable } from '#application/ports/store';
import { DomainError } from '#domain/shared/domain-error';
import { codeOf } from './postgres-errors.js';

/** The server named in a setting cannot be used as it says. Nothing was changed. */
export class PostgresRefused extends DomainError {
  readonly code = 'store.postgres_refused';
  readonly kind = 'fatal';
}

/** Who and where, as the driver understands the address; the password is not in it. */
const placeOf = (url: string) => {
  const { user = '', host, port, database = '' } = new Client({ connectionString: url });
  return { user, database, server: `${host}:${port}` };
};

export const roleOf = (url: string): string => placeOf(url).user;

const reasonOf = (error: unknown, url: string): string => {
  const { user, database, server } = placeOf(url);
  const code = codeOf(error);
  switch (code) {
    case '28P01':
    case '28000':
      return `the server at ${server} does not let ${user} in: a wrong name or password, or not from here`;
    case '3D000':
      return `the server at ${server} has no database ${database}`;
    case '42501':
      return `${user} lacks a right on the database ${database} at ${server}`;
    case '53300':
      return `the server at ${server} has no connection left`;
    case '57P03':
      return `the server at ${server} is starting or stopping; try again`;
    default:
      return `no PostgreSQL answers at ${server} (${code === '' ? wordsOf(error) : code})`;
  }
};

/** The driver's own words, which tell nothing of the address. */
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : 'no answer');

/**
 * What was met while a store was being opened, as one line that says what to change.
 * @param setting the variable that holds the address; its value is never told.
 */
export const refusedBy = (setting: string, url: string, error: unknown): unknown => {
  if (error instanceof StoreUnavailable)
    return new PostgresRefused(`${setting}: ${reasonOf(error.cause, url)}`, {}, error);
  return codeOf(error) === '42501' ? new PostgresRefused(`${setting}: ${reasonOf(error, url)}`, {}, error) : error;
};
