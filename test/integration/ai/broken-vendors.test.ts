import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vendorManifests } from '#adapters/ai/vendors';
import { ModelFailed, type ModelFault } from '#application/ports/language-model';
import type { Briefing } from '#domain/assistant/briefing';
import { freshDialogue } from '#domain/conversation/dialogue';
import { BrokenVendor, faultNames, type WireFault } from '#test/emulators/ai/broken-vendor';
import { fashionShop } from '#test/fixtures/assistant/fashion-shop';

const briefing: Briefing = {
  catalogue: fashionShop.catalogue,
  unanswered: ['how much is the classic abaya?'],
  history: [],
  dialogue: freshDialogue,
  languages: ['en', 'ar'],
  defaultLanguage: 'en',
};

const enough = 4_000;
const short = 400;

/** What each misdeed is called when the super admin hears of it, and how long we wait for it. */
const expected: Readonly<Record<WireFault, readonly ModelFault[]>> = {
  wrong_key: ['bad_key'],
  no_credit: ['no_credit'],
  unknown_model: ['unknown_model'],
  html_200: ['html'],
  html_502: ['server_error'],
  half_json: ['malformed'],
  other_language: ['malformed'],
  hundred_kb: ['too_long', 'malformed'],
  never: ['timeout'],
  one_byte_a_second: ['timeout'],
  rate_limited: ['rate_limited'],
  error_500: ['server_error'],
  cut_in_body: ['unreachable', 'malformed'],
  hang_up: ['unreachable'],
  empty: ['malformed', 'unreachable'],
  error_in_200: ['malformed'],
};

let broken: BrokenVendor;
beforeAll(async () => {
  broken = await BrokenVendor.start();
});
afterAll(() => broken.stop());

const failureOf = async (work: Promise<unknown>): Promise<ModelFailed> => {
  const error = await work.then(
    (answer) => new Error(`it answered: ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof ModelFailed) return error;
  throw error;
};

describe.each(vendorManifests.map(({ id, ...manifest }) => ({ id, ...manifest })))('$id', ({ id, settings, model }) => {
  const ask = (timeoutMs: number) => {
    const checked = settings.parse({ baseUrl: broken.baseUrlOf(id) }) as Readonly<Record<string, string>>;
    const connection = { vendor: id, settings: checked, key: 'sk-secret-of-the-test' };
    return model(connection, { model: 'm', temperature: 0, maxOutputTokens: 300 }).propose(briefing, timeoutMs);
  };

  it.each(faultNames)('that does %s gives a failure with its name, once, and in time', async (fault) => {
    broken.fault = fault;
    broken.requests = 0;
    const timeoutMs = expected[fault].includes('timeout') ? short : enough;
    const started = performance.now();
    const failure = await failureOf(ask(timeoutMs));
    expect(performance.now() - started).toBeLessThan(timeoutMs + 1_000);
    expect(expected[fault]).toContain(failure.fault);
    expect(broken.requests).toBe(1);
    expect(JSON.stringify({ ...failure.details, message: failure.message })).not.toContain('sk-secret');
  });

  it('that says when to come back is taken at its word', async () => {
    broken.fault = 'rate_limited';
    const { retryAfterMs } = await failureOf(ask(enough));
    expect(retryAfterMs).toBe(id === 'google' ? null : 1_000);
  });

  it('that is not there is unreachable', async () => {
    const gone = settings.parse({ baseUrl: 'http://127.0.0.1:9' }) as Readonly<Record<string, string>>;
    const choice = { model: 'm', temperature: null, maxOutputTokens: 300 };
    const nobody = model({ vendor: id, settings: gone, key: 'a-key-of-the-test' }, choice);
    expect((await failureOf(nobody.propose(briefing, enough))).fault).toBe('unreachable');
  });
});
