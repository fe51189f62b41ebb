import type { RecordedSend, StatusStep } from './types.js';

type Json = Readonly<Record<string, unknown>>;

/** What a customer sends; `message` replaces the text by any other content, such as `{type:'location', location:{…}}`. */
export type CustomerMessage = {
  readonly phoneNumberId: string;
  /** The phone number; `null` for somebody known by a BSUID only. */
  readonly from: string | null;
  readonly userId?: string;
  readonly name?: string;
  readonly text?: string;
  readonly message?: Json;
  readonly id?: string;
  /** Epoch seconds. */
  readonly at?: number;
};

/** One element of `changes`: all that concerns one number. */
export type WebhookChange = { readonly field: string; readonly value: Json };

const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

const header = (phoneNumberId: string): Json => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '15550783881', phone_number_id: phoneNumberId },
});

const contactOf = ({ from, userId, name }: CustomerMessage): Json => ({
  profile: { name: name ?? 'Customer' },
  ...(from === null ? {} : { wa_id: from }),
  ...(userId === undefined ? {} : { user_id: userId }),
});

const messageOf = (message: CustomerMessage, id: string): Json => ({
  ...(message.from === null ? {} : { from: message.from }),
  ...(message.userId === undefined ? {} : { from_user_id: message.userId }),
  id,
  timestamp: String(message.at ?? nowSeconds()),
  ...(message.message ?? { type: 'text', text: { body: message.text ?? '' } }),
});

/** Messages of one number in one change. Every message must carry its id. */
export const inboundChange = (
  phoneNumberId: string,
  messages: readonly (CustomerMessage & { readonly id: string })[],
): WebhookChange => ({
  field: 'messages',
  value: {
    ...header(phoneNumberId),
    contacts: messages.map(contactOf),
    messages: messages.map((each) => messageOf(each, each.id)),
  },
});

const errorOf = (code: number): Json => ({
  code,
  title: 'Message failed',
  message: 'Message failed',
  error_data: { details: 'emulated' },
});

export const statusOf = (send: RecordedSend, { status, errorCode }: StatusStep): Json => ({
  id: send.wamid,
  status,
  timestamp: String(nowSeconds()),
  ...(/^\d/.test(send.to) ? { recipient_id: send.to } : { recipient_user_id: send.to }),
  ...(send.opaqueId === null ? {} : { biz_opaque_callback_data: send.opaqueId }),
  ...(status === 'failed'
    ? { errors: [errorOf(errorCode ?? 131026)] }
    : {
        conversation: { id: 'emulated', origin: { type: 'service' } },
        pricing: { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' },
      }),
});

export const statusChange = (phoneNumberId: string, statuses: readonly Json[]): WebhookChange => ({
  field: 'messages',
  value: { ...header(phoneNumberId), statuses },
});

/** Several entries in one POST: each inner list of changes becomes one entry. */
export const webhookBody = (...entries: (readonly WebhookChange[])[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: entries.map((changes, index) => ({ id: String(102_290_129_340_398 + index), changes })),
    }),
  );
