import { describe, expect, it } from 'vitest';
import type { Customer, CustomerIdentity } from '#domain/conversation/customer';
import { consequenceOf, merged } from '#domain/conversation/same-person';
import { identitiesOfJids, identityOfJid, jidOf } from '#domain/conversation/whatsapp-address';
import { CustomerId, TenantId } from '#domain/shared/ids';

const phone = (value = '971501234567'): CustomerIdentity => ({ scheme: 'wa_phone', value });
const lid = (value = '24680135792468'): CustomerIdentity => ({ scheme: 'wa_lid', value });
const pair = { lid: lid().value, phone: phone().value };

let made = 0;
const aCustomer = (identities: readonly CustomerIdentity[], about: Partial<Customer> = {}): Customer => {
  made += 1;
  return {
    id: CustomerId(`cus_${made}`),
    tenantId: TenantId('ten_1'),
    name: null,
    identities,
    language: null,
    email: null,
    phone: null,
    remark: '',
    createdAt: new Date(made * 1_000),
    version: 1,
    ...about,
  };
};

describe('an address of WhatsApp', () => {
  it.each([
    ['971501234567@s.whatsapp.net', phone()],
    ['971501234567:12@s.whatsapp.net', phone()],
    ['971501234567_1:12@s.whatsapp.net', phone()],
    ['971501234567@c.us', phone()],
    ['24680135792468@lid', lid()],
    ['24680135792468:3@lid', lid()],
    ['24680135792468@hosted.lid', lid()],
    ['971501234567@hosted', phone()],
  ])('%s is a person', (jid, identity) => {
    expect(identityOfJid(jid)).toEqual(identity);
  });

  it.each([
    '120363041234567890@g.us',
    '971501234567-1600000000@g.us',
    'status@broadcast',
    '1600000000@broadcast',
    '120363041234567890@newsletter',
    '971501234567',
    '@lid',
    '97150 1234567@s.whatsapp.net',
    '971501234567@s.whatsapp.net@lid',
    '971501234567@lid.example',
    '',
  ])('"%s" is none', (jid) => {
    expect(identityOfJid(jid)).toBeNull();
  });

  it('of one person under two names gives both, the LID first, each once', () => {
    const jids = [
      '971501234567:2@s.whatsapp.net',
      undefined,
      '24680135792468@lid',
      null,
      '971501234567@c.us',
      'x@g.us',
    ];
    expect(identitiesOfJids(jids)).toEqual([lid(), phone()]);
    expect(identitiesOfJids(['24680135792468@lid'])).toEqual([lid()]);
    expect(identitiesOfJids([])).toEqual([]);
  });

  it('to write to is the LID, else the latest phone, and never a guess', () => {
    expect(jidOf([phone(), lid()])).toBe('24680135792468@lid');
    expect(jidOf([phone('111222333'), phone()])).toBe('971501234567@s.whatsapp.net');
    expect(jidOf([{ scheme: 'wa_bsuid', value: 'AE.123' }])).toBeNull();
  });
});

describe('a LID and a phone that are one account', () => {
  it('change nothing for strangers, and for one who is known by both', () => {
    const both = aCustomer([lid(), phone()]);
    expect(consequenceOf(pair, null, null)).toEqual({ kind: 'nothing' });
    expect(consequenceOf(pair, both, both)).toEqual({ kind: 'nothing' });
  });

  it('add the half that was missing', () => {
    const byLid = aCustomer([lid()]);
    const byPhone = aCustomer([phone()]);
    expect(consequenceOf(pair, byLid, null)).toEqual({ kind: 'add', to: byLid, identity: phone() });
    expect(consequenceOf(pair, null, byPhone)).toEqual({ kind: 'add', to: byPhone, identity: lid() });
  });

  it('make one of two customers, the older one, whichever was known by what', () => {
    const older = aCustomer([phone()]);
    const newer = aCustomer([lid()]);
    expect(consequenceOf(pair, newer, older)).toEqual({ kind: 'merge', keep: older, absorb: newer });
    const olderByLid = { ...newer, createdAt: new Date(0) };
    expect(consequenceOf(pair, olderByLid, older)).toEqual({ kind: 'merge', keep: olderByLid, absorb: older });
  });

  it('never give the conversations of one person to another who has got the number', () => {
    const before = aCustomer([lid('999999999'), phone()]);
    const now = aCustomer([lid()]);
    expect(consequenceOf(pair, now, before)).toEqual({ kind: 'move_phone', from: before, to: now, phone: phone() });
    expect(consequenceOf(pair, null, before)).toEqual({ kind: 'move_phone', from: before, to: null, phone: phone() });
  });
});

describe('one card of two', () => {
  it('keeps what is known and fills in what is not', () => {
    const keep = aCustomer([phone()], { name: 'Amal', remark: 'likes mornings' });
    const absorb = aCustomer([lid(), phone()], {
      name: 'A.',
      email: 'amal@example.com',
      language: 'ar',
      remark: 'allergic',
    });
    expect(merged(keep, absorb)).toEqual({
      ...keep,
      email: 'amal@example.com',
      language: 'ar',
      remark: 'likes mornings\nallergic',
      identities: [phone(), lid()],
    });
  });
});
