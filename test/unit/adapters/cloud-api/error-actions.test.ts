import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ErrorAnswer,
  graphErrorOf,
  outcomeOfError,
  retryAfterMs,
} from '#adapters/channels/cloud-api/error-actions';
import { reasonOfFailure, ruleFor } from '#adapters/channels/cloud-api/error-rules';
import { now } from './builders.js';

type Row = { readonly code: number; readonly outcome: string };
const table = JSON.parse(readFileSync(new URL('error-table.json', import.meta.url), 'utf8')) as Row[];

const answer = (about: Partial<ErrorAnswer> & { code?: number; subcode?: number } = {}): ErrorAnswer => ({
  status: about.status ?? 400,
  error: about.code === undefined ? null : { code: about.code, subcode: about.subcode ?? null },
  retryAfterMs: about.retryAfterMs ?? null,
  attempts: about.attempts ?? 1,
  jitter: about.jitter ?? 0,
});

describe("Meta's error codes", () => {
  it.each(table)('$code becomes $outcome, whatever the HTTP status', ({ code, outcome }) => {
    expect(ruleFor(code, null), `code ${code} has no row`).not.toBeNull();
    for (const status of [400, 401, 403, 429, 500, 503]) {
      const result = outcomeOfError(answer({ status, code }));
      expect(result.kind).toBe(outcome);
      expect(result).toHaveProperty('reason', expect.stringMatching(/^cloud_api\.[a-z_]+$/));
    }
  });

  it('are known to the last of the classes our notes list', () => {
    const listed =
      '0 190 3 10 200 299 131005 4 80007 130429 131056 133016 131048 131049 130472 131050 1 2 131000 131016 131057'
        .concat(' 131047 132000 132001 132005 132007 132012 132015 132016 132068 132069')
        .concat(' 131026 131021 131008 131009 100 131051 131052 131053 368 131031 131042 130497')
        .split(' ');
    expect(listed.map(Number).filter((code) => ruleFor(code, null) === null)).toEqual([]);
    expect(listed.map(Number).filter((code) => !table.some((row) => row.code === code))).toEqual([]);
  });

  it('without a row leave the message unknown, named by the code', () => {
    expect(ruleFor(999_999, null)).toBeNull();
    expect(outcomeOfError(answer({ code: 999_999 }))).toEqual({ kind: 'unknown', reason: 'cloud_api.error_999999' });
    expect(reasonOfFailure(999_999)).toBe('cloud_api.error_999999');
  });

  it('tell a wrong number or token from a wrong message by the subcode', () => {
    expect(outcomeOfError(answer({ code: 100, subcode: 33 })).kind).toBe('channel_stopped');
    expect(outcomeOfError(answer({ code: 100, subcode: 2_494_010 })).kind).toBe('refused');
  });
});

describe('an answer without an error of Meta', () => {
  it.each([
    [500, { kind: 'unknown', reason: 'cloud_api.server_error' }],
    [502, { kind: 'unknown', reason: 'cloud_api.server_error' }],
    [503, { kind: 'unknown', reason: 'cloud_api.server_error' }],
    [200, { kind: 'unknown', reason: 'cloud_api.unreadable_answer' }],
    [302, { kind: 'unknown', reason: 'cloud_api.unreadable_answer' }],
    [404, { kind: 'unknown', reason: 'cloud_api.unreadable_answer' }],
    [429, { kind: 'later', reason: 'cloud_api.rate_limited', retryAfterMs: 1_000 }],
  ])('with status %i', (status, outcome) => {
    expect(outcomeOfError(answer({ status }))).toEqual(outcome);
  });
});

describe('the wait after "slow down"', () => {
  const waitOf = (about: Parameters<typeof answer>[0]): number => {
    const outcome = outcomeOfError(answer({ code: 130429, ...about }));
    return outcome.kind === 'later' ? outcome.retryAfterMs : Number.NaN;
  };

  it('doubles with each try up to a minute, with up to a quarter on top', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((attempts) => waitOf({ attempts }))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
    expect(waitOf({ attempts: 1, jitter: 0.999 })).toBe(1_250);
    expect(waitOf({ attempts: 0 })).toBe(1_000);
  });

  it('is at least six seconds for one customer', () => {
    expect(waitOf({ code: 131056 })).toBe(6_000);
    expect(waitOf({ code: 131056, retryAfterMs: 1_000 })).toBe(6_000);
  });

  it("honours Meta's own word, within an hour", () => {
    expect(waitOf({ retryAfterMs: 17_000, attempts: 9 })).toBe(17_000);
    expect(waitOf({ retryAfterMs: 86_400_000 })).toBe(3_600_000);
    expect(waitOf({ retryAfterMs: 0 })).toBe(1_000);
  });

  it.each([
    [null, null],
    ['5', 5_000],
    [' 5 ', 5_000],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['', null],
  ])('reads Retry-After %j', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});

describe("Meta's error body", () => {
  it('is read with and without a subcode', () => {
    const error = { message: '(#131056) …', type: 'OAuthException', code: 131056, fbtrace_id: 'x' };
    expect(graphErrorOf({ error })).toEqual({ code: 131056, subcode: null });
    expect(graphErrorOf({ error: { ...error, error_subcode: 33 } })).toEqual({ code: 131056, subcode: 33 });
    expect(graphErrorOf({ error: { ...error, error_subcode: 'x' } })).toEqual({ code: 131056, subcode: null });
  });

  it.each([[null], ['<html>'], [{}], [{ error: 'no' }], [{ error: { code: '190' } }], [[]]])('%j is none', (body) => {
    expect(graphErrorOf(body)).toBeNull();
  });
});
