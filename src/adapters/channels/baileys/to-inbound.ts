import { type WAMessage, WAMessageStubType } from '@whiskeysockets/baileys';
import type { StanzaAttributes } from '#adapters/channels/baileys/inbox';
import { instantOf } from '#adapters/channels/baileys/instant';
import { identityOf, isNobodysChat, isSameIdentity } from '#adapters/channels/baileys/jids';
import type { MediaSource } from '#adapters/channels/baileys/media-source';
import { type Read, readMessage } from '#adapters/channels/baileys/to-content';
import type { EngineInbound } from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { cleanText } from '#domain/conversation/message-content';

type Identities = readonly [CustomerIdentity, ...CustomerIdentity[]];

/** One message as the host is told of it. `to`: the owner wrote it, to this customer. */
export type Heard = {
  readonly message: EngineInbound['message'];
  readonly to: Identities | null;
  readonly media: MediaSource | null;
};

export type HearOptions = {
  /** The account's own identities. Never a customer's. */
  readonly own: readonly CustomerIdentity[];
  readonly attributes: StanzaAttributes | null;
  /** What else is known of a customer: the LID of a number, the number of a LID. */
  readonly alsoKnownAs: (identity: CustomerIdentity) => Promise<CustomerIdentity | null>;
  readonly now: Date;
};

const nameLength = 128;
const StubType = WAMessageStubType;
const missedCalls = new Map<unknown, string>([
  [StubType.CALL_MISSED_VOICE, 'missed_call'],
  [StubType.CALL_MISSED_VIDEO, 'missed_video_call'],
]);

/** Own messages carry the customer's other address only here: the library gives the sender's, which is the owner's. */
const recipientFields = ['recipient_pn', 'recipient_lid', 'peer_recipient_pn', 'peer_recipient_lid'] as const;

/** Each way a customer is known by, once. */
const identitiesIn = (jids: readonly (string | null | undefined)[], own: readonly CustomerIdentity[]) => {
  const found: CustomerIdentity[] = [];
  for (const identity of jids.map(identityOf)) {
    if (identity === null || own.some((mine) => isSameIdentity(mine, identity))) continue;
    if (!found.some(({ scheme }) => scheme === identity.scheme)) found.push(identity);
  }
  return found;
};

const customerOf = async ({ key }: WAMessage, options: HearOptions): Promise<Identities | null> => {
  const { own, attributes, alsoKnownAs } = options;
  const others = key.fromMe ? recipientFields.map((field) => attributes?.[field]) : [key.remoteJidAlt];
  const [first, second] = identitiesIn([key.remoteJid, ...others], own);
  if (first === undefined) return null;
  const other = second ?? (await alsoKnownAs(first));
  if (other === null) return [first];
  return first.scheme === 'wa_phone' ? [first, other] : [other, first];
};

const contentOf = (message: WAMessage, externalId: string): Read | null => {
  const missed = missedCalls.get(message.messageStubType);
  if (missed !== undefined)
    return { content: { type: 'unsupported', providerType: missed }, quotes: null, media: null };
  if (message.messageStubType === StubType.CIPHERTEXT && !message.message) {
    return { content: { type: 'undecrypted' }, quotes: null, media: null };
  }
  if (message.key.isViewOnce && !message.message) {
    return { content: { type: 'unsupported', providerType: 'view_once' }, quotes: null, media: null };
  }
  return message.message ? readMessage(message.message, externalId) : null;
};

/** `null`: not between us and a customer, or nothing a person said. */
export const heardOf = async (message: WAMessage, options: HearOptions): Promise<Heard | null> => {
  const { key } = message;
  if (!key.id || !key.remoteJid || isNobodysChat(key.remoteJid) || message.category === 'peer') return null;
  const read = contentOf(message, key.id);
  const customer = read === null ? null : await customerOf(message, options);
  if (read === null || customer === null) return null;
  const [first = customer[0], ...rest] = options.own;
  const name = key.fromMe ? '' : cleanText(message.pushName ?? '', nameLength).text.trim();
  return {
    message: {
      externalId: key.id,
      identities: key.fromMe ? [first, ...rest] : customer,
      displayName: name === '' ? null : name,
      content: read.content,
      quotes: read.quotes,
      sentAt: instantOf(message.messageTimestamp, options.now),
    },
    to: key.fromMe ? customer : null,
    media: read.media,
  };
};
