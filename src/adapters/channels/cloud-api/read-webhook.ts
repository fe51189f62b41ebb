import { type CloudApiInbound, inboundOf } from '#adapters/channels/cloud-api/to-inbound';
import { type CloudApiReceipt, receiptOf } from '#adapters/channels/cloud-api/to-receipt';
import { Change, Contact, Entry, Payload, Value } from '#adapters/channels/cloud-api/webhook-schema';
import type { WebhookBatch } from '#application/turns/receive-cloud-api-webhook';
import { DomainError } from '#domain/shared/domain-error';

/** The body is not JSON of an object. Whatever else is wrong inside it is only counted: Meta would repeat it for days. */
export class MalformedWebhook extends DomainError {
  readonly code = 'webhook.malformed';
  readonly kind = 'invalid';
}

type Draft = { phoneNumberId: string; inbound: CloudApiInbound[]; receipts: CloudApiReceipt[]; ignored: number };

/**
 * All that a webhook holds, one batch per phone number in the order it came. What names no number, or is of another kind
 * (account updates, template states), is counted under the number ''.
 * @throws {MalformedWebhook}
 */
export const readWebhook = (rawBody: Buffer, receivedAt: Date): WebhookBatch[] => {
  const payload = parseJson(rawBody);
  if (!Payload.safeParse(payload).success) throw new MalformedWebhook('the webhook is not a JSON object');
  return batchesOf(payload, receivedAt);
};

/** As `readWebhook`, for a body that is parsed already; what is not an object holds nothing. Each element stands for itself. */
export const batchesOf = (payload: unknown, receivedAt: Date): WebhookBatch[] => {
  const drafts = new Map<string, Draft>();
  const parsed = Payload.safeParse(payload);
  for (const rawEntry of parsed.success ? parsed.data.entry : []) {
    const entry = Entry.safeParse(rawEntry);
    if (!entry.success) draftOf(drafts, '').ignored += 1;
    else for (const rawChange of entry.data.changes) readChange(rawChange, receivedAt, drafts);
  }
  return [...drafts.values()];
};

const readChange = (raw: unknown, receivedAt: Date, drafts: Map<string, Draft>): void => {
  const change = Change.safeParse(raw);
  const value = change.success && isMessages(change.data.field) ? Value.safeParse(change.data.value) : null;
  if (value?.success !== true) {
    draftOf(drafts, '').ignored += 1;
    return;
  }
  const { metadata, contacts, messages, statuses, errors } = value.data;
  const draft = draftOf(drafts, metadata?.phone_number_id ?? '');
  const people = contacts.flatMap((each) => {
    const contact = Contact.safeParse(each);
    return contact.success ? [contact.data] : [];
  });
  draft.ignored += errors.length;
  for (const each of messages) keep(draft, draft.inbound, inboundOf(each, people, receivedAt));
  for (const each of statuses) keep(draft, draft.receipts, receiptOf(each, receivedAt));
};

/** Other fields (account updates, template states, echoes of a phone's own messages) have other shapes. */
const isMessages = (field: string | null): boolean => field === null || field === 'messages';

const keep = <T>(draft: Draft, list: T[], element: T | null): void => {
  if (element === null) draft.ignored += 1;
  else list.push(element);
};

const draftOf = (drafts: Map<string, Draft>, phoneNumberId: string): Draft => {
  const draft = drafts.get(phoneNumberId) ?? { phoneNumberId, inbound: [], receipts: [], ignored: 0 };
  drafts.set(phoneNumberId, draft);
  return draft;
};

const parseJson = (rawBody: Buffer): unknown => {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return null;
  }
};
