import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keepAliveDispatcher } from '#adapters/channels/keep-alive-dispatcher';
import { channelManifests, createTransports } from '#adapters/channels/registry';
import type { SendOutcome, Transport } from '#application/ports/transport';
import { showsTyping } from '#application/ports/transport';
import type { Channel } from '#domain/channel/channel';
import { type GraphApiEmulator, startGraphApiEmulator } from '../emulators/graph-api/graph-api-emulator.js';
import { aChannel, aMessage, anEnvelope, fixedClock, listeningTelemetry } from '../unit/adapters/cloud-api/builders.js';

/** Valid channels of each kind; a channel that is registered and missing here fails below. */
const channels: Readonly<Record<string, Channel>> = {
  api: aChannel({ kind: 'api', externalKey: 'ten_1', settings: {} }),
  'cloud-api': aChannel(),
  whatsapp: aChannel({ kind: 'whatsapp', externalKey: '971500000100', settings: { engine: 'baileys' } }),
  widget: aChannel({ kind: 'widget', externalKey: 'ten_1', settings: {} }),
};

const outcomeKinds = ['accepted', 'later', 'refused', 'channel_stopped', 'unknown'];
let meta: GraphApiEmulator;
let transports: ReadonlyMap<string, Transport>;
let sent = 0;
const count = (): number => {
  sent += 1;
  return sent;
};
const dispatcher = keepAliveDispatcher();

beforeAll(async () => {
  meta = await startGraphApiEmulator({ openToAll: true });
  transports = createTransports({
    dispatcher,
    clock: fixedClock,
    telemetry: listeningTelemetry(),
    baseUrls: { 'cloud-api': meta.baseUrl },
    // What it sends over has its own tests (test/integration/whatsapp).
    whatsApp: {
      send: async ({ message: { id }, to }) =>
        to.length === 0
          ? { kind: 'refused', reason: 'whatsapp.no_recipient' }
          : { kind: 'accepted', externalId: `3EB0${id}${count()}` },
      showRead: () => Promise.resolve(),
    },
  });
});
afterAll(async () => {
  await dispatcher.destroy();
  await meta.close();
});

describe('the list of channels', () => {
  it('names each kind once, and a valid channel of each is known here', () => {
    const kinds = channelManifests.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect([...kinds].sort()).toEqual(Object.keys(channels).sort());
  });
});

describe.each(channelManifests)('$kind honours the Transport contract', ({ kind, title, settings, externalKey }) => {
  const channel = channels[kind] as Channel;
  const transport = (): Transport => transports.get(kind) as Transport;
  const send = (about: Parameters<typeof anEnvelope>[0] = {}): Promise<SendOutcome> =>
    transport().send(anEnvelope({ channel, ...about }), 5_000);

  it('describes itself and its settings', () => {
    expect(transport().kind).toBe(kind);
    expect(title).not.toBe('');
    expect(settings.safeParse(channel.settings).success).toBe(true);
    expect(settings.safeParse({ ...channel.settings, unheardOf: 'x' }).success).toBe(false);
    if (externalKey !== null && externalKey !== 'own')
      expect(externalKey.safeParse(channel.externalKey).success).toBe(true);
  });

  it('draws its form, and marks what is secret', () => {
    const schema = z.toJSONSchema(settings) as { properties?: Record<string, { secret?: boolean }> };
    const secrets = Object.entries(schema.properties ?? {}).filter(([name]) => /token|key|secret|password/i.test(name));
    for (const [name, property] of secrets) expect(property.secret, name).toBe(true);
  });

  it('accepts a message of a customer who just wrote', async () => {
    expect((await send()).kind).toBe('accepted');
  });

  it('keeps what happens at the same time apart', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => send()));
    const ids = outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.externalId : outcome.kind));
    const named = ids.filter((id) => id !== null);
    expect(new Set(named).size).toBe(named.length);
  });

  it.each([
    ['no recipient', { to: [] }],
    ['an empty text', { message: aMessage({ content: { type: 'text', text: '' } }) }],
    ['a customer who never wrote', { lastInboundAt: null }],
    ['settings that are missing', { channel: { ...channel, settings: { unheardOf: 'x' } } }],
    ['a key that is none', { channel: { ...channel, externalKey: '\r\n/../?#' } }],
  ])('names the outcome and never throws for %s', async (_, about) => {
    const outcome = await send(about);
    expect(outcomeKinds).toContain(outcome.kind);
    if (outcome.kind !== 'accepted') expect(outcome.reason).toMatch(/^[a-z_]+\.[a-z0-9_]+$/);
  });

  it('shows typing without ever throwing, if it can', async () => {
    const engine = transport();
    if (showsTyping(engine)) await expect(engine.showTyping(channel, 'nonsense\r\n')).resolves.toBeUndefined();
    else expect(engine).not.toHaveProperty('showTyping');
  });
});
