import { describe, expect, it } from 'vitest';
import { type Outbound, textOf } from '#domain/assistant/outbound';
import { render, renderHandOver } from '#domain/assistant/render';
import type { Statement } from '#domain/assistant/statement';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { ServiceId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import { aed, faq, noorSouq, svc } from './noor-souq.js';

const shop = noorSouq();
const rendered = (statement: Statement, language: Language = 'en', catalogue: CatalogueSnapshot = shop): string =>
  render({ language, statements: [statement], choices: [] }, catalogue)
    .map(textOf)
    .join('\n---\n');

describe('a price', () => {
  it.each([
    ['S01', 'Sofa cleaning: AED 180 per visit.', 'سعر تنظيف كنب هو 180 درهم للزيارة.'],
    ['P05', 'X2 Wireless Earbuds: AED 149.50 per piece.', 'سعر سماعات X2 اللاسلكية هو 149.50 درهم للقطعة.'],
    ['P07', 'R9 Robot Vacuum: AED 1,299 per piece.', 'سعر مكنسة روبوت R9 هو 1,299 درهم للقطعة.'],
    [
      'S03',
      'Deep home cleaning: AED 95 per hour (minimum 3).',
      'سعر تنظيف منزلي عميق هو 95 درهم للساعة (الحد الأدنى للكمية 3).',
    ],
    [
      'P08',
      'King Bedsheet Set: AED 220 per set. King Bedsheet Set cannot be ordered at the moment.',
      'سعر طقم شراشف كينغ هو 220 درهم للطقم. لا يمكن طلب طقم شراشف كينغ حاليًا.',
    ],
  ])('%s names its item, its unit, its minimum, and says when it cannot be ordered', (sku, english, arabic) => {
    expect(rendered({ say: 'price', services: [svc(sku)] })).toBe(english);
    expect(rendered({ say: 'price', services: [svc(sku)] }, 'ar')).toBe(arabic);
  });

  it('of several is a sentence each', () => {
    expect(rendered({ say: 'price', services: [svc('P03'), svc('P04')] }).split('\n')).toEqual([
      'Oud Royal perfume 50 ml: AED 185 per bottle.',
      'Oud Royal perfume 100 ml: AED 320 per bottle.',
    ]);
  });

  it.each([
    ['en', { en: 'visit' }, 'Gift Box: AED 35 per visit.'],
    ['en', { en: 'per visit' }, 'Gift Box: AED 35 per visit.'],
    ['ar', { ar: 'زيارة' }, 'سعر صندوق هدايا هو 35 درهم لكل زيارة.'],
    ['ar', { ar: 'لكل زيارة' }, 'سعر صندوق هدايا هو 35 درهم لكل زيارة.'],
  ] as const)('says "per" once, whether or not the admin wrote it (%s, %o)', (language, unit, sentence) => {
    expect(rendered({ say: 'price', services: [svc('P09')] }, language, noorSouq({ P09: { unit } }))).toBe(sentence);
  });

  it('without a unit ends after the amount', () => {
    expect(rendered({ say: 'price', services: [svc('P09')] }, 'en', noorSouq({ P09: { unit: {} } }))).toBe(
      'Gift Box: AED 35.',
    );
  });

  it('in a language the admin did not write is the same truth in the other', () => {
    const english = noorSouq({ P09: { name: { en: 'Gift Box' } } });
    expect(rendered({ say: 'price', services: [svc('P09')] }, 'ar', english)).toBe('سعر Gift Box هو 35 درهم للقطعة.');
  });

  it('of what the snapshot does not hold is nothing', () => {
    expect(rendered({ say: 'price', services: [ServiceId('svc_none'), ServiceId('__proto__')] })).toBe('');
  });
});

describe('a list', () => {
  it('holds ten at most, and says how to see the rest', () => {
    const services = [...shop.services.keys()];
    const lines = rendered({
      say: 'list',
      services: services.slice(0, 10),
      more: 6,
      narrowed: false,
      withPrices: true,
    }).split('\n');
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe('Here is what we offer:');
    expect(lines[1]).toBe('• Classic Abaya: AED 249 per piece');
    expect(lines[8]).toBe('• King Bedsheet Set: AED 220 per set – cannot be ordered at the moment');
    expect(lines[11]).toBe('…and 6 more: name a category (Shop, Services) to see them.');
  });

  it('without leave to speak of prices holds none', () => {
    const text = rendered({
      say: 'list',
      services: [svc('P01'), svc('S03')],
      more: 0,
      narrowed: true,
      withPrices: false,
    });
    expect(text).toBe('Here is what we offer:\n• Classic Abaya\n• Deep home cleaning');
  });
});

describe('a description', () => {
  it('is the tenant’s own text, options, and the price', () => {
    expect(rendered({ say: 'describe', service: svc('S01'), withPrice: true })).toBe(
      'Sofa cleaning: One sofa of up to 7 seats; the team brings all equipment.\nSofa cleaning: AED 180 per visit.',
    );
    expect(rendered({ say: 'describe', service: svc('P08'), withPrice: false })).toBe(
      'King Bedsheet Set – colour: white, grey.\nKing Bedsheet Set cannot be ordered at the moment.',
    );
  });

  it('of a package names what it is made of', () => {
    const bundle = noorSouq({
      P09: { kind: 'package', includes: [svc('P10'), svc('S04'), ServiceId('svc_archived')] },
    });
    expect(rendered({ say: 'describe', service: svc('P09'), withPrice: false }, 'en', bundle)).toBe(
      'Gift Box includes: Mixed Dates 1 kg, Gift wrapping.\nGift Box can be ordered.',
    );
  });
});

describe('a total', () => {
  it('is computed here, line by line', () => {
    const lines = [
      { service: svc('P05'), quantity: 3 },
      { service: svc('P07'), quantity: 2 },
    ];
    expect(rendered({ say: 'total', lines })).toBe(
      '• 3 × X2 Wireless Earbuds: AED 448.50\n• 2 × R9 Robot Vacuum: AED 2,598\nTotal: AED 3,046.50',
    );
    expect(rendered({ say: 'total', lines }, 'ar')).toBe(
      '• سماعات X2 اللاسلكية، الكمية 3، بمبلغ 448.50 درهم\n• مكنسة روبوت R9، الكمية 2، بمبلغ 2,598 درهم\nالإجمالي 3,046.50 درهم',
    );
  });

  it('that cannot be computed is not said', () => {
    const rich = noorSouq({ P01: { price: aed(9_000_000_000_000) } });
    expect(rendered({ say: 'total', lines: [{ service: svc('P01'), quantity: 99 }] }, 'en', rich)).toBe('');
  });
});

describe('an FAQ’s answer', () => {
  it('is the approved text, letter by letter', () => {
    const answer = 'Electronics have a 12-month manufacturer warranty.';
    expect(rendered({ say: 'faq', faq: faq('F5') })).toBe(answer);
    expect(
      render({ language: 'en', statements: [{ say: 'faq', faq: faq('F5') }], choices: [] }, shop)[0]?.segments,
    ).toEqual([{ text: answer, provenance: { from: 'faq', id: faq('F5') } }]);
  });
});

describe('choices', () => {
  const choices = [
    { choose: 'price', service: svc('P01') },
    { choose: 'faq', faq: faq('F1') },
    { choose: 'order', service: svc('S01') },
    { choose: 'human' },
  ] as const;
  const [reply] = render(
    { language: 'en', statements: [{ say: 'plain', sentence: 'did_you_mean' }], choices },
    shop,
  ) as readonly [Outbound];

  it('are numbered in the text, for channels without buttons', () => {
    expect(textOf(reply)).toBe(
      'Did you mean one of these?\n\n1. Classic Abaya\n2. What are your opening hours?\n3. Order: Sofa cleaning\n0. Talk to a person',
    );
  });

  it('and carry ids that mean the same', () => {
    expect(reply.choices.map((choice) => choice.id)).toEqual([
      `price:${svc('P01')}`,
      `faq:${faq('F1')}`,
      `order:${svc('S01')}`,
      'human',
    ]);
  });
});

describe('a text longer than a message may be', () => {
  it('becomes two, in order, with the choices under the last', () => {
    const long = noorSouq({
      S01: { description: { en: 'a'.repeat(2_500) } },
      S02: { description: { en: 'b'.repeat(2_500) } },
    });
    const statements = (['S01', 'S02'] as const).map(
      (sku) => ({ say: 'describe', service: svc(sku), withPrice: true }) as const,
    );
    const replies = render({ language: 'en', statements, choices: [{ choose: 'human' }] }, long);
    expect(replies.map((reply) => textOf(reply).length <= 4_096)).toEqual([true, true]);
    expect(replies.map((reply) => reply.choices.length)).toEqual([0, 1]);
    expect(textOf(replies[0] as Outbound)).toContain('aaa');
  });
});

describe('what is about a request', () => {
  it('is marked, so that nobody resends it in doubt', () => {
    const sensitive = (sentence: 'request_sent' | 'request_withdrawn' | 'greet'): boolean | undefined =>
      render({ language: 'en', statements: [{ say: 'plain', sentence }], choices: [] }, shop)[0]?.sensitive;
    expect([sensitive('request_sent'), sensitive('request_withdrawn'), sensitive('greet')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('the hand-over sentence needs no catalogue', () => {
    expect(textOf(renderHandOver('en'))).toBe(
      'I have asked a colleague from the team to join us. They will reply to you here.',
    );
  });
});
