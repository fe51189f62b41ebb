import { ModelFailed } from '#application/ports/language-model';
import { failureWithin } from '../vendor/bounded-fetch.js';
import { faultOfStatus, faultWithoutStatus, retryAfterMs } from '../vendor/faults.js';

type Answered = { readonly status: number; readonly headers?: Headers };

const isAnswered = (error: unknown): error is Error & Answered =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';

/** What an error of the client means. Its message is the vendor's text and goes no further. */
export const anthropicFault = (error: unknown): ModelFailed => {
  const own = failureWithin(error);
  if (own !== null) return own;
  if (!isAnswered(error)) return faultWithoutStatus(error);
  const fault = faultOfStatus(error.status, error.message);
  const wait = fault === 'rate_limited' ? retryAfterMs(error.headers?.get('retry-after')) : null;
  return new ModelFailed(fault, { status: error.status, retryAfterMs: wait }, error);
};
