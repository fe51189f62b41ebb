import { describe, expect, it } from 'vitest';
import { buildPrompt } from '#adapters/ai/prompt/build-prompt';
import { fromWire } from '#adapters/ai/prompt/from-wire';
import type { Briefing } from '#domain/assistant/briefing';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { freshDialogue } from '#domain/conversation/dialogue';
import { callable } from '#domain/functions/tenant-function';
import { TenantId } from '#domain/shared/ids';
import { fashionShop } from '#test/fixtures/assistant/fashion-shop';
import { FakeClock } from '#test/support/fake-clock';
import { storeBuilders } from '#test/support/store-builders';

const parcel = storeBuilders(new FakeClock()).aFunction(TenantId('ten_1'), {
  url: 'https://parcels.example/secret-path',
});
const functions = new Map([[parcel.id, callable(parcel)]]);
const briefing: Briefing = {
  catalogue: fashionShop.catalogue,
  unanswered: ['where is my parcel A-12?'],
  history: [],
  dialogue: freshDialogue,
  languages: ['en'],
  defaultLanguage: 'en',
  functions,
};
/** As vendors fill in a form that has all fields. */
const empty = { services: [], faqs: [], lines: [], category: null, budgetMinor: null, cheapestFirst: false, slots: {} };
const wire = (about: object, more: object = {}) => ({
  language: 'en',
  acts: [{ ...empty, reason: null, sentence: null, function: null, arguments: [], ...about }],
  confidence: 0.9,
  evidence: [],
  leadIn: null,
  ...more,
});
const understood = (raw: unknown) => parseProposal(fromWire(raw), fashionShop.catalogue, functions);
const named = (value: object) => [{ name: 'number', text: null, number: null, flag: null, ...value }];

describe('a model that may ask functions', () => {
  it('is told what they are called and what they need, not where they are', () => {
    const { user } = buildPrompt(briefing);
    expect(user).toContain(parcel.id);
    expect(user).toContain('Where is my parcel');
    expect(user).toContain('"required":["number"]');
    expect(user).not.toContain('secret-path');
  });

  it('names one with its arguments', () => {
    const raw = wire({ act: 'call_function', function: parcel.id, arguments: named({ text: 'A-12' }) });
    expect(understood(raw)?.acts).toEqual([
      { act: 'call_function', function: parcel.id, arguments: { number: 'A-12' } },
    ]);
  });

  it.each([
    ['another type', { arguments: named({ number: 12 }) }],
    ['no value', { arguments: named({}) }],
    ['none', { arguments: [] }],
    ['what is no argument', { arguments: 'A-12' }],
    ['a function of somebody else', { function: 'fun_0', arguments: named({ text: 'A-12' }) }],
  ])('is refused with %s', (_, about) => {
    expect(understood(wire({ act: 'call_function', function: parcel.id, ...about }))).toBeNull();
  });
});

describe('a line above the answer', () => {
  it('is asked for only where the answer mode has room for it', () => {
    expect(buildPrompt(briefing).user).toContain('"wantsLeadIn":false');
    expect(buildPrompt({ ...briefing, wantsLeadIn: true }).user).toContain('"wantsLeadIn":true');
  });

  it('comes through, and is nothing when it is empty', () => {
    expect(understood(wire({ act: 'greet' }, { leadIn: 'Thank you for asking' }))).toMatchObject({
      leadIn: 'Thank you for asking',
    });
    expect(understood(wire({ act: 'greet' }))).not.toHaveProperty('leadIn');
  });
});
