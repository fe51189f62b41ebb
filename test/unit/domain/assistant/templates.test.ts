import { describe, expect, it } from 'vitest';
import { ar } from '#domain/assistant/templates/ar';
import { en, type TemplateId } from '#domain/assistant/templates/en';
import { fill, piecesOf } from '#domain/assistant/templates/fill';
import { voiceOf } from '#domain/assistant/templates/voice';

const ids = Object.keys(en) as TemplateId[];
const blanks = (text: string): string[] =>
  piecesOf(text)
    .filter((_piece, index) => index % 2 === 1)
    .sort();
const literal = (text: string): string =>
  piecesOf(text)
    .filter((_piece, index) => index % 2 === 0)
    .join('□');
const spoken = ids.filter((id) => !id.startsWith('notice_'));

describe('the reviewed sentences', () => {
  it('have the same blanks in both languages', () => {
    for (const id of ids) expect([id, blanks(ar[id])]).toEqual([id, blanks(en[id])]);
    expect(Object.keys(ar).sort()).toEqual([...ids].sort());
  });

  it('hold no amount: the only digit is the 0 that calls a person', () => {
    for (const text of [...Object.values(en), ...Object.values(ar)])
      expect(literal(text)).not.toMatch(/[1-9\p{Sc}%٪]|[٠-٩]/u);
  });

  it('grant and confirm nothing, unless a person did', () => {
    for (const id of spoken)
      for (const text of [en[id], ar[id]])
        expect(text).not.toMatch(
          /discount|\bfree\b|confirmed|approved|guarantee|promise|booked|reserved|خصم|مجان|مؤكد|تأكيد|تمت الموافقة|محجوز/i,
        );
  });

  it('are in their own script', () => {
    for (const id of ids) expect(literal(en[id])).not.toMatch(/\p{Script=Arabic}/u);
    for (const id of ids.filter((each) => /\p{L}/u.test(literal(en[each]))))
      expect([id, /\p{Script=Arabic}/u.test(ar[id])]).toEqual([id, true]);
  });

  it('an Arabic word stands right before every amount, so number and currency stay together', () => {
    for (const id of ids)
      expect([id, /(?:^|[^\p{Script=Arabic} ])\s*\{(?:price|amount|total)\}/u.test(ar[id])]).toEqual([id, false]);
  });

  it('say where each piece comes from', () => {
    const name = { text: 'Sofa', provenance: { from: 'catalogue', field: 'svc_1.name' } } as const;
    expect(fill(voiceOf('en'), 'available', { name })).toEqual([
      name,
      { text: ' can be ordered.', provenance: { from: 'template', id: 'available' } },
    ]);
  });
});
