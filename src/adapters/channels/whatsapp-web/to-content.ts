import { contactsOf } from '#adapters/channels/whatsapp/vcard';
import { numberOf, type RawMessage, recordOf, shortOf, stringOf } from '#adapters/channels/whatsapp-web/raw-message';
import { cleanText, type MediaReference, type MessageContent } from '#domain/conversation/message-content';

/** What a message says, and how its file is described; `file: null`: it has none. */
export type Read = { readonly content: MessageContent; readonly file: MediaReference | null };
type MediaKind = Extract<MessageContent, { type: 'media' }>['media'];
type Reader = (raw: RawMessage, externalId: string) => Read | null;

const lengths = { id: 256, caption: 1_024, name: 256, type: 64 };

/** Between WhatsApp's own programs, or about a group: nothing a customer said. */
const silent = new Set([
  'album',
  'broadcast_notification',
  'debug',
  'e2e_notification',
  'gp2',
  'group_notification',
  'notification',
  'notification_template',
  'pinned_message',
  'protocol',
  // Told by an event of its own.
  'reaction',
  'reaction_enc',
]);

const plain = (content: MessageContent | null): Read | null => (content === null ? null : { content, file: null });

const textOf = (value: unknown): MessageContent | null => {
  const { text, clipped } = cleanText(stringOf(value));
  if (text === '') return null;
  return clipped ? { type: 'text', text, clipped } : { type: 'text', text };
};

const choiceOf = (id: unknown, words: unknown): MessageContent | null => {
  const chosen = shortOf(id, lengths.id);
  return chosen === null
    ? textOf(words)
    : { type: 'choice', id: chosen, text: shortOf(words, lengths.caption) ?? chosen };
};

const sizeOf = (value: unknown): number | null => {
  const size = numberOf(value);
  return Number.isSafeInteger(size) && size > 0 ? size : null;
};

const mediaOf =
  (media: MediaKind): Reader =>
  (raw, externalId) => {
    // Opened once and only on a phone.
    if (raw['isViewOnce'] === true) return plain({ type: 'unsupported', providerType: 'view_once' });
    const isThere = stringOf(raw['directPath']) !== '';
    const file: MediaReference = {
      providerMediaId: externalId,
      mimeType: shortOf(raw['mimetype'], lengths.name) ?? 'application/octet-stream',
      sha256: shortOf(raw['filehash'], lengths.name),
      fileName: shortOf(raw['filename'], lengths.name),
      sizeBytes: sizeOf(raw['size']),
      state: isThere ? 'fetching' : 'gone',
    };
    const caption = shortOf(raw['caption'], lengths.caption);
    return { content: { type: 'media', media, file, caption }, file: isThere ? file : null };
  };

/** Name and address are one text, a line each. */
const locationOf: Reader = (raw) => {
  const latitude = numberOf(raw['lat']);
  const longitude = numberOf(raw['lng']);
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  const [name] = stringOf(raw['loc']).split('\n');
  return plain({ type: 'location', latitude, longitude, name: shortOf(name, lengths.name) });
};

const cardsOf = (cards: readonly unknown[]): Read | null => {
  const contacts = contactsOf(
    cards.map(recordOf).map((card) => ({
      displayName: stringOf(card?.['displayName']) || null,
      vcard: stringOf(card?.['vcard']),
    })),
  );
  return contacts.length === 0 ? null : plain({ type: 'contacts', contacts });
};

const listChoice: Reader = ({ listResponse, body }) => {
  const reply = recordOf(recordOf(listResponse)?.['singleSelectReply']);
  return plain(choiceOf(reply?.['selectedRowId'], recordOf(listResponse)?.['title'] ?? body));
};

const callOf: Reader = ({ subtype }) => {
  if (!stringOf(subtype).startsWith('miss')) return null;
  const providerType = subtype === 'miss_video' ? 'missed_video_call' : 'missed_call';
  return plain({ type: 'unsupported', providerType });
};

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['chat', ({ body }) => plain(textOf(body))],
  ['image', mediaOf('image')],
  ['video', mediaOf('video')],
  ['ptv', mediaOf('video')],
  ['audio', mediaOf('audio')],
  ['ptt', mediaOf('audio')],
  ['document', mediaOf('document')],
  ['sticker', mediaOf('sticker')],
  ['location', locationOf],
  ['vcard', ({ vcardFormattedName, body }) => cardsOf([{ displayName: vcardFormattedName, vcard: body }])],
  ['multi_vcard', ({ vcardList }) => cardsOf(Array.isArray(vcardList) ? vcardList : [])],
  ['list_response', listChoice],
  ['buttons_response', ({ selectedButtonId, body }) => plain(choiceOf(selectedButtonId, body))],
  ['template_button_reply', ({ selectedId, body }) => plain(choiceOf(selectedId, body))],
  ['ciphertext', () => plain({ type: 'undecrypted' })],
]);

/** Never fails: what we cannot read says what it is. `null`: nothing that a person said. */
export const readMessage = (raw: RawMessage, externalId: string): Read | null => {
  const type = shortOf(raw['type'], lengths.type);
  if (type === null || silent.has(type)) return null;
  if (type === 'call_log') return callOf(raw, externalId);
  if (type === 'revoked') return plain({ type: 'unsupported', providerType: 'deleted' });
  return readers.get(type)?.(raw, externalId) ?? plain({ type: 'unsupported', providerType: type });
};
