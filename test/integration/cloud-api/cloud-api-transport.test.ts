import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CloudApiTransport } from '#adapters/channels/cloud-api/cloud-api-transport';
import { keepAliveDispatcher } from '#adapters/channels/keep-alive-dispatcher';
import { type Envelope, type SendOutcome, showsTyping } from '#application/ports/transport';
import { type GraphApiEmulator, startGraphApiEmulator } from '../../emulators/graph-api/graph-api-emulator.js';
import {
  aChannel,
  aMessage,
  anEnvelope,
  choicesOf,
  fixedClock,
  listeningTelemetry,
  messageId,
  now,
} from '../../unit/adapters/cloud-api/builders.js';

const phoneNumberId = '106540352242922';
const patienceMs = 5_000;

let meta: GraphApiEmulator;
let dispatcher: ReturnType<typeof keepAliveDispatcher>;
let telemetry: ReturnType<typeof listeningTelemetry>;
let transport: CloudApiTransport;

const transportTo = (baseUrl: string): CloudApiTransport =>
  new CloudApiTransport({ dispatcher, clock: fixedClock, telemetry, baseUrl, random: () => 0 });
const send = (about: Partial<Envelope> = {}, timeoutMs = patienceMs): Promise<SendOutcome> =>
  transport.send(anEnvelope(about), timeoutMs);

beforeEach(async () => {
  meta = await startGraphApiEmulator({
    numbers: { [phoneNumberId]: { accessToken: 'EAAG-token' }, '2000000': { accessToken: 'EAAG-other' } },
  });
  dispatcher = keepAliveDispatcher({ connections: 4 });
  telemetry = listeningTelemetry();
  transport = transportTo(meta.baseUrl);
});
afterEach(async () => {
  await dispatcher.destroy();
  await meta.close();
});

describe('a message that Meta takes', () => {
  it('is accepted under the id that Meta gave it', async () => {
    const outcome = await send();
    const [sent] = meta.sends;
    expect(outcome).toEqual({ kind: 'accepted', externalId: sent?.wamid });
    expect(sent).toMatchObject({ phoneNumberId, to: '16505551234', kind: 'text', text: 'Hello!', opaqueId: messageId });
    expect(sent?.body).toMatchObject({ recipient_type: 'individual', text: { preview_url: false } });
  });

  it('may carry buttons or a list that Meta finds valid', async () => {
    const withChoices = (...labels: string[]) => send({ message: aMessage({ choices: choicesOf(...labels) }) });
    expect((await withChoices('Yes', 'No')).kind).toBe('accepted');
    expect((await withChoices('a', 'b', 'c', 'd')).kind).toBe('accepted');
    expect((await withChoices('x'.repeat(30))).kind).toBe('accepted');
    expect(meta.sends.map(({ kind }) => kind)).toEqual(['interactive', 'interactive', 'text']);
  });

  it('goes to the BSUID of who has no phone', async () => {
    const outcome = await send({ to: [{ scheme: 'wa_bsuid', value: 'US.13491208655302741918' }] });
    expect(outcome.kind).toBe('accepted');
    expect(meta.sends[0]?.body).toMatchObject({ recipient: 'US.13491208655302741918' });
    expect(meta.sends[0]?.body).not.toHaveProperty('to');
  });

  it('survives the answer coming late', async () => {
    meta.fail({ kind: 'delay', ms: 30 });
    expect((await send()).kind).toBe('accepted');
  });

  it('carries any text: Arabic, emoji, quotes and line breaks', async () => {
    const text = 'مرحبا "يا" 👩‍👩‍👧\n\\ \u2028 end';
    await send({ message: aMessage({ content: { type: 'text', text } }) });
    expect(meta.sends[0]?.text).toBe(text);
  });

  it('never reaches another customer while many are on their way', async () => {
    const customers = Array.from({ length: 200 }, (_, n) => `4915100${n}`);
    const outcomes = await Promise.all(
      customers.map((value) =>
        send({
          to: [{ scheme: 'wa_phone', value }],
          message: aMessage({ content: { type: 'text', text: `for ${value}` } }),
        }),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind !== 'accepted')).toEqual([]);
    for (const [index, value] of customers.entries()) {
      expect(meta.sendsTo(value).map(({ text, wamid }) => [text, wamid])).toEqual([
        [`for ${value}`, (outcomes[index] as { externalId: string }).externalId],
      ]);
    }
  });
});

describe('a message that never leaves us', () => {
  const limitMs = (23 * 60 + 55) * 60_000;
  const wroteAgo = (ms: number): Promise<SendOutcome> => send({ lastInboundAt: new Date(now.getTime() - ms) });

  it('is one outside the window, to the second', async () => {
    expect((await wroteAgo(limitMs - 1_000)).kind).toBe('accepted');
    const closed = { kind: 'refused', reason: 'cloud_api.window_closed' };
    expect(await wroteAgo(limitMs)).toEqual(closed);
    expect(await wroteAgo(limitMs + 1_000)).toEqual(closed);
    expect(await send({ lastInboundAt: null })).toEqual(closed);
    expect(meta.counters.requests).toBe(1);
  });

  it('is one to nobody, or with nothing to say', async () => {
    expect(await send({ to: [{ scheme: 'email', value: 'a@b.test' }] })).toEqual({
      kind: 'refused',
      reason: 'cloud_api.no_recipient',
    });
    expect(await send({ message: aMessage({ content: { type: 'text', text: ' ' } }) })).toEqual({
      kind: 'refused',
      reason: 'cloud_api.unsupported_message',
    });
    expect(meta.counters.requests).toBe(0);
  });

  it.each([
    ['no token', { settings: {} }],
    ['a token with a line break', { settings: { accessToken: 'a\r\nx-evil: 1' } }],
    ['a number that leaves its path', { externalKey: '../../me' }],
  ])('is one of a channel with %s', async (_, about) => {
    expect(await send({ channel: aChannel(about) })).toEqual({
      kind: 'channel_stopped',
      reason: 'cloud_api.settings_invalid',
    });
    expect(meta.counters.requests).toBe(0);
  });
});

describe('a message that Meta does not take', () => {
  it.each([
    [190, 'channel_stopped', 'cloud_api.token_refused'],
    [3, 'channel_stopped', 'cloud_api.permission_missing'],
    [368, 'channel_stopped', 'cloud_api.account_blocked'],
    [131026, 'refused', 'cloud_api.undeliverable'],
    [131047, 'refused', 'cloud_api.window_closed'],
    [131000, 'unknown', 'cloud_api.unknown_error'],
    [131016, 'unknown', 'cloud_api.service_unavailable'],
  ])('because of %i is %s', async (code, kind, reason) => {
    meta.fail({ kind: 'error', code });
    expect(await send()).toEqual({ kind, reason });
    expect(meta.sends).toEqual([]);
  });

  it.each([4, 80007, 130429])('because of %i waits, longer with each try, or as Meta says', async (code) => {
    meta.fail({ kind: 'error', code, times: 2 });
    expect(await send()).toEqual({ kind: 'later', reason: 'cloud_api.rate_limited', retryAfterMs: 1_000 });
    expect(await send({ message: aMessage({ attempts: 4 }) })).toMatchObject({ retryAfterMs: 8_000 });
    meta.fail({ kind: 'error', code, retryAfter: '17' });
    expect(await send()).toMatchObject({ kind: 'later', retryAfterMs: 17_000 });
  });

  it('because of the pair limit waits six seconds', async () => {
    meta.fail({ kind: 'error', code: 131056, to: '16505551234' });
    expect(await send()).toEqual({ kind: 'later', reason: 'cloud_api.pair_rate_limited', retryAfterMs: 6_000 });
  });

  it('for a reason we do not know is unknown, and somebody hears of it', async () => {
    meta.fail({ kind: 'error', code: 424_242 });
    expect(await send()).toEqual({ kind: 'unknown', reason: 'cloud_api.error_424242' });
    expect(telemetry.warnings).toEqual([
      { event: 'cloud_api.unknown_code', facts: { code: 424_242, status: 400, channelId: 'chn_1' } },
    ]);
  });

  it('because the token is wrong stops the channel', async () => {
    expect(await send({ channel: aChannel({ settings: { accessToken: 'EAAG-old' } }) })).toEqual({
      kind: 'channel_stopped',
      reason: 'cloud_api.token_refused',
    });
  });

  it("because the token is another tenant's stops the channel", async () => {
    expect(await send({ channel: aChannel({ settings: { accessToken: 'EAAG-other' } }) })).toEqual({
      kind: 'channel_stopped',
      reason: 'cloud_api.number_not_found',
    });
  });
});

describe('a message of which we do not know whether it left', () => {
  it.each([
    ['drop_before', 'connection_cut', 0],
    ['drop_after', 'connection_cut', 1],
  ] as const)('after %s is unknown', async (kind, reason, taken) => {
    meta.fail({ kind });
    expect(await send()).toEqual({ kind: 'unknown', reason: `cloud_api.${reason}` });
    expect(meta.sends).toHaveLength(taken);
  });

  it.each([
    ['hang_before', 0],
    ['hang_after', 1],
  ] as const)('after %s is unknown when the time is up', async (kind, taken) => {
    meta.fail({ kind });
    expect(await send({}, 60)).toEqual({ kind: 'unknown', reason: 'cloud_api.timed_out' });
    expect(meta.sends).toHaveLength(taken);
  });

  it.each([
    [500, 'cloud_api.server_error'],
    [502, 'cloud_api.server_error'],
    [200, 'cloud_api.unreadable_answer'],
    [302, 'cloud_api.unreadable_answer'],
  ])('after an answer %i that is not Meta’s is unknown', async (status, reason) => {
    meta.fail({ kind: 'answer', status, body: '<html>proxy</html>' });
    expect(await send()).toEqual({ kind: 'unknown', reason });
  });

  it('after a failure that talks of success is unknown', async () => {
    meta.fail({ kind: 'answer', status: 500, body: '{"messages":[{"id":"wamid.1"}]}' });
    expect(await send()).toEqual({ kind: 'unknown', reason: 'cloud_api.server_error' });
  });

  it('after an endless answer is unknown, and costs no memory', async () => {
    meta.fail({ kind: 'answer', status: 200, body: 'x'.repeat(1_000_000) });
    expect(await send()).toEqual({ kind: 'unknown', reason: 'cloud_api.connection_cut' });
  });

  it('is not sent twice by the transport itself', async () => {
    meta.fail({ kind: 'drop_after' });
    await send();
    expect(meta.counters.requests).toBe(1);
    expect((await send()).kind).toBe('accepted');
  });
});

describe('when Meta cannot be reached at all', () => {
  it('nothing left, and it may be tried later', async () => {
    const { baseUrl } = meta;
    await meta.close();
    transport = transportTo(baseUrl);
    expect(await send()).toEqual({ kind: 'later', reason: 'cloud_api.no_connection', retryAfterMs: 2_000 });
  });

  it('nothing left for whom no connection became free in time', async () => {
    await dispatcher.destroy();
    dispatcher = keepAliveDispatcher({ connections: 1 });
    transport = transportTo(meta.baseUrl);
    meta.fail({ kind: 'hang_after', to: '16505551234' });
    const first = send({}, 400);
    const second = send({ to: [{ scheme: 'wa_phone', value: '16505559999' }] }, 100);
    expect(await second).toEqual({ kind: 'later', reason: 'cloud_api.timed_out', retryAfterMs: 2_000 });
    expect(await first).toEqual({ kind: 'unknown', reason: 'cloud_api.timed_out' });
    expect((await send()).kind).toBe('accepted');
    expect(meta.sendsTo('16505559999')).toEqual([]);
  });

  it('a closed dispatcher is no connection either', async () => {
    await dispatcher.destroy();
    expect(await send()).toMatchObject({ kind: 'later', reason: 'cloud_api.no_connection' });
  });
});

describe('typing', () => {
  it('marks the message read and shows that we write', async () => {
    expect(showsTyping(transport)).toBe(true);
    await transport.showTyping(aChannel(), 'wamid.INBOUND');
    expect(meta.typings).toMatchObject([{ phoneNumberId, messageId: 'wamid.INBOUND' }]);
    expect(meta.sends).toEqual([]);
  });

  it('never throws', async () => {
    meta.fail({ kind: 'drop_before' });
    await expect(transport.showTyping(aChannel(), 'wamid.INBOUND')).resolves.toBeUndefined();
    await expect(transport.showTyping(aChannel({ settings: {} }), 'wamid.INBOUND')).resolves.toBeUndefined();
    await meta.close();
    await expect(transport.showTyping(aChannel(), 'wamid.INBOUND')).resolves.toBeUndefined();
  });
});
