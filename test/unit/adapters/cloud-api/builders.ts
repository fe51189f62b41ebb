import type { Clock } from '#application/ports/clock';
import type { Facts, Telemetry } from '#application/ports/telemetry';
import type { Envelope } from '#application/ports/transport';
import type { Channel } from '#domain/channel/channel';
import type { Message, OfferedChoice } from '#domain/conversation/message';
import { ChannelId, ConversationId, MessageId, TenantId } from '#domain/shared/ids';

export const now = new Date('2026-03-01T12:00:00.000Z');
export const fixedClock: Clock = { now: () => now, after: () => () => undefined };

/** Remembers what was warned of. */
export const listeningTelemetry = (): Telemetry & { readonly warnings: { event: string; facts: Facts }[] } => {
  const warnings: { event: string; facts: Facts }[] = [];
  return {
    warnings,
    step: () => undefined,
    info: () => undefined,
    warn: (event, facts) => warnings.push({ event, facts }),
    error: () => undefined,
    span: (_name, _facts, work) => work(() => undefined),
  };
};

export const messageId = MessageId(`msg_${'0123456789abcdef'.repeat(2)}`);

export const aChannel = (about: Partial<Channel> = {}): Channel => ({
  id: ChannelId('chn_1'),
  tenantId: TenantId('ten_1'),
  kind: 'cloud-api',
  name: 'WhatsApp',
  externalKey: '106540352242922',
  status: 'active',
  stoppedBecause: null,
  settings: { accessToken: 'EAAG-token' },
  createdAt: now,
  version: 1,
  ...about,
});

export const aMessage = (about: Partial<Message> = {}): Message => ({
  id: messageId,
  tenantId: TenantId('ten_1'),
  conversationId: ConversationId('cnv_1'),
  channelId: ChannelId('chn_1'),
  seq: 2,
  direction: 'out',
  author: { kind: 'assistant' },
  content: { type: 'text', text: 'Hello!' },
  choices: [],
  status: 'sending',
  externalId: null,
  turnId: null,
  epoch: 0,
  sensitive: false,
  attempts: 1,
  statusReason: null,
  createdAt: now,
  statusAt: now,
  ...about,
});

export const choicesOf = (...labels: string[]): OfferedChoice[] =>
  labels.map((label, index) => ({ id: `choice-${index + 1}`, label }));

export const anEnvelope = (about: Partial<Envelope> = {}): Envelope => ({
  channel: aChannel(),
  message: aMessage(),
  to: [{ scheme: 'wa_phone', value: '16505551234' }],
  lastInboundAt: new Date(now.getTime() - 60_000),
  ...about,
});

/** One webhook around the given changes' values. */
export const aWebhook = (...values: unknown[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '102290129340398', changes: values.map((value) => ({ field: 'messages', value })) }],
    }),
  );

export const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };

/** A change's value with one customer's messages. */
export const messagesValue = (...messages: unknown[]): Record<string, unknown> => ({
  messaging_product: 'whatsapp',
  metadata,
  contacts: [{ profile: { name: 'Sheena Nelson' }, wa_id: '16505551234' }],
  messages,
});

export const statusesValue = (...statuses: unknown[]): Record<string, unknown> => ({
  messaging_product: 'whatsapp',
  metadata,
  statuses,
});
