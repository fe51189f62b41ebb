import { StoreUnavailable } from '#application/ports/store';

/**
 * What the server, the network or other transactions did, rather than a statement: connection, resources, operator, limits of
 * time, and transactions that got in each other's way.
 */
const outside =
  /^(08...|53...|57...|58...|25P03|25006|40001|40P01|55P03|XX...|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** Two transactions waited for each other, and the server chose this one to begin again. */
const inTheWay = /^40(001|P01)$/;
/** The driver's own words for a connection that is gone; it gives them no code. */
const driverLost = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

export const codeOf = (error: unknown): string => {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
};

export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === '23505';

export const isRepeatable = (error: unknown): boolean => inTheWay.test(codeOf(error));

/** The port's error for a failure from outside; `null` for a failure of the statement itself. */
export const unavailable = (error: unknown): StoreUnavailable | null => {
  const code = codeOf(error);
  if (outside.test(code)) return new StoreUnavailable('the store cannot be reached now', { reason: code }, error);
  const isLost = error instanceof Error && driverLost.test(error.message);
  return isLost ? new StoreUnavailable('the store cannot be reached now', { reason: 'connection_lost' }, error) : null;
};
