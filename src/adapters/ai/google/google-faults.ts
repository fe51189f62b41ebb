import { ModelFailed } from '#application/ports/language-model';
import { faultOfStatus, faultWithoutStatus } from '../vendor/faults.js';

type Answered = { readonly status: number; readonly errorDetails?: readonly Readonly<Record<string, unknown>>[] };

const isAnswered = (error: unknown): error is Error & Answered =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';

/** Google says how long to wait in the body: `{"@type": "…RetryInfo", "retryDelay": "13s"}`. */
const waitMs = (details: Answered['errorDetails']): number | null => {
  const delay = details?.find((detail) => typeof detail['retryDelay'] === 'string')?.['retryDelay'];
  const seconds = /^(\d{1,5}(?:\.\d+)?)s$/.exec(String(delay ?? ''))?.[1];
  return seconds === undefined ? null : Number(seconds) * 1_000;
};

/** What an error of the client means. Its message is the vendor's text and goes no further. */
export const googleFault = (error: unknown): ModelFailed => {
  if (!isAnswered(error)) return faultWithoutStatus(error);
  const fault = faultOfStatus(error.status, `${error.message} ${JSON.stringify(error.errorDetails ?? [])}`);
  const retryAfterMs = fault === 'rate_limited' ? waitMs(error.errorDetails) : null;
  return new ModelFailed(fault, { status: error.status, retryAfterMs }, error);
};
