import { describe, expect, it } from 'vitest';
import { batchesOf, MalformedWebhook, readWebhook } from '#adapters/channels/cloud-api/read-webhook';
import { aWebhook, messageId, messagesValue, metadata, now, statusesValue } from './builders.js';

const seconds = (offset: number): string => String(now.getTime() / 1_000 + offset);
const aText = (about: Record<string, unknown> = {}) => ({
  from: '16505551234',
  id: 'wamid.A',
  timestamp: seconds(-5),
  type: 'text',
  text: { body: 'Hi' },
  ...about,
});
const inboundOf = (value: Record<string, unknown>) => readWebhook(aWebhook(value), now)[0]?.inbound ?? [];

describe('a webhook', () => {
  it('gives the message as the domain wants it', () => {
    expect(readWebhook(aWebhook(messagesValue(aText())), now)).toEqual([
      {
        phoneNumberId: metadata.phone_number_id,
        inbound: [
          {
            externalId: 'wamid.A',
            identities: [{ scheme: 'wa_phone', value: '16505551234' }],
            displayName: 'Sheena Nelson',
            content: { type: 'text', text: 'Hi' },
            sentAt: new Date(now.getTime() - 5_000),
          },
        ],
        receipts: [],
        ignored: 0,
      },
    ]);
  });

  it('is walked over all entries, changes, messages and statuses', () => {
    const body = {
      object: 'whatsapp_business_account',
      entry: [0, 1, 2].map((entry) => ({
        id: String(entry),
        changes: [0, 1, 2].map((change) => ({
          field: 'messages',
          value: {
            metadata: { phone_number_id: `10000${change}` },
            contacts: [{ wa_id: '16505551234', profile: { name: 'A' } }],
            messages: [0, 1, 2].map((n) => aText({ id: `wamid.${entry}${change}${n}` })),
            statuses: [0, 1].map((n) => ({
              id: `wamid.s${entry}${change}${n}`,
              status: 'sent',
              timestamp: seconds(0),
            })),
          },
        })),
      })),
    };
    const batches = readWebhook(Buffer.from(JSON.stringify(body)), now);
    expect(batches.map(({ phoneNumberId }) => phoneNumberId)).toEqual(['100000', '100001', '100002']);
    expect(batches.flatMap(({ inbound }) => inbound)).toHaveLength(27);
    expect(new Set(batches.flatMap(({ inbound }) => inbound.map(({ externalId }) => externalId))).size).toBe(27);
    expect(batches.flatMap(({ receipts }) => receipts)).toHaveLength(18);
    expect(batches[1]?.inbound.map(({ externalId }) => externalId)).toEqual(
      ['010', '011', '012', '110', '111', '112', '210', '211', '212'].map((each) => `wamid.${each}`),
    );
  });

  it('loses no neighbour to what is malformed', () => {
    const value = {
      ...messagesValue(
        null,
        7,
        'x',
        [],
        {},
        aText({ id: null }),
        aText({ id: '' }),
        aText(),
        aText({ id: 'wamid.B', text: null }),
      ),
      contacts: [null, 5, { profile: null, wa_id: null }, { profile: { name: 'Sheena' }, wa_id: '16505551234' }],
      statuses: [null, 'x', { id: 'wamid.C' }, { id: 'wamid.C', status: 'read', timestamp: null }],
      errors: [{ code: 130429 }],
    };
    const [batch] = readWebhook(aWebhook(value), now);
    expect(batch?.inbound.map(({ externalId }) => externalId)).toEqual(['wamid.A', 'wamid.B']);
    expect(batch?.inbound.map(({ displayName }) => displayName)).toEqual(['Sheena', 'Sheena']);
    expect(batch?.receipts).toHaveLength(1);
    expect(batch?.ignored).toBe(7 + 3 + 1);
  });

  it('counts what names no number, and what is of another kind', () => {
    const body = {
      entry: [
        null,
        { changes: 'none' },
        {
          changes: [
            null,
            { field: 'account_update', value: { event: 'X' } },
            { field: 'messages', value: { messages: [aText()] } },
          ],
        },
      ],
    };
    const [batch, ...others] = readWebhook(Buffer.from(JSON.stringify(body)), now);
    expect(others).toEqual([]);
    expect(batch).toMatchObject({ phoneNumberId: '', ignored: 3, inbound: [{ externalId: 'wamid.A' }] });
  });

  it.each([
    ['nothing', ''],
    ['half of it', '{"entry":['],
    ['text', '"hello"'],
    ['null', 'null'],
    ['a list', '[]'],
    ['bytes', '\ufffe\u0000'],
  ])('is refused when its body is %s', (_, body) => {
    const reading = () => readWebhook(Buffer.from(body), now);
    expect(reading).toThrow(MalformedWebhook);
    expect(reading).toThrow(expect.objectContaining({ code: 'webhook.malformed', kind: 'invalid' }));
  });

  it.each([['{}'], ['{"entry":null}'], ['{"entry":5}'], ['{"entry":[]}'], ['{"object":"page"}']])(
    'holds nothing in %s',
    (body) => {
      expect(readWebhook(Buffer.from(body), now)).toEqual([]);
    },
  );

  it('survives bytes that are not UTF-8', () => {
    const body = Buffer.concat([
      Buffer.from(
        '{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"123456"},"messages":[{"id":"w","from":"16505551234","type":"text","text":{"body":"',
      ),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}}]}}]}]}'),
    ]);
    expect(readWebhook(body, now)[0]?.inbound[0]?.content).toEqual({ type: 'text', text: '\ufffd\ufffd' });
  });

  it('can be read from what is parsed already, and then never throws', () => {
    expect(batchesOf(JSON.parse(aWebhook(messagesValue(aText())).toString()), now)).toHaveLength(1);
    for (const nonsense of [null, undefined, 7, 'x', [], { entry: [[]] }])
      expect(() => batchesOf(nonsense, now)).not.toThrow();
  });
});

describe('who wrote', () => {
  const bsuid = 'US.13491208655302741918';

  it('is known by BSUID first, then by phone', () => {
    const value = {
      ...messagesValue(aText({ from_user_id: bsuid })),
      contacts: [{ wa_id: '16505551234', user_id: bsuid, profile: { name: 'S' } }],
    };
    expect(inboundOf(value)[0]).toMatchObject({
      identities: [
        { scheme: 'wa_bsuid', value: bsuid },
        { scheme: 'wa_phone', value: '16505551234' },
      ],
      displayName: 'S',
    });
  });

  it('may have no phone at all', () => {
    const { from: _, ...withoutPhone } = aText({ from_user_id: bsuid });
    const contacts = [{ user_id: bsuid, profile: { name: 'S', username: '@s' } }];
    expect(inboundOf({ ...messagesValue(withoutPhone), contacts })[0]).toMatchObject({
      identities: [{ scheme: 'wa_bsuid', value: bsuid }],
      displayName: 'S',
    });
  });

  it('is the only contact when the message itself does not say', () => {
    const { from: _, ...anonymous } = aText();
    expect(inboundOf({ ...messagesValue(anonymous), contacts: [{ user_id: bsuid }] })[0]?.identities).toEqual([
      { scheme: 'wa_bsuid', value: bsuid },
    ]);
    const two = [{ user_id: bsuid }, { user_id: 'US.2' }];
    expect(readWebhook(aWebhook({ ...messagesValue(anonymous), contacts: two }), now)[0]).toMatchObject({
      inbound: [],
      ignored: 1,
    });
  });

  it('is never mixed up with another sender of the same change', () => {
    const value = {
      ...messagesValue(
        aText({ id: 'wamid.1', from: '4911111' }),
        aText({ id: 'wamid.2', from: '4922222' }),
        aText({ id: 'wamid.3', from: '4933333' }),
      ),
      contacts: [
        { wa_id: '4922222', user_id: 'DE.2', profile: { name: 'Two' } },
        { wa_id: '4911111', user_id: 'DE.1', profile: { name: 'One' } },
      ],
    };
    expect(
      inboundOf(value).map(({ identities, displayName }) => [displayName, ...identities.map(({ value: id }) => id)]),
    ).toEqual([
      ['One', 'DE.1', '4911111'],
      ['Two', 'DE.2', '4922222'],
      [null, '4933333'],
    ]);
  });

  it('is read from a BSUID where the phone used to be, and from a phone with a plus', () => {
    expect(inboundOf(messagesValue(aText({ from: bsuid })))[0]?.identities).toEqual([
      { scheme: 'wa_bsuid', value: bsuid },
    ]);
    expect(inboundOf(messagesValue(aText({ from: '+16505551234' })))[0]?.identities).toEqual([
      { scheme: 'wa_phone', value: '16505551234' },
    ]);
  });

  it('has a name that can be stored, or none', () => {
    const named = (name: unknown) =>
      inboundOf({ ...messagesValue(aText()), contacts: [{ wa_id: '16505551234', profile: { name } }] })[0]?.displayName;
    expect(named(`A\u0000\ud800${'n'.repeat(500)}`)).toBe(`A\ufffd${'n'.repeat(126)}`);
    expect(named('  ')).toBeNull();
    expect(named(null)).toBeNull();
    expect(named(5)).toBeNull();
  });

  it('is nobody of ours in a group, or when only the chat was opened', () => {
    const value = messagesValue(
      aText({ group_id: 'G1' }),
      aText({ type: 'request_welcome' }),
      aText({ from: 'not a number' }),
    );
    expect(readWebhook(aWebhook(value), now)[0]).toMatchObject({ inbound: [], ignored: 3 });
  });
});

describe('the time of a message', () => {
  const sentAt = (timestamp: unknown) => inboundOf(messagesValue(aText({ timestamp })))[0]?.sentAt.getTime();

  it('is Meta’s, in seconds, also after seven days of retries', () => {
    expect(sentAt(seconds(-5))).toBe(now.getTime() - 5_000);
    expect(sentAt(now.getTime() / 1_000 - 5)).toBe(now.getTime() - 5_000);
    expect(sentAt(seconds(-7 * 86_400))).toBe(now.getTime() - 7 * 86_400_000);
    expect(sentAt(seconds(60))).toBe(now.getTime() + 60_000);
  });

  it.each([
    [null],
    [undefined],
    [''],
    ['soon'],
    ['-5'],
    ['1e9'],
    [0],
    [{}],
    ['99999999999999'],
    [String(now.getTime())],
    [seconds(3 * 86_400)],
  ])('is when we received it for %j', (timestamp) => {
    expect(sentAt(timestamp)).toBe(now.getTime());
  });
});

describe('a status', () => {
  const receiptsOf = (...statuses: unknown[]) => readWebhook(aWebhook(statusesValue(...statuses)), now)[0];
  const aStatus = (about: Record<string, unknown> = {}) => ({
    id: 'wamid.OUT',
    status: 'delivered',
    timestamp: seconds(-1),
    recipient_id: '16505551234',
    biz_opaque_callback_data: messageId,
    ...about,
  });

  it('is a receipt with our id and Meta’s, and what it costs is ignored', () => {
    const pricing = { billable: true, pricing_model: 'PMP', category: 'service' };
    expect(receiptsOf(aStatus({ pricing, conversation: { id: 'c', origin: { type: 'service' } } }))?.receipts).toEqual([
      { messageId, externalId: 'wamid.OUT', status: 'delivered', reason: null, at: new Date(now.getTime() - 1_000) },
    ]);
  });

  it.each([
    ['msg_1'],
    ['ten_0123456789abcdef0123456789abcdef'],
    ['campaign 7'],
    [''],
    [null],
    [7],
    [`${messageId}'; --`],
  ])('does not take %j for an id of ours', (foreign) => {
    expect(receiptsOf(aStatus({ biz_opaque_callback_data: foreign }))?.receipts[0]).toMatchObject({
      messageId: null,
      externalId: 'wamid.OUT',
    });
  });

  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['failed', 'failed'],
  ])('%s is %s', (word, status) => {
    expect(receiptsOf(aStatus({ status: word }))?.receipts[0]?.status).toBe(status);
  });

  it('that failed says why', () => {
    const failed = (errors: unknown) => receiptsOf(aStatus({ status: 'failed', errors }))?.receipts[0]?.reason;
    expect(failed([{ code: 131047, title: 'Re-engagement message' }])).toBe('cloud_api.window_closed');
    expect(failed([{ code: 424_242 }])).toBe('cloud_api.error_424242');
    expect(failed(undefined)).toBe('cloud_api.failed');
    expect(failed('x')).toBe('cloud_api.failed');
  });

  it('is ignored when it is of a group, of another kind, or of no message', () => {
    expect(
      receiptsOf(
        aStatus({ recipient_type: 'group' }),
        aStatus({ status: 'deleted' }),
        aStatus({ id: null, biz_opaque_callback_data: 'x' }),
      ),
    ).toMatchObject({ receipts: [], ignored: 3 });
    expect(receiptsOf(aStatus({ id: null }))?.receipts).toMatchObject([{ messageId, externalId: null }]);
  });
});
