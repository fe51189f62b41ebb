import { errors } from 'undici';
import { FetchFailed } from '#application/ports/safe-fetch';

/** Settles as `work` does, or fails when the time is over: some work cannot be stopped. */
export const withinTime = <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((settle, fail) => {
    const over = (): void => fail(new FetchFailed('timed_out'));
    if (signal.aborted) over();
    signal.addEventListener('abort', over, { once: true });
    work.then(settle, fail).finally(() => signal.removeEventListener('abort', over));
  });

const timeouts = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];
const cuts = [errors.SocketError, errors.HTTPParserError, errors.ResponseContentLengthMismatchError];

const cutCodes: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE']);

const isCut = (error: unknown): boolean =>
  cuts.some((kind) => error instanceof kind) || (error instanceof Error && 'code' in error && cutCodes.has(error.code));

/** What an exchange died of, in the port's words. */
export const failureOf = (error: unknown, signal: AbortSignal): FetchFailed => {
  if (error instanceof FetchFailed) return error;
  if (signal.aborted || timeouts.some((kind) => error instanceof kind)) return new FetchFailed('timed_out', error);
  if (error instanceof errors.HeadersOverflowError) return new FetchFailed('too_large', error);
  return new FetchFailed(isCut(error) ? 'cut' : 'no_connection', error);
};
