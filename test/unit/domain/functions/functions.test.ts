import { describe, expect, it } from 'vitest';
import type { CallSnapshot } from '#domain/functions/call-snapshot';
import { functionPieces } from '#domain/functions/function-pieces';
import { areInWordsOf, parseArguments } from '#domain/functions/parse-arguments';
import { valuesIn } from '#domain/functions/result-values';
import type { ArgumentsSchema, ResultField, TenantFunction } from '#domain/functions/tenant-function';
import { assertFunction } from '#domain/functions/validate-function';
import { FunctionId } from '#domain/shared/ids';
import { Currency } from '#domain/shared/money';
import { adversarialReplies } from '#test/support/guard-corpora';

const AED = Currency('AED');
const schema: ArgumentsSchema = {
  properties: {
    number: { type: 'string', description: '', maxLength: 12 },
    place: { type: 'string', description: '', maxLength: 12, enum: ['Dubai', 'Sharjah'] },
    count: { type: 'integer', description: '', minimum: 1, maximum: 9 },
    urgent: { type: 'boolean', description: '' },
  },
  required: ['number'],
};

describe('the arguments of a call', () => {
  it('are exactly what the schema asks for', () => {
    expect(parseArguments({ number: ' A-12 ', place: 'Dubai', count: 2, urgent: true }, schema)).toEqual({
      number: 'A-12',
      place: 'Dubai',
      count: 2,
      urgent: true,
    });
  });

  it.each<[string, unknown]>([
    ['what is missing', {}],
    ['a field nobody declared', { number: '1', other: 1 }],
    ['a prototype', JSON.parse('{"number":"1","__proto__":{"a":1}}')],
    ['a long text', { number: '1'.repeat(13) }],
    ['an empty text', { number: '  ' }],
    ['a line break', { number: '1\n2' }],
    ['an invisible character', { number: '1\u200b2' }],
    ['a number for a text', { number: 1 }],
    ['another word than those listed', { number: '1', place: 'Mars' }],
    ['a number out of bounds', { number: '1', count: 10 }],
    ['half a number', { number: '1', count: 1.5 }],
    ['not a number', { number: '1', count: Number.NaN }],
    ['a yes in words', { number: '1', urgent: 'yes' }],
    ['a list', ['1']],
    ['nothing', null],
  ])('are refused with %s', (_, raw) => {
    expect(() => parseArguments(raw, schema)).toThrow();
  });

  it('are in the customer’s own words, unless an admin listed them', () => {
    const said = ['where is parcel A-12', 'I have ٣ of them'];
    expect(areInWordsOf({ number: 'A-12', place: 'Dubai', urgent: true, count: 3 }, schema, said)).toBe(true);
    expect(areInWordsOf({ number: 'A-13' }, schema, said)).toBe(false);
    expect(areInWordsOf({ number: 'A-12', count: 4 }, schema, said)).toBe(false);
    expect(areInWordsOf({ number: 'A-12' }, schema, [])).toBe(false);
  });
});

const field = (about: Partial<ResultField>): ResultField => ({ name: 'it', path: 'it', type: 'text', ...about });
const read = (it_: unknown, about: Partial<ResultField> = {}, currency = AED) =>
  valuesIn({ it: it_ }, { fields: [field(about)] }, currency);

describe('a value of an answer', () => {
  it.each<[ResultField['type'], unknown, string]>([
    ['text', ' Warehouse 4, Al Quoz ', 'Warehouse 4, Al Quoz'],
    ['text', 'مستودع القوز', 'مستودع القوز'],
    ['text', 'Shop 12, Al Rigga Street, Deira, Dubai', 'Shop 12, Al Rigga Street, Deira, Dubai'],
    ['text', 'AWB-77/1 (2nd)', 'AWB-77/1 (2nd)'],
    ['number', 12.345, '12.35'],
    ['number', '7', '7'],
    ['date', '2026-03-05', '2026-03-05'],
    ['date', '2026-03-05T17:30:00Z', '2026-03-05T17:30'],
    ['money', 149.5, '14950'],
    ['money', '1299', '129900'],
  ])('%s is read: %j', (type, raw, value) => {
    expect(read(raw, { type })).toEqual({ values: { it: value } });
  });

  it.each<[ResultField['type'], unknown]>([
    ['text', ''],
    ['text', 'x'.repeat(61)],
    ['text', 'two\nlines'],
    ['text', 'in\u200bvisible'],
    ['text', 'We will meet you in the middle'],
    ['text', 'All good. Go on'],
    ['text', 'a, b, c, d, e'],
    ['text', '<b>bold</b>'],
    ['text', 'https://evil.example'],
    ['text', '*bold*'],
    ['text', 'AED 5'],
    ['text', '5 dirhams'],
    ['text', '50% of it'],
    ['text', 'your order is confirmed'],
    ['text', 'free'],
    ['text', 'مجانا'],
    ['text', 12],
    ['text', null],
    ['text', { toString: 'x' }],
    ['number', 'AED 5'],
    ['number', Number.NaN],
    ['number', 1e308],
    ['number', '1e5'],
    ['number', true],
    ['date', '2026-02-30'],
    ['date', '2026-13-01'],
    ['date', '2026-03-05T25:00'],
    ['date', 'tomorrow'],
    ['date', 1_772_000_000],
    ['money', -1],
    ['money', 1.005],
    ['money', 'AED 5'],
    ['money', '1e3'],
    ['money', Number.POSITIVE_INFINITY],
    ['choice', 'unknown'],
    ['choice', '__proto__'],
    ['choice', 'constructor'],
  ])('%s is refused: %j', (type, raw) => {
    const choices = type === 'choice' ? { choices: { moving: { en: 'on its way' } } } : {};
    expect(read(raw, { type, ...choices })).toEqual({ fault: 'it' });
  });

  it('counts money in the digits of the currency', () => {
    expect(read('0.375', { type: 'money' }, Currency('KWD'))).toEqual({ values: { it: '375' } });
    expect(read('0.375', { type: 'money' })).toEqual({ fault: 'it' });
    expect(read(12, { type: 'money' }, Currency('JPY'))).toEqual({ values: { it: '12' } });
  });

  it('is found by its path, of own fields only', () => {
    const fields = [field({ path: 'orders.0.state' })];
    expect(valuesIn({ orders: [{ state: 'moving' }] }, { fields }, AED)).toEqual({ values: { it: 'moving' } });
    for (const json of [null, 7, 'text', [], {}, { orders: 'x' }])
      expect(valuesIn(json, { fields }, AED)).toEqual({ fault: 'it' });
    expect(valuesIn({}, { fields: [field({ path: 'toString.name' })] }, AED)).toEqual({ fault: 'it' });
  });

  it('is never one of the texts a malicious service would like a customer to read', () => {
    const passing = adversarialReplies
      .filter(({ reply }) => 'values' in read(reply))
      .map(({ id, reply }) => `${id} ${reply}`);
    expect(passing).toEqual([]);
  });
});

const id = FunctionId('fnc_00000000000000000000000000000001');
const about: Pick<TenantFunction, 'parameters' | 'fields' | 'template' | 'secretHeader'> = {
  secretHeader: 'x-key',
  parameters: schema,
  fields: [
    { name: 'state', path: 'state', type: 'choice', choices: { moving: { en: 'on its way', ar: 'في الطريق' } } },
    { name: 'eta', path: 'eta', type: 'date' },
    { name: 'due', path: 'due', type: 'money' },
  ],
  template: { en: 'It is {state}. Due {due}, expected {eta}.', ar: 'الطرد {state}، المستحق {due}، موعده {eta}.' },
};
const answered = (values: Readonly<Record<string, string>>): CallSnapshot => ({
  functions: new Map([[id, { ...about, id, name: 'x', description: '', examples: [] }]]),
  outcomes: new Map([[id, { kind: 'answered', values }]]),
});
const text = (calls: CallSnapshot, language: 'en' | 'ar'): string =>
  functionPieces(id, calls, language, AED)
    .map((piece) => piece.text)
    .join('');

describe('what is said of an answer', () => {
  const values = { state: 'moving', eta: '2026-03-05T17:30', due: '1250' };
  it('is the template with the values, in the language of the reply', () => {
    expect(text(answered(values), 'en')).toBe('It is on its way. Due AED 12.50, expected 5 March 2026, 17:30.');
    expect(text(answered(values), 'ar')).toBe('الطرد في الطريق، المستحق 12.50 درهم، موعده 5 مارس 2026، 17:30.');
  });
  it('is nothing when a value is missing, the call failed, or there was none', () => {
    expect(text(answered({ state: 'moving', eta: '2026-03-05' }), 'en')).toBe('');
    const failed = { ...answered(values), outcomes: new Map([[id, { kind: 'failed', reason: 'timed_out' } as const]]) };
    expect(text(failed, 'en')).toBe('');
    expect(text({ ...answered(values), outcomes: new Map() }, 'en')).toBe('');
  });
});

describe('a function', () => {
  it('may be registered', () => {
    expect(() => assertFunction(about)).not.toThrow();
  });

  const withField = (change: Partial<ResultField>) => ({ fields: [{ ...about.fields[1], ...change } as ResultField] });
  it.each<[string, Partial<typeof about>]>([
    ['an amount in its words', { template: { en: 'It costs AED {eta}.' } }],
    ['a sign of money in its words', { template: { en: 'It costs €{eta}.' } }],
    ['a percentage', { template: { en: '{eta} %' } }],
    ['an amount in Arabic', { template: { ar: '{eta} درهم' } }],
    ['a blank that is no field', { template: { en: '{price}' } }],
    ['a stray brace', { template: { en: 'It is {state' } }],
    ['no words', { template: {} }],
    ['nothing but a value', { template: { en: '{eta}!' } }],
    [
      'money among its choices',
      { fields: [{ name: 'a', path: 'a', type: 'choice', choices: { x: { en: '5 dirhams' } } }] },
    ],
    ['a choice without choices', withField({ type: 'choice' })],
    ['choices of what is none', withField({ choices: { a: { en: 'b' } } })],
    ['a path into a prototype', withField({ path: '__proto__.a' })],
    ['a path with an expression', withField({ path: 'a[0]' })],
    ['a field named twice', { fields: [...about.fields, ...about.fields] }],
    ['a parameter named oddly', { parameters: { properties: { 'A b': schema.properties['number']! }, required: [] } }],
    ['a required parameter nobody knows', { parameters: { properties: {}, required: ['number'] } }],
    [
      'bounds the wrong way round',
      { parameters: { properties: { n: { type: 'integer', description: '', minimum: 2, maximum: 1 } }, required: [] } },
    ],
    ['the host as its secret header', { secretHeader: 'host' }],
    ['a cookie as its secret header', { secretHeader: 'cookie' }],
    ['a header of two lines', { secretHeader: 'x-key\r\nx' }],
  ])('is refused with %s', (_, change) => {
    expect(() => assertFunction({ ...about, ...change })).toThrow(
      expect.objectContaining({ code: 'function.invalid' }),
    );
  });
});
