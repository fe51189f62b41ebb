import { z } from 'zod';
import { type ErrorRule, ruleFor } from '#adapters/channels/cloud-api/error-rules';
import type { SendOutcome } from '#application/ports/transport';

const GraphErrorBody = z.object({
  error: z.object({ code: z.int(), error_subcode: z.int().optional().catch(undefined) }),
});

export type GraphError = { readonly code: number; readonly subcode: number | null };

/** Meta's error in an answer; `null` when the answer is not Meta's, such as a proxy's page. */
export const graphErrorOf = (body: unknown): GraphError | null => {
  const parsed = GraphErrorBody.safeParse(body);
  if (!parsed.success) return null;
  return { code: parsed.data.error.code, subcode: parsed.data.error.error_subcode ?? null };
};

export type ErrorAnswer = {
  readonly status: number;
  readonly error: GraphError | null;
  readonly retryAfterMs: number | null;
  /** The how-manieth try this is, from 1: the wait doubles with each. */
  readonly attempts: number;
  /** 0 ≤ x < 1, so that many who wait do not come back together. */
  readonly jitter: number;
};

const longestBackoffMs = 60_000;
const longestRetryAfterMs = 3_600_000;

/**
 * What becomes of a message after an answer that is not a success. The code decides and not the HTTP status, which Meta gives
 * loosely (its own table has 500 for a missing permission). Without a row, what is not clearly a "slow down" is `unknown`.
 */
export const outcomeOfError = (answer: ErrorAnswer): SendOutcome => {
  const { status, error } = answer;
  const rule = error === null ? null : ruleFor(error.code, error.subcode);
  if (rule !== null) return outcomeOfRule(rule, answer);
  if (status === 429) return outcomeOfRule({ kind: 'later', reason: 'cloud_api.rate_limited', waitMs: 1_000 }, answer);
  if (error !== null) return { kind: 'unknown', reason: `cloud_api.error_${error.code}` };
  return { kind: 'unknown', reason: status >= 500 ? 'cloud_api.server_error' : 'cloud_api.unreadable_answer' };
};

const outcomeOfRule = (rule: ErrorRule, answer: ErrorAnswer): SendOutcome => {
  switch (rule.kind) {
    case 'later':
      return { kind: 'later', reason: rule.reason, retryAfterMs: waitOf(rule.waitMs, answer) };
    case 'ambiguous':
      return { kind: 'unknown', reason: rule.reason };
    case 'refused':
      return { kind: 'refused', reason: rule.reason };
    case 'stopped':
      return { kind: 'channel_stopped', reason: rule.reason };
  }
};

/** Meta's own word if it gave one, else `baseMs` doubled with each attempt up to a minute, and up to a quarter on top. */
const waitOf = (baseMs: number, { retryAfterMs, attempts, jitter }: ErrorAnswer): number => {
  const doubled = Math.min(baseMs * 2 ** Math.min(Math.max(attempts - 1, 0), 16), Math.max(longestBackoffMs, baseMs));
  const backoffMs = Math.round(doubled * (1 + jitter / 4));
  return retryAfterMs === null ? backoffMs : Math.max(baseMs, Math.min(retryAfterMs, longestRetryAfterMs));
};

/** `Retry-After`: seconds, or a date. `null`: absent or nonsense. */
export const retryAfterMs = (header: string | null, now: Date): number | null => {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim()) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
};
