import { DomainError } from '#domain/shared/domain-error';
import { WrongConfiguration } from '#infrastructure/config/config';

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';

const lineOf = (error: unknown): string => {
  if (error instanceof WrongConfiguration || error instanceof DomainError) return error.message;
  if (isSystemError(error) && error.code === 'EADDRINUSE')
    return 'WAKIL_PORT is in use by another program: choose another port';
  if (isSystemError(error) && error.code === 'EACCES') return `no permission: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/** A start that cannot be is over in one line that says what to change. Ours to fix: exit code 1. */
export const stopWithOneLine = (error: unknown): void => {
  process.stderr.write(`wakil: ${lineOf(error)}\n`);
  process.exit(1);
};
