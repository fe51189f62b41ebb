import { z } from 'zod';
import { modelFaults } from '#application/ports/language-model';
import type { LiveNotice } from '#application/ports/live-bus';
import { ChannelId, ConversationId, LeadId, OrderId, TenantId, WidgetSessionId } from '#domain/shared/ids';

const idLength = 100;
const id = <Id>(make: (raw: string) => Id) => z.string().min(1).max(idLength).transform(make);
const tenantId = id(TenantId);
const conversationId = id(ConversationId);

const areas = [
  'catalogue',
  'flows',
  'forms',
  'widget',
  'tenant',
  'team',
  'channels',
  'canned_replies',
  'api_keys',
  'functions',
  'knowledge',
  'assistants',
] as const;

/** `missed` is not among them: each process says it to itself. */
const notice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('messages'), tenantId, conversationId }),
  z.strictObject({ kind: z.literal('conversation'), tenantId, conversationId }),
  z.strictObject({ kind: z.literal('order'), tenantId, orderId: id(OrderId), isNew: z.boolean() }),
  z.strictObject({ kind: z.literal('lead'), tenantId, leadId: id(LeadId), isNew: z.boolean() }),
  z.strictObject({
    kind: z.literal('typing'),
    tenantId,
    conversationId,
    who: z.enum(['customer', 'human']),
    name: z.string().max(200).nullable(),
  }),
  z.strictObject({ kind: z.literal('presence'), tenantId, conversationId }),
  z.strictObject({ kind: z.literal('channel_session'), tenantId, channelId: id(ChannelId) }),
  z.strictObject({ kind: z.literal('settings'), tenantId, area: z.enum(areas) }),
  z.strictObject({ kind: z.literal('switches'), tenantId: tenantId.nullable() }),
  z.strictObject({ kind: z.literal('visit'), tenantId, sessionId: id(WidgetSessionId) }),
  z.strictObject({
    kind: z.literal('model_health'),
    tenantId: z.null(),
    connection: z.string().max(idLength),
    model: z.string().max(200),
    fault: z.enum(modelFaults).nullable(),
    atMs: z.number(),
  }),
  z.strictObject({ kind: z.literal('channel_wish'), tenantId, channelId: id(ChannelId) }),
  z.strictObject({
    kind: z.literal('held_delivery'),
    tenantId,
    conversationId,
    holder: z.string().min(1).max(idLength),
  }),
]);

const envelope = z.strictObject({ from: z.string().min(1).max(idLength), notice });

/** A notice and the process it comes from, which has heard it already. */
export type NoticeEnvelope = { readonly from: string; readonly notice: LiveNotice };

/** The platform's own stand where a tenant's id would. */
export const tenantPartOf = ({ tenantId: tenant }: LiveNotice): string => tenant ?? 'platform';

export const toWire = (from: string, said: LiveNotice): string => JSON.stringify({ from, notice: said });

/** Strictly, and only under the name of the tenant it is about; `null`: it is none of ours. */
export const fromWire = (tenant: string, text: string): NoticeEnvelope | null => {
  try {
    const read = envelope.parse(JSON.parse(text));
    return tenantPartOf(read.notice) === tenant ? read : null;
  } catch {
    return null;
  }
};
