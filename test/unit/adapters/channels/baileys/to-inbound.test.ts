import type { WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { type HearOptions, heardOf } from '#adapters/channels/baileys/to-inbound';
import type { CustomerIdentity } from '#domain/conversation/customer';

const now = new Date('2026-11-21T08:00:00Z');
const phone = (value: string): CustomerIdentity => ({ scheme: 'wa_phone', value });
const lid = (value: string): CustomerIdentity => ({ scheme: 'wa_lid', value });
const own = [phone('77010000001'), lid('100000001')];
const customer = '77050000002@s.whatsapp.net';

type About = Omit<Partial<WAMessage>, 'key'> & { readonly key?: Partial<WAMessage['key']> };
const heard = ({ key, ...about }: About, options: Partial<HearOptions> = {}) =>
  heardOf(
    {
      key: { id: 'ID', remoteJid: customer, fromMe: false, ...key },
      message: { conversation: 'hi' },
      messageTimestamp: 1_795_248_000,
      pushName: ' Dana\u0000 ',
      ...about,
    },
    { own, attributes: null, alsoKnownAs: async () => null, now, ...options },
  );

describe('heardOf', () => {
  it('knows a customer by number and LID, the number first', async () => {
    const both = [phone('77050000002'), lid('200000002')];
    expect((await heard({ key: { remoteJidAlt: '200000002@lid' } }))?.message.identities).toEqual(both);
    const byLid = { remoteJid: '200000002@lid', remoteJidAlt: '77050000002:3@s.whatsapp.net' };
    expect((await heard({ key: byLid }))?.message.identities).toEqual(both);
    const known = { alsoKnownAs: async () => lid('200000002') };
    expect((await heard({}, known))?.message.identities).toEqual(both);
    expect((await heard({ key: { remoteJid: '200000002@lid' } }))?.message.identities).toEqual([lid('200000002')]);
  });

  it('never takes the owner for the customer', async () => {
    const fromMe = { fromMe: true, remoteJidAlt: '100000001@lid' };
    const told = await heard({ key: fromMe }, { attributes: { recipient_lid: '200000002@lid' } });
    expect(told?.to).toEqual([phone('77050000002'), lid('200000002')]);
    expect(told?.message).toMatchObject({ identities: own, displayName: null });
    expect((await heard({ key: fromMe }))?.to).toEqual([phone('77050000002')]);
    expect((await heard({ key: { remoteJidAlt: '100000001@lid' } }))?.message.identities).toEqual([
      phone('77050000002'),
    ]);
  });

  it.each<readonly [string, About]>([
    ['a group', { key: { remoteJid: '1203630@g.us' } }],
    ['a status', { key: { remoteJid: 'status@broadcast' } }],
    ['a channel', { key: { remoteJid: '120@newsletter' } }],
    ['a client of our own', { category: 'peer' }],
    ['nobody', { key: { remoteJid: '0@s.whatsapp.net' } }],
    ['a chat with oneself', { key: { remoteJid: '77010000001@s.whatsapp.net', fromMe: true } }],
    ['nothing said', { message: null }],
    ['something between clients', { message: { protocolMessage: { type: 6 } } }],
  ])('skips what is no customer’s: %s', async (_what, about) => {
    expect(await heard(about)).toBeNull();
  });

  it('names missed calls, what was to be seen once, and what did not open', async () => {
    const content = async (about: About) => (await heard({ message: null, ...about }))?.message.content;
    expect(await content({ messageStubType: 40 })).toEqual({ type: 'unsupported', providerType: 'missed_call' });
    expect(await content({ key: { isViewOnce: true } })).toEqual({ type: 'unsupported', providerType: 'view_once' });
    expect(await content({ messageStubType: 2 })).toEqual({ type: 'undecrypted' });
  });

  it('cleans the name, and believes no impossible clock', async () => {
    const told = await heard({});
    expect(told?.message).toMatchObject({ displayName: 'Dana', sentAt: new Date(1_795_248_000_000) });
    for (const messageTimestamp of [0, -5, 9_999_999_999, Number.NaN, null])
      expect((await heard({ messageTimestamp }))?.message.sentAt).toEqual(now);
  });
});
