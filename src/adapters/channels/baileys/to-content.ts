import { normalizeMessageContent, proto } from '@whiskeysockets/baileys';
import {
  type MediaKind,
  type MediaSource,
  mediaReferenceOf,
  mediaSourceOf,
  type RawMedia,
} from '#adapters/channels/baileys/media-source';
import { contactsOf } from '#adapters/channels/whatsapp/vcard';
import { cleanText, type MessageContent } from '#domain/conversation/message-content';

type Raw = proto.IMessage;

/** What a message says, and what it refers to. */
export type Read = {
  readonly content: MessageContent;
  readonly quotes: string | null;
  readonly media: MediaSource | null;
};

type Reader = (message: Raw, externalId: string) => Omit<Read, 'quotes'> | null;

const lengths = { id: 256, caption: 1_024, name: 256, type: 64, emoji: 32 };
const { Type: Protocol } = proto.Message.ProtocolMessage;

const short = (raw: string | null | undefined, limit: number): string | null => {
  const text = cleanText(raw ?? '', limit).text.trim();
  return text === '' ? null : text;
};

const plain = (content: MessageContent | null): ReturnType<Reader> =>
  content === null ? null : { content, media: null };

const textOf = (raw: string | null | undefined): MessageContent | null => {
  if (raw === null || raw === undefined || raw === '') return null;
  const { text, clipped } = cleanText(raw);
  return clipped ? { type: 'text', text, clipped } : { type: 'text', text };
};

const choiceOf = (rawId: string | null | undefined, rawText: string | null | undefined): MessageContent | null => {
  const id = short(rawId, lengths.id);
  return id === null ? textOf(rawText) : { type: 'choice', id, text: short(rawText, lengths.caption) ?? id };
};

const mediaOf =
  (
    media: MediaKind,
    pick: (message: Raw) => (RawMedia & { readonly caption?: string | null }) | null | undefined,
  ): Reader =>
  (message, externalId) => {
    const raw = pick(message);
    if (raw === null || raw === undefined) return null;
    const source = mediaSourceOf(media, raw);
    const reference = mediaReferenceOf(externalId, raw);
    const file = { ...reference, state: source === null ? ('gone' as const) : ('fetching' as const) };
    return { content: { type: 'media', media, file, caption: short(raw.caption, lengths.caption) }, media: source };
  };

type Place = Pick<proto.Message.ILocationMessage, 'degreesLatitude' | 'degreesLongitude'>;

const locationOf = (place: Place | null | undefined, rawName: string | null | undefined): MessageContent | null => {
  const latitude = place?.degreesLatitude ?? Number.NaN;
  const longitude = place?.degreesLongitude ?? Number.NaN;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  return { type: 'location', latitude, longitude, name: short(rawName, lengths.name) };
};

const contactCards = (cards: readonly proto.Message.IContactMessage[]): MessageContent | null => {
  const contacts = contactsOf(cards);
  return contacts.length === 0 ? null : { type: 'contacts', contacts };
};

/** A reaction that was taken back comes without an emoji. */
const reactionOf = ({ reactionMessage }: Raw): MessageContent | null => {
  const toExternalId = reactionMessage?.key?.id;
  if (!toExternalId) return null;
  return { type: 'reaction', emoji: short(reactionMessage.text, lengths.emoji) ?? '', toExternalId };
};

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['conversation', ({ conversation }) => plain(textOf(conversation))],
  ['extendedTextMessage', ({ extendedTextMessage }) => plain(textOf(extendedTextMessage?.text))],
  ['imageMessage', mediaOf('image', ({ imageMessage }) => imageMessage)],
  ['documentMessage', mediaOf('document', ({ documentMessage }) => documentMessage)],
  ['audioMessage', mediaOf('audio', ({ audioMessage }) => audioMessage)],
  ['videoMessage', mediaOf('video', ({ videoMessage }) => videoMessage)],
  ['ptvMessage', mediaOf('video', ({ ptvMessage }) => ptvMessage)],
  ['stickerMessage', mediaOf('sticker', ({ stickerMessage }) => stickerMessage)],
  ['locationMessage', ({ locationMessage: at }) => plain(locationOf(at, at?.name ?? at?.address))],
  ['liveLocationMessage', ({ liveLocationMessage: at }) => plain(locationOf(at, at?.caption))],
  ['contactMessage', ({ contactMessage }) => plain(contactMessage ? contactCards([contactMessage]) : null)],
  ['contactsArrayMessage', ({ contactsArrayMessage }) => plain(contactCards(contactsArrayMessage?.contacts ?? []))],
  ['reactionMessage', (message) => plain(reactionOf(message))],
  [
    'buttonsResponseMessage',
    ({ buttonsResponseMessage: tap }) => plain(choiceOf(tap?.selectedButtonId, tap?.selectedDisplayText)),
  ],
  [
    'templateButtonReplyMessage',
    ({ templateButtonReplyMessage: tap }) => plain(choiceOf(tap?.selectedId, tap?.selectedDisplayText)),
  ],
  [
    'listResponseMessage',
    ({ listResponseMessage: tap }) => plain(choiceOf(tap?.singleSelectReply?.selectedRowId, tap?.title)),
  ],
]);

/** Parts of a message that say nothing by themselves. */
const wrapping = new Set([
  'albumMessage',
  'messageContextInfo',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
]);

/** Only what is set: a decoded message has its other fields on the prototype. */
const kindsOf = (message: Raw): string[] =>
  Object.entries(message)
    .filter(([kind, value]) => value !== null && value !== undefined && !wrapping.has(kind))
    .map(([kind]) => kind);

/** `pollCreationMessageV3` → `poll_creation`. */
const typeOf = (kind: string): string =>
  cleanText(
    kind.replace(/Message(V\d+)?$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    lengths.type,
  ).text;

const unsupported = (providerType: string): MessageContent => ({ type: 'unsupported', providerType });

const quotedIn = (message: Raw, kind: string): string | null => {
  const part = (message as Readonly<Record<string, unknown>>)[kind];
  const context =
    typeof part === 'object' && part !== null ? (part as { contextInfo?: proto.IContextInfo }).contextInfo : null;
  return short(context?.stanzaId, lengths.id);
};

/** Edits and deletions are about another message. Everything else of this sort is between WhatsApp's own clients. */
const protocolOf = ({ type, key, editedMessage }: proto.Message.IProtocolMessage, externalId: string): Read | null => {
  const quotes = short(key?.id, lengths.id);
  if (type === Protocol.MESSAGE_EDIT && editedMessage) {
    const read = readMessage(editedMessage, externalId);
    return read === null ? null : { ...read, quotes };
  }
  if (type !== Protocol.REVOKE) return null;
  return { content: unsupported('deleted'), quotes, media: null };
};

/** Never fails: what we cannot read says what it is. `null`: nothing that a person said. */
export const readMessage = (raw: Raw, externalId: string): Read | null => {
  const message = normalizeMessageContent(raw) ?? raw;
  if (message.protocolMessage) return protocolOf(message.protocolMessage, externalId);
  const kinds = kindsOf(message);
  const kind = kinds.find((candidate) => readers.has(candidate)) ?? kinds[0];
  if (kind === undefined) return null;
  const read = readers.get(kind)?.(message, externalId) ?? plain(unsupported(typeOf(kind)));
  return read === null ? null : { ...read, quotes: quotedIn(message, kind) };
};
