import { instantOf } from '#adapters/channels/whatsapp-web/instant';
import { keyOf, type RawKey, type RawMessage, recordOf, shortOf } from '#adapters/channels/whatsapp-web/raw-message';
import { readMessage } from '#adapters/channels/whatsapp-web/to-content';
import { identityOf, isSameIdentity } from '#adapters/channels/whatsapp-web/wids';
import type { EngineInbound } from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { MediaReference, MessageContent } from '#domain/conversation/message-content';

type Identities = readonly [CustomerIdentity, ...CustomerIdentity[]];

/** One message as the host is told of it. `to`: the owner wrote it, to this customer. */
export type Heard = {
  readonly message: EngineInbound['message'];
  readonly to: Identities | null;
  readonly file: MediaReference | null;
};

/** Something that was said in a chat, before it is known who is meant. */
export type Said = {
  readonly key: RawKey;
  readonly externalId: string;
  readonly content: MessageContent;
  readonly quotes: string | null;
  readonly file: MediaReference | null;
  readonly name: string | null;
  readonly sentAt: Date;
};

export type HearOptions = {
  /** The account's own identities. Never a customer's. */
  readonly own: readonly CustomerIdentity[];
  /** What else is known of a customer: the LID of a number, the number of a LID. */
  readonly alsoKnownAs: (identity: CustomerIdentity) => Promise<CustomerIdentity | null>;
};

const lengths = { id: 256, name: 128, emoji: 32 };

/** `null`: not in a chat with a person, or nothing a person said. */
export const saidIn = (raw: RawMessage, now: Date): Said | null => {
  const key = keyOf(raw['id']);
  if (key === null || identityOf(key.chat) === null) return null;
  const read = readMessage(raw, key.id);
  if (read === null) return null;
  return {
    key,
    externalId: key.id,
    content: read.content,
    quotes: shortOf(raw['quotedStanzaID'], lengths.id),
    file: read.file,
    name: key.isOurs ? null : shortOf(raw['notifyName'], lengths.name),
    sentAt: instantOf(raw['t'], now),
  };
};

/** The message stays where it is and changes its form, so its own id is taken already. */
export const deletionIn = (raw: RawMessage, now: Date): Said | null => {
  const said = saidIn(raw, now);
  if (said === null) return null;
  const about = keyOf(raw['protocolMessageKey'])?.id ?? said.externalId;
  const externalId = about === said.externalId ? `${about}.deleted` : said.externalId;
  return { ...said, externalId, quotes: about, sentAt: now };
};

/** The edit has an id of its own, and refers to the message it changes. */
export const editIn = (raw: RawMessage, now: Date): Said | null => {
  const said = saidIn(raw, now);
  const edit = keyOf(raw['latestEditMsgKey']);
  if (said === null || edit === null || edit.id === said.externalId) return null;
  const sentAt = instantOf(Number(raw['latestEditSenderTimestampMs']) / 1_000, now);
  return { ...said, externalId: edit.id, quotes: said.externalId, file: null, sentAt };
};

/** One that was taken back comes without an emoji. */
export const reactionIn = (value: unknown, now: Date): Said | null => {
  const raw = recordOf(value);
  const key = keyOf(raw?.['id']);
  const about = keyOf(raw?.['msgId']);
  if (raw === null || key === null || about === null || identityOf(about.chat) === null) return null;
  const emoji = shortOf(raw['reaction'], lengths.emoji) ?? '';
  return {
    key: { ...key, chat: about.chat },
    externalId: key.id,
    content: { type: 'reaction', emoji, toExternalId: about.id },
    quotes: null,
    file: null,
    name: null,
    sentAt: instantOf(raw['timestamp'], now),
  };
};

const customerOf = async (chat: string, { own, alsoKnownAs }: HearOptions): Promise<Identities | null> => {
  const isOwn = (identity: CustomerIdentity): boolean => own.some((mine) => isSameIdentity(mine, identity));
  const first = identityOf(chat);
  // A chat with oneself is a notebook.
  if (first === null || isOwn(first)) return null;
  const other = await alsoKnownAs(first);
  if (other === null || isOwn(other) || other.scheme === first.scheme) return [first];
  return first.scheme === 'wa_phone' ? [first, other] : [other, first];
};

/** `null`: not between us and a customer. */
export const heardOf = async (said: Said, options: HearOptions): Promise<Heard | null> => {
  const { key, externalId, content, quotes, sentAt, file } = said;
  const customer = await customerOf(key.chat, options);
  if (customer === null) return null;
  const [first = customer[0], ...rest] = options.own;
  const identities: Identities = key.isOurs ? [first, ...rest] : customer;
  return {
    message: { externalId, identities, displayName: said.name, content, quotes, sentAt },
    to: key.isOurs ? customer : null,
    file,
  };
};
