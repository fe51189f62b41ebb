import { DomainError } from '#domain/shared/domain-error';
import { WrongConfiguration } from '#infrastructure/config/config';

const noAddress = 'WAKIL_HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0';

const known: Readonly<Record<string, string>> = {
  EADDRINUSE: 'WAKIL_PORT is in use by another program: choose another port',
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { readonly code: string } =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';

const lineOf = (error: unknown): string => {
  if (error instanceof WrongConfiguration || error instanceof DomainError) return error.message;
  if (isSystemError(error) && error.code in known) return known[error.code] ?? error.message;
  if (isSystemError(error) && error.code === 'EACCES') return `no permission: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/** A start that cannot be is over in one line that says what to change. Ours to fix: exit code 1. */
export const stopWithOneLine = (error: unknown): void => {
  process.stderr.write(`wakil: ${lineOf(error)}\n`);
  process.exit(1);
};
