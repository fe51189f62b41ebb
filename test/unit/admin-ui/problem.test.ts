import { describe, expect, it } from 'vitest';
import {
  type ApiProblem,
  fieldErrorsOf,
  isProblem,
  Offline,
  problemFrom,
} from '../../../admin-ui/src/shared/api/problem.js';
import { problemWords, sayProblem } from '../../../admin-ui/src/shared/i18n/problems.js';

const refused = (status: number, body: unknown, retryAfter: string | null = null): ApiProblem =>
  problemFrom({ status, body, requestId: 'req-1', retryAfter });

describe('a refusal of the server', () => {
  it('keeps what the server said', () => {
    const problem = refused(409, { code: 'store.stale_write', detail: 'stale', correlationId: 'c-1' });
    expect(problem).toMatchObject({ status: 409, code: 'store.stale_write', detail: 'stale', correlationId: 'c-1' });
    expect(isProblem(problem, 'store.stale_write')).toBe(true);
    expect(isProblem(problem, 'order.invalid')).toBe(false);
  });

  it('is one too when a proxy answers with a page of its own', () => {
    expect(refused(502, '<html>')).toMatchObject({ code: 'http.502', correlationId: 'req-1', errors: [] });
  });

  it('says when to come back, in milliseconds, from the body or the header', () => {
    expect(refused(429, { retryAfterMs: 2_500 }).retryAfterMs).toBe(2_500);
    expect(refused(429, {}, '3').retryAfterMs).toBe(3_000);
    expect(refused(429, {}, 'soon').retryAfterMs).toBeNull();
  });

  it('gives the errors of a form by their field', () => {
    const problem = refused(400, {
      errors: [
        { path: 'body.name', message: 'too short' },
        { path: 'body.settings.hours.0.from', message: 'odd' },
        { path: 'query.limit', message: 'not ours' },
        { broken: true },
      ],
    });
    expect(fieldErrorsOf(problem)).toEqual({ name: 'too short', 'settings.hours.0.from': 'odd' });
    expect(fieldErrorsOf(problem, 'settings')).toEqual({ 'hours.0.from': 'odd' });
    expect(fieldErrorsOf(new Offline())).toEqual({});
  });
});

describe('the sentence a person reads', () => {
  it('is told by the code, else by the status, else generally', () => {
    expect(sayProblem(refused(409, { code: 'team.last_admin' }), 'en')).toBe(problemWords.en.byCode['team.last_admin']);
    expect(sayProblem(refused(413, {}), 'en')).toBe(problemWords.en.byStatus[413]);
    expect(sayProblem(refused(500, { code: 'internal' }), 'en')).toBe(problemWords.en.server);
    expect(sayProblem(refused(418, {}), 'ar')).toBe(problemWords.ar.other);
    expect(sayProblem(new Offline(), 'ar')).toBe(problemWords.ar.offline);
    expect(sayProblem(new TypeError('x'), 'en')).toBe(problemWords.en.other);
  });

  it('names the seconds to wait, with the right form of the word', () => {
    expect(sayProblem(refused(429, { retryAfterMs: 900 }), 'en')).toContain('1 second.');
    expect(sayProblem(refused(429, { retryAfterMs: 12_000 }), 'en')).toContain('12 seconds.');
    expect(sayProblem(refused(429, { retryAfterMs: 2_000 }), 'ar')).toContain('ثانيتين');
    expect(sayProblem(refused(429, { retryAfterMs: 5_000 }), 'ar')).toContain('5 ثوانٍ');
  });

  it('exists in both languages for the same codes', () => {
    expect(Object.keys(problemWords.ar.byCode)).toEqual(Object.keys(problemWords.en.byCode));
    expect(Object.keys(problemWords.ar.byStatus)).toEqual(Object.keys(problemWords.en.byStatus));
  });
});
