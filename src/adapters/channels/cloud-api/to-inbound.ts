import { instantOf } from '#adapters/channels/cloud-api/instant';
import { contentOf } from '#adapters/channels/cloud-api/to-content';
import { type Contact, MessageHead } from '#adapters/channels/cloud-api/webhook-schema';
import type { InboundMessage } from '#domain/channel/inbound-message';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { cleanText } from '#domain/conversation/message-content';

export type CloudApiInbound = Omit<InboundMessage, 'channelId'>;

const phonePattern = /^\+?(\d{3,20})$/;
/** A business-scoped user id: a country, a point, and up to 128 letters and digits; of a parent portfolio with `ENT.` between. */
const bsuidPattern = /^[A-Z]{2}\.[A-Za-z0-9.]{1,136}$/;

const nameLength = 128;
/** The customer only opened the chat; there is nothing to answer. */
const notAMessage = new Set(['request_welcome']);

/** Never mixes two people: a contact counts only if it is the sender, or if nobody else can be meant. */
const contactOf = ({ from, from_user_id }: MessageHead, contacts: readonly Contact[]): Contact | null => {
  const same = contacts.find(({ wa_id, user_id }) => {
    if (from_user_id !== null && user_id !== null) return user_id === from_user_id;
    return from !== null && wa_id === from;
  });
  if (same !== undefined) return same;
  return from === null && from_user_id === null && contacts.length === 1 ? (contacts[0] ?? null) : null;
};

/** BSUID first: the phone may be missing, and changes. Some senders put a BSUID where the phone used to be. */
const identitiesOf = (head: MessageHead, contact: Contact | null): CustomerIdentity[] => {
  const candidates = [head.from_user_id, contact?.user_id, head.from, contact?.wa_id].map(
    (value) => value?.trim() ?? '',
  );
  const bsuid = candidates.find((value) => bsuidPattern.test(value));
  const phone = candidates.map((value) => phonePattern.exec(value)?.[1]).find((digits) => digits !== undefined);
  const identities: CustomerIdentity[] = [];
  if (bsuid !== undefined) identities.push({ scheme: 'wa_bsuid', value: bsuid });
  if (phone !== undefined) identities.push({ scheme: 'wa_phone', value: phone });
  return identities;
};

/** `null`: not a customer's message to us, or not known from whom. */
export const inboundOf = (raw: unknown, contacts: readonly Contact[], receivedAt: Date): CloudApiInbound | null => {
  const parsed = MessageHead.safeParse(raw);
  if (!parsed.success) return null;
  const head = parsed.data;
  if (head.group_id !== null || (head.type !== null && notAMessage.has(head.type))) return null;
  const contact = contactOf(head, contacts);
  const [first, ...others] = identitiesOf(head, contact);
  if (first === undefined) return null;
  const name = cleanText(contact?.profile?.name ?? '', nameLength).text.trim();
  const content = contentOf(raw as Record<string, unknown>, head.type);
  return {
    externalId: head.id,
    identities: [first, ...others],
    displayName: name === '' ? null : name,
    content,
    ...(content.type === 'media' && { isMediaKept: true }),
    sentAt: instantOf(head.timestamp, receivedAt),
  };
};
