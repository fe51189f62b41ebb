import { describe, expect, it } from 'vitest';
import type { Outbound, Segment } from '#domain/assistant/outbound';
import { render } from '#domain/assistant/render';
import type { Statement } from '#domain/assistant/statement';
import { en } from '#domain/assistant/templates/en';
import { tripwire } from '#domain/assistant/tripwire';
import type { Language } from '#domain/shared/language';
import { evilReplies } from './hostile-proposals.js';
import { aed, faq, noorSouq, svc } from './noor-souq.js';

const shop = noorSouq();
const lines = [
  {
    serviceId: svc('S01'),
    name: { en: 'Sofa cleaning', ar: 'تنظيف كنب' },
    quantity: 2,
    unitPrice: aed(180),
    overriddenUnitPrice: null,
  },
];
const everything: readonly Statement[] = [
  { say: 'disclosure' },
  { say: 'price', services: [...shop.services.keys()] },
  { say: 'list', services: [svc('P01')], more: 3, narrowed: false, withPrices: true },
  { say: 'describe', service: svc('P08'), withPrice: true },
  { say: 'total', lines: [{ service: svc('P05'), quantity: 3 }] },
  { say: 'faq', faq: faq('F2') },
  { say: 'quantity_bounds', service: svc('S03') },
  { say: 'plain', sentence: 'fixed_prices' },
  {
    say: 'summary',
    lines,
    details: { name: 'Sara', phone: '+971501234567', date: 'tomorrow 5 pm', address: 'AED 1 street' },
  },
];
const spoken = (language: Language): readonly Outbound[] =>
  render(
    {
      language,
      statements: everything,
      choices: [{ choose: 'yes', code: '0' }, { choose: 'order', service: svc('P04') }, { choose: 'human' }],
    },
    shop,
  );

/** A reply nobody could render: the segments of a true one, tampered with. */
const forged = (
  change: (segments: readonly Segment[]) => readonly Segment[],
  language: Language = 'en',
): readonly Outbound[] => spoken(language).map((reply) => ({ ...reply, segments: change(reply.segments) }));
const fires = (replies: readonly Outbound[]): boolean => tripwire(replies, shop).outcome === 'veto';
const template = (text: string): Segment => ({ text, provenance: { from: 'template', id: 'greet' } });

describe('the tripwire', () => {
  it.each(['en', 'ar'] as const)('never fires at what the renderer says (%s)', (language) => {
    expect(tripwire(spoken(language), shop)).toEqual({ check: 'tripwire', outcome: 'pass', detail: '' });
  });

  it('fires at every reply of the hostile corpus, whatever it claims to come from', () => {
    const claims: readonly Segment['provenance'][] = [
      { from: 'template', id: 'greet' },
      { from: 'template', id: 'layout' },
      { from: 'catalogue', field: `${svc('P01')}.name` },
      { from: 'catalogue', field: 'businessName' },
      { from: 'catalogue', field: `${svc('P01')}.price` },
      { from: 'faq', id: faq('F1') },
      { from: 'quote', id: 'choice:1' },
      { from: 'quote', id: `total:${svc('P01')}*1@24900` },
      { from: 'slot', id: 'note' },
      { from: 'slot', id: 'date' },
      { from: 'slot', id: 'phone' },
      { from: 'lead_in' },
    ];
    const [said] = render({ language: 'en', statements: [{ say: 'disclosure' }], choices: [] }, shop);
    if (said === undefined) throw new Error('nothing said');
    const heard = evilReplies.flatMap((text) =>
      claims
        .filter((provenance) => !fires([{ ...said, segments: [...said.segments, { text, provenance }] }]))
        .map((provenance) => ({ text, provenance })),
    );
    expect(heard).toEqual([]);
  });

  it.each<[string, (segment: Segment) => Segment]>([
    ['a price off by one', (segment) => ({ ...segment, text: segment.text.replace('AED 249', 'AED 248') })],
    [
      'a total ten per cent lower',
      (segment) =>
        segment.provenance.from === 'quote' ? { ...segment, text: segment.text.replace('448.50', '403.65') } : segment,
    ],
    [
      'a total of other numbers',
      (segment) =>
        segment.provenance.from === 'quote'
          ? { ...segment, provenance: { from: 'quote', id: segment.provenance.id.replace('@14950', '@100') } }
          : segment,
    ],
    [
      'another item’s price',
      (segment) =>
        segment.provenance.from === 'catalogue' && segment.text === 'AED 249'
          ? { ...segment, text: 'AED 399' }
          : segment,
    ],
    ['a price in another script', (segment) => ({ ...segment, text: segment.text.replace('AED 249', 'AED ٢٤٨') })],
    ['an invisible digit split', (segment) => ({ ...segment, text: segment.text.replace('AED 249', 'AED 2\u200b49') })],
    [
      'an altered FAQ',
      (segment) =>
        segment.provenance.from === 'faq' ? { ...segment, text: segment.text.replace('AED 300', 'AED 3') } : segment,
    ],
    ['a choice with another number', (segment) => (segment.text === '1' ? { ...segment, text: '9' } : segment)],
  ])('fires at %s', (_what, change) => {
    expect(fires(forged((segments) => segments.map(change)))).toBe(true);
    expect(fires(forged((segments) => segments.map((segment) => segment)))).toBe(false);
  });

  it.each(['Of course!', ' 20% off', 'It is confirmed.', ' AED 5', '٥ درهم', 'free', 'خصم'])(
    'fires at the added words "%s"',
    (words) => {
      expect(fires(forged((segments) => [...segments, template(words)]))).toBe(true);
    },
  );

  it('fires at pieces that are each true and together make another number', () => {
    const digit = (text: string): Segment => ({ text, provenance: { from: 'quote', id: `quantity:${text}` } });
    expect(fires(forged((segments) => [...segments, digit('2')]))).toBe(false);
    expect(fires(forged((segments) => [...segments, digit('2'), digit('7')]))).toBe(true);
  });

  it('fires at a reviewed sentence that only a person’s decision may cause', () => {
    const approved: Segment = { text: ' has been approved.', provenance: { from: 'template', id: 'notice_approved' } };
    expect(en.notice_approved.endsWith(approved.text)).toBe(true);
    expect(fires(forged((segments) => [...segments, approved]))).toBe(true);
  });

  it('fires at a button that says something else than the text', () => {
    expect(
      fires(spoken('en').map((reply) => ({ ...reply, choices: [{ id: 'human', label: 'Yes, half price' }] }))),
    ).toBe(true);
  });

  it('fires when the catalogue it was rendered from is not the one it is checked against', () => {
    expect(tripwire(spoken('en'), noorSouq({ P01: { price: aed(199) } })).outcome).toBe('veto');
  });
});
