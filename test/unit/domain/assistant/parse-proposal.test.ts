import { describe, expect, it } from 'vitest';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { faq, noorSouq, svc } from './noor-souq.js';

const shop = noorSouq({ P09: { status: 'draft' } });
const proposal = (act: unknown, changes: object = {}): Record<string, unknown> => ({
  language: 'en',
  acts: [act],
  confidence: 0.9,
  evidence: [],
  ...changes,
});
const parsed = (act: unknown, changes: object = {}) => parseProposal(proposal(act, changes), shop);

const legal: Readonly<Record<string, unknown>> = {
  greet: { act: 'greet' },
  thanks: { act: 'thanks' },
  goodbye: { act: 'goodbye' },
  identify: { act: 'identify' },
  list_services: { act: 'list_services', category: 'services', budgetMinor: 20_000, cheapestFirst: true },
  quote_price: { act: 'quote_price', services: [svc('P01'), svc('P02')] },
  describe: { act: 'describe', services: [svc('P01')] },
  availability: { act: 'availability', services: [svc('P08')] },
  total: { act: 'total', lines: [{ service: svc('P01'), quantity: 2 }] },
  no_discount: { act: 'no_discount', services: [] },
  answer_faq: { act: 'answer_faq', faq: faq('F1') },
  order: { act: 'order', lines: [{ service: svc('P01'), quantity: null }], slots: { name: 'Sara' } },
  cancel_order: { act: 'cancel_order' },
  clarify: { act: 'clarify', services: [svc('P03'), svc('P04')] },
  suggest: { act: 'suggest', faqs: [faq('F2')], services: [] },
  unknown: { act: 'unknown' },
  hand_over: { act: 'hand_over', reason: 'anger' },
};

describe('a proposal that is exactly one of the acts', () => {
  it.each(Object.entries(legal))('%s is understood, as a value and as JSON text', (name, act) => {
    expect(parsed(act)?.acts[0]?.act).toBe(name);
    expect(parseProposal(JSON.stringify(proposal(act)), shop)).toEqual(parsed(act));
  });

  it('keeps of a category only the catalogue’s own spelling', () => {
    expect(parsed({ ...(legal['list_services'] as object), category: ' SERVICES ' })?.acts[0]).toMatchObject({
      category: 'Services',
    });
  });
});

describe('a proposal with anything else in it is refused whole', () => {
  it.each(Object.entries(legal))('%s with one more field', (_name, act) => {
    for (const field of ['price', 'text', 'discount', 'confirm', 'toString'])
      expect(parsed({ ...(act as object), [field]: 1 })).toBeNull();
  });

  it.each(Object.entries(legal))('%s with a field missing', (_name, act) => {
    for (const field of Object.keys(act as object)) {
      const { [field]: _gone, ...rest } = act as Record<string, unknown>;
      expect(parsed(rest)).toBeNull();
    }
  });

  it.each([
    'confirm_order',
    'apply_discount',
    'yes',
    'customer_confirmed',
    'customer_withdrew',
    'toString',
    '__proto__',
    'constructor',
    '',
    7,
    null,
  ])('the act %s does not exist', (act) => {
    expect(parsed({ act })).toBeNull();
  });

  it.each([
    ['unknown', 'svc_ffffffffffffffffffffffffffffffff'],
    ['draft', svc('P09')],
    ['prototype key', '__proto__'],
    ['prototype key', 'toString'],
    ['name instead of id', 'Classic Abaya'],
    ['lookalike', svc('P01').replace('0', 'О')],
    ['faq id', faq('F1')],
    ['padded', ` ${svc('P01')}`],
  ])('an id that is not an active service: %s %s', (_why, id) => {
    expect(parsed({ act: 'quote_price', services: [id] })).toBeNull();
    expect(parsed({ act: 'order', lines: [{ service: id, quantity: 1 }], slots: {} })).toBeNull();
    expect(parsed({ act: 'total', lines: [{ service: id, quantity: 1 }] })).toBeNull();
  });

  it.each([-1, 0.5, 100, 1e308, Number.NaN, Number.POSITIVE_INFINITY, '2', [2], true, 2n])(
    'the quantity %s',
    (quantity) => {
      expect(parsed({ act: 'total', lines: [{ service: svc('P01'), quantity }] })).toBeNull();
      expect(parsed({ act: 'order', lines: [{ service: svc('P01'), quantity }], slots: {} })).toBeNull();
    },
  );

  it.each([
    ['no acts', { acts: [] }],
    ['four acts', { acts: [legal['greet'], legal['greet'], legal['greet'], legal['greet']] }],
    ['another language', { language: 'es' }],
    ['a confidence above one', { confidence: 1.01 }],
    ['a confidence that is no number', { confidence: Number.NaN }],
    ['a confidence as text', { confidence: '0.9' }],
    ['evidence that is no text', { evidence: [{}] }],
    ['eleven pieces of evidence', { evidence: Array.from({ length: 11 }, () => 'x') }],
    ['a field of its own', { reply: 'Deal!' }],
  ])('%s', (_why, changes) => {
    expect(parsed(legal['greet'], changes)).toBeNull();
  });

  it('six services, or the same one twice in an order', () => {
    const six = ['P01', 'P02', 'P03', 'P04', 'P05', 'P06'].map(svc);
    const line = { service: svc('P01'), quantity: 1 };
    expect(parsed({ act: 'quote_price', services: six })).toBeNull();
    expect(parsed({ act: 'quote_price', services: six.slice(0, 5) })).not.toBeNull();
    expect(parsed({ act: 'order', lines: [line, line], slots: {} })).toBeNull();
  });

  it('a slot that does not exist, or one that holds no short text', () => {
    const order = (slots: unknown) => parsed({ act: 'order', lines: [], slots });
    expect(order({ iban: 'AE07' })).toBeNull();
    expect(order({ name: 5 })).toBeNull();
    expect(order({ name: 'x'.repeat(501) })).toBeNull();
    expect(order(JSON.parse('{"__proto__": {"name": "Sara"}}'))).toBeNull();
  });
});

describe('whatever it is given, it answers and never throws', () => {
  const loop: Record<string, unknown> = proposal(legal['greet']);
  loop['evidence'] = [loop];
  const trap = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('trap');
      },
      getPrototypeOf: () => {
        throw new Error('trap');
      },
    },
  );
  const inherited = Object.create(proposal(legal['greet'])) as unknown;
  const strange = Object.assign(Object.create({ text: 'Deal!' }) as object, proposal(legal['greet']));
  const text = JSON.stringify(proposal(legal['order']));

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 1e308],
    ['a function', () => 'x'],
    ['a symbol', Symbol('x')],
    ['an array', []],
    ['prose', 'Deal! AED 99 it is.'],
    ['an empty text', ''],
    ['a circle', loop],
    ['a trap', trap],
    ['inherited fields', inherited],
    ['a prototype of its own', strange],
    ['a JSON text in a JSON text', JSON.stringify(text)],
    ['a sparse list', proposal(legal['greet'], { acts: new Array(2) })],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['a long value', proposal(legal['greet'], { evidence: ['y'.repeat(100_000)] })],
    ['a long text that would parse', `${' '.repeat(20_001)}${text}`],
    ['deep nesting', '['.repeat(10_000)],
  ])('%s', (_what, raw) => {
    expect(parseProposal(raw, shop)).toBeNull();
  });

  it('every truncation of a JSON text', () => {
    for (let length = 0; length < text.length; length += 1)
      expect(parseProposal(text.slice(0, length), shop)).toBeNull();
    expect(parseProposal(text, shop)).not.toBeNull();
  });
});
