import { describe, expect, it } from 'vitest';
import { knownAs, withoutCustomer } from '../../../admin-ui/src/features/inbox/model/erased.js';
import type { ListData } from '../../../admin-ui/src/features/inbox/model/list-cache.js';

type Customer = Parameters<typeof knownAs>[0];
const customer = (about: object): Customer =>
  ({ id: 'cus_1', name: null, phone: null, email: null, identities: [], ...about }) as never;
const whatsApp = { scheme: 'wa_phone', value: '+971501234567' };

describe('what has to be typed before a customer is erased', () => {
  it.each([
    ['the name', { name: 'Omar', phone: '+97142000000', identities: [whatsApp] }, 'Omar'],
    ['the phone the team wrote down', { phone: '+97142000000', identities: [whatsApp] }, '+97142000000'],
    ['the number they write from', { email: 'o@x.example', identities: [whatsApp] }, '+971501234567'],
    ['the e-mail address', { email: 'o@x.example' }, 'o@x.example'],
    ['the number, where the name is blank', { name: ' ', identities: [whatsApp] }, '+971501234567'],
  ])('is %s', (_, about, expected) => {
    expect(knownAs(customer(about))).toBe(expected);
  });

  it('is not an id of a machine', () => {
    expect(knownAs(customer({ identities: [{ scheme: 'widget_visitor', value: '4f1c' }] }))).toBeNull();
  });

  it.each([
    ['Omar  Haddad', 'Omar Haddad'],
    [' Omar\n', 'Omar'],
    ['Andre\u0301', 'Andr\u00e9'],
    ['\u2068عمر\u2069', 'عمر'],
  ])('can be typed: %j is asked for as %j', (name, expected) => {
    expect(knownAs(customer({ name }))).toBe(expected);
  });
});

it('every conversation of an erased customer leaves a list, on each of its pages', () => {
  const row = (id: string, of: string) => ({ conversation: { id }, customer: { id: of } });
  const pages = [
    { items: [row('a', 'cus_1'), row('b', 'cus_2')], next: 'x' },
    { items: [row('c', 'cus_1')], next: null },
  ];
  const before = { pages, pageParams: [null, 'x'] } as unknown as ListData;
  expect(withoutCustomer(before, 'cus_1')).toEqual({
    pages: [
      { items: [row('b', 'cus_2')], next: 'x' },
      { items: [], next: null },
    ],
    pageParams: [null, 'x'],
  });
});
