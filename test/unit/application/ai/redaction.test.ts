import { describe, expect, it } from 'vitest';
import { redacted } from '#application/ai/redaction';
import type { Briefing } from '#domain/assistant/briefing';
import type { Proposal } from '#domain/assistant/proposal';
import { freshDialogue } from '#domain/conversation/dialogue';
import { FunctionId } from '#domain/shared/ids';
import { fashionShop } from '#test/fixtures/assistant/fashion-shop';

const briefingOf = (...unanswered: string[]): Briefing => ({
  catalogue: fashionShop.catalogue,
  unanswered,
  history: [],
  dialogue: freshDialogue,
  languages: ['en', 'ar'],
  defaultLanguage: 'en',
});

const shown = (text: string, names: readonly string[] = []): string =>
  redacted(briefingOf(text), names).briefing.unanswered[0] ?? '';

const ordering = (slots: object): Proposal => ({
  language: 'en',
  acts: [{ act: 'order', lines: [], slots }],
  confidence: 1,
  evidence: [],
});

describe('what a vendor sees of a customer', () => {
  it.each([
    ['call me at +971 50 123 4567 please', 'call me at [PHONE_1] please'],
    ['رقمي ٠٥٠١٢٣٤٥٦٧', 'رقمي [PHONE_1]'],
    ['00971-50-1234567', '[PHONE_1]'],
    ['(050) 123-4567!', '[PHONE_1]!'],
    ['mail sara.k@shop.example.com now', 'mail [EMAIL_1] now'],
    ['card 4111 1111 1111 1111 exp 12/27', 'card [CARD_1] exp 12/27'],
    ['AE07 0331 2345 6789 0123 456', '[IBAN_1]'],
    ['my iban is GB29NWBK60161331926819.', 'my iban is [IBAN_1].'],
  ])('of %j is %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each(['2 abayas size 54', 'on 12/05/2026 at 10', 'under 200 AED', 'villa 12, street 34', 'I want 100 boxes'])(
    'leaves %j as it is',
    (text) => {
      expect(shown(text)).toBe(text);
    },
  );

  it('holds none of the names we know, in any part of the talk', () => {
    const { briefing } = redacted(
      {
        ...briefingOf('Sara Khan here, SARA again, not Sarahs'),
        history: [{ from: 'human', text: 'Hello Sara Khan!' }],
      },
      ['Sara Khan'],
    );
    expect(briefing.unanswered).toEqual(['[NAME_1] here, [NAME_2] again, not Sarahs']);
    expect(briefing.history[0]?.text).toBe('Hello [NAME_1]!');
    expect(shown('أنا سارة', ['سارة'])).toBe('أنا [NAME_1]');
  });

  it('names the same number alike wherever it stands, and another one otherwise', () => {
    const { briefing } = redacted(briefingOf('0501234567 or 050 123 4567 or 0507654321'), []);
    expect(briefing.unanswered).toEqual(['[PHONE_1] or [PHONE_1] or [PHONE_2]']);
  });
});

describe('what comes back', () => {
  it('holds the customer’s own words again, in the details of an order', () => {
    const { restore } = redacted(briefingOf('I am Sara, 050 123 4567, sara@a.test'), ['Sara']);
    const { acts } = restore(ordering({ name: '[NAME_1]', phone: '[PHONE_1]', note: 'write to [EMAIL_1]' }));
    expect(acts).toEqual([
      { act: 'order', lines: [], slots: { name: 'Sara', phone: '050 123 4567', note: 'write to sara@a.test' } },
    ]);
  });

  it('holds them in the arguments of a function too, which asks about nothing else', () => {
    const { restore } = redacted(briefingOf('where is parcel 0501234567?'), []);
    const call = { act: 'call_function', function: FunctionId('fun_1'), arguments: { number: '[PHONE_1]' } } as const;
    const { acts } = restore({ ...ordering({}), acts: [call] });
    expect(acts).toEqual([{ ...call, arguments: { number: '0501234567' } }]);
  });

  it('never holds a card or an account, which are part of no order', () => {
    const { restore } = redacted(briefingOf('4111 1111 1111 1111'), []);
    expect(JSON.stringify(restore(ordering({ note: '[CARD_1]' })))).not.toContain('4111');
  });

  it('does not take a customer’s own brackets for ours', () => {
    const { briefing, restore } = redacted(briefingOf('[PHONE_1] is not 0501234567'), []);
    expect(briefing.unanswered).toEqual(['(PHONE_1] is not [PHONE_1]']);
    expect(JSON.stringify(restore(ordering({ note: '[PHONE_9]' })))).toContain('[PHONE_9]');
  });
});
