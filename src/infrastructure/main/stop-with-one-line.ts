import { DomainError } from '#domain/shared/domain-error';
import { WrongConfiguration } from '#infrastructure/config/config';
import type { StartCode } from '#infrastructure/config/start-codes';

const noAddress = 'WAKIL_HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0';

type Refusal = { readonly code: string; readonly line: string };

const known: Readonly<Record<string, readonly [StartCode, string]>> = {
  EADDRINUSE: ['start.port_in_use', 'WAKIL_PORT is in use by another program: choose another port'],
  EADDRNOTAVAIL: ['start.no_such_address', noAddress],
  ENOTFOUND: ['start.no_such_address', noAddress],
  EAI_AGAIN: ['start.no_such_address', noAddress],
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { readonly code: string } =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';

const ofSystem = ({ code, message }: { readonly code: string; readonly message: string }): Refusal | null => {
  const [ours, line] = known[code] ?? [];
  if (ours !== undefined && line !== undefined) return { code: ours, line };
  return code === 'EACCES' ? { code: 'start.no_permission', line: `no permission: ${message}` } : null;
};

const more = 'start again with WAKIL_LOG_LEVEL=debug to see where';

/** What a disk or a server gave for a reason, such as SQLITE_FULL. */
const reasonIn = ({ details: { reason } }: DomainError): string => (reason === undefined ? '' : ` (${reason})`);

/** What we did not foresee may quote an address with a password in it. */
const withoutSecrets = (text: string): string => text.replaceAll(/\/\/[^\s/@]*@/g, '//…@');

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof WrongConfiguration) return { code: error.code, line: error.message };
  if (error instanceof DomainError) return { code: error.code, line: `${error.message}${reasonIn(error)}` };
  const foreseen = isSystemError(error) ? ofSystem(error) : null;
  return foreseen ?? { code: 'start.failed', line: `${withoutSecrets(String(error))}: ${more}` };
};

/** What went wrong and what to change, with the code to look it up by, in a single line. */
export const oneLineOf = (error: unknown): string => {
  const { code, line } = refusalOf(error);
  return `wakil: ${line.replaceAll(/\s*\n\s*/g, ' ')} [${code}]`;
};

const placesOf = (error: unknown): string =>
  // Read here: what stopped the start may be the configuration itself.
  process.env['WAKIL_LOG_LEVEL'] === 'debug' && error instanceof Error ? `${withoutSecrets(error.stack ?? '')}\n` : '';

/** A start that cannot be is over in one line that says what to change. Ours to fix: exit code 1. */
export const stopWithOneLine = (error: unknown): void => {
  process.stderr.write(`${oneLineOf(error)}\n${placesOf(error)}`);
  process.exit(1);
};
