import { describe, expect, it } from 'vitest';
import type { RawMessage } from '#adapters/channels/whatsapp-web/raw-message';
import { deletionIn, editIn, heardOf, reactionIn, saidIn } from '#adapters/channels/whatsapp-web/to-inbound';
import type { CustomerIdentity } from '#domain/conversation/customer';

const now = new Date('2026-03-01T10:00:00Z');
const chat = '77051112233@c.us';
const key = (about: RawMessage = {}): RawMessage => ({
  id: 'A1',
  remote: chat,
  fromMe: false,
  _serialized: 'x',
  ...about,
});
const raw = (about: RawMessage): RawMessage => ({ id: key(), type: 'chat', body: 'hello', t: 1_772_359_000, ...about });
const contentOf = (about: RawMessage) => saidIn(raw(about), now)?.content ?? null;

describe('what a message of the page says', () => {
  it.each<[string, RawMessage, unknown]>([
    ['text', {}, { type: 'text', text: 'hello' }],
    ['an empty text', { body: '' }, { type: 'unsupported', providerType: 'chat' }],
    [
      'a button',
      { type: 'buttons_response', selectedButtonId: 'yes', body: 'Yes' },
      { type: 'choice', id: 'yes', text: 'Yes' },
    ],
    [
      'a row',
      { type: 'list_response', listResponse: { title: 'Monday', singleSelectReply: { selectedRowId: 'mon' } } },
      { type: 'choice', id: 'mon', text: 'Monday' },
    ],
    [
      'a place beyond the map',
      { type: 'location', lat: 91, lng: 0 },
      { type: 'unsupported', providerType: 'location' },
    ],
    ['a place without numbers', { type: 'location', lat: '1' }, { type: 'unsupported', providerType: 'location' }],
    ['a card of nobody', { type: 'vcard', body: 'BEGIN:VCARD' }, { type: 'unsupported', providerType: 'vcard' }],
    [
      'a list that is none',
      { type: 'multi_vcard', vcardList: 'no' },
      { type: 'unsupported', providerType: 'multi_vcard' },
    ],
    [
      'a missed call',
      { type: 'call_log', subtype: 'miss_video' },
      { type: 'unsupported', providerType: 'missed_video_call' },
    ],
    ['a view-once picture', { type: 'image', isViewOnce: true }, { type: 'unsupported', providerType: 'view_once' }],
    ['a group invitation', { type: 'groups_v4_invite' }, { type: 'unsupported', providerType: 'groups_v4_invite' }],
    ['an answered call', { type: 'call_log', subtype: 'call' }, null],
    ['a notice of encryption', { type: 'e2e_notification' }, null],
    ['nothing of a sort', { type: 7 }, null],
  ])('reads %s', (_what, about, content) => {
    expect(contentOf(about)).toEqual(content);
  });

  it('knows a file that is gone from one that can be had', () => {
    const file = { type: 'document', mimetype: 'application/pdf', filename: 'bill.pdf', filehash: 'aGk=', size: 12 };
    const there = saidIn(raw({ ...file, directPath: '/v/1' }), now);
    expect(there?.file).toEqual({
      providerMediaId: 'A1',
      mimeType: 'application/pdf',
      sha256: 'aGk=',
      fileName: 'bill.pdf',
      sizeBytes: 12,
      state: 'fetching',
    });
    expect(saidIn(raw(file), now)).toMatchObject({ content: { file: { state: 'gone' } }, file: null });
  });

  it.each([
    '120363000000000001@g.us',
    'status@broadcast',
    '1234567890@newsletter',
    '867051314767696@bot',
    '',
    'x@c.us',
  ])('hears nobody in the chat %j', (remote) => {
    expect(saidIn(raw({ id: key({ remote }) }), now)).toBeNull();
  });

  it('believes no impossible time', () => {
    for (const t of [undefined, 'soon', -1, 9e12]) expect(saidIn(raw({ t }), now)?.sentAt).toEqual(now);
  });

  it('names a deletion after what it deletes, since the message stays in its place', () => {
    expect(deletionIn(raw({ type: 'revoked', t: 1 }), now)).toMatchObject({
      externalId: 'A1.deleted',
      quotes: 'A1',
      content: { type: 'unsupported', providerType: 'deleted' },
      sentAt: now,
    });
    const other = deletionIn(raw({ type: 'revoked', protocolMessageKey: key({ id: 'OLD' }) }), now);
    expect(other).toMatchObject({ externalId: 'A1', quotes: 'OLD' });
  });

  it('takes for an edit only what has a key of its own', () => {
    expect(editIn(raw({}), now)).toBeNull();
    const edited = raw({
      body: 'at six',
      latestEditMsgKey: key({ id: 'E1' }),
      latestEditSenderTimestampMs: 1_772_359_100_000,
    });
    expect(editIn(edited, now)).toMatchObject({
      externalId: 'E1',
      quotes: 'A1',
      content: { type: 'text', text: 'at six' },
      sentAt: new Date(1_772_359_100_000),
    });
  });

  it('reads a reaction that was taken back', () => {
    const reaction = { id: key({ id: 'R1' }), msgId: key({ id: 'A1' }), reaction: '', timestamp: 1_772_359_000 };
    expect(reactionIn(reaction, now)?.content).toEqual({ type: 'reaction', emoji: '', toExternalId: 'A1' });
    expect(reactionIn({ ...reaction, msgId: key({ remote: '1@g.us' }) }, now)).toBeNull();
    expect(reactionIn(null, now)).toBeNull();
  });
});

describe('whose a message of the page is', () => {
  const own: readonly CustomerIdentity[] = [{ scheme: 'wa_phone', value: '77010000001' }];
  const said = (about: RawMessage = {}) => {
    const one = saidIn(raw({ id: key(about) }), now);
    if (one === null) throw new Error('nothing was said');
    return one;
  };
  const hear = (about: RawMessage, other: CustomerIdentity | null = null) =>
    heardOf(said(about), { own, alsoKnownAs: async () => other });

  it('is the customer by number first, then by LID', async () => {
    const heard = await hear({ remote: '990000000000001@lid' }, { scheme: 'wa_phone', value: '77051112233' });
    expect(heard?.message.identities).toEqual([
      { scheme: 'wa_phone', value: '77051112233' },
      { scheme: 'wa_lid', value: '990000000000001' },
    ]);
  });

  it('is nobody in the chat with oneself', async () => {
    expect(await hear({ remote: '77010000001@c.us' })).toBeNull();
  });

  it('never takes our own identity for the other one of a customer', async () => {
    expect((await hear({}, own[0]))?.message.identities).toEqual([{ scheme: 'wa_phone', value: '77051112233' }]);
  });
});
