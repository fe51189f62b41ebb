import {
  ButtonBody,
  FinerType,
  InteractiveBody,
  LocationBody,
  MediaBody,
  ReactionBody,
  TextBody,
} from '#adapters/channels/cloud-api/webhook-schema';
import { cleanText, type MessageContent } from '#domain/conversation/message-content';

type Raw = Readonly<Record<string, unknown>>;
type MediaKind = Extract<MessageContent, { type: 'media' }>['media'];

const lengths = { id: 256, caption: 1_024, name: 256, type: 64 };

const short = (raw: string | null, limit: number): string | null => {
  const text = raw === null ? '' : cleanText(raw, limit).text.trim();
  return text === '' ? null : text;
};

const textOf = (message: Raw): MessageContent | null => {
  const parsed = TextBody.safeParse(message);
  if (!parsed.success) return null;
  const { text, clipped } = cleanText(parsed.data.text.body);
  return clipped ? { type: 'text', text, clipped } : { type: 'text', text };
};

/** A tap on a button or a list row of ours; other interactive replies (flows, calls) are not readable. */
const interactiveOf = (message: Raw): MessageContent | null => {
  const parsed = InteractiveBody.safeParse(message);
  if (!parsed.success) return null;
  const reply = parsed.data.interactive.button_reply ?? parsed.data.interactive.list_reply;
  return reply === undefined ? null : choiceOf(reply.id, reply.title);
};

/** A tap on a template's quick-reply button. */
const buttonOf = (message: Raw): MessageContent | null => {
  const parsed = ButtonBody.safeParse(message);
  if (!parsed.success) return null;
  const { payload, text } = parsed.data.button;
  return choiceOf(payload ?? text ?? '', text ?? payload);
};

const choiceOf = (rawId: string, rawText: string | null): MessageContent | null => {
  const id = short(rawId, lengths.id);
  return id === null ? null : { type: 'choice', id, text: short(rawText, lengths.caption) ?? id };
};

const mediaOf =
  (media: MediaKind) =>
  (message: Raw): MessageContent | null => {
    const parsed = MediaBody.safeParse(message[media]);
    if (!parsed.success) return null;
    const { id, mime_type, sha256, filename, caption } = parsed.data;
    const file = {
      providerMediaId: id,
      mimeType: short(mime_type, lengths.name) ?? 'application/octet-stream',
      sha256,
      fileName: short(filename, lengths.name),
      state: 'fetching',
    } as const;
    return { type: 'media', media, file, caption: short(caption, lengths.caption) };
  };

const locationOf = (message: Raw): MessageContent | null => {
  const parsed = LocationBody.safeParse(message);
  if (!parsed.success) return null;
  const { latitude, longitude, name } = parsed.data.location;
  return { type: 'location', latitude, longitude, name: short(name, lengths.name) };
};

/** A reaction that was taken back comes without an emoji. */
const reactionOf = (message: Raw): MessageContent | null => {
  const parsed = ReactionBody.safeParse(message);
  if (!parsed.success) return null;
  const { message_id, emoji } = parsed.data.reaction;
  return { type: 'reaction', emoji: short(emoji, 32) ?? '', toExternalId: message_id };
};

const readers: ReadonlyMap<string, (message: Raw) => MessageContent | null> = new Map([
  ['text', textOf],
  ['interactive', interactiveOf],
  ['button', buttonOf],
  ['image', mediaOf('image')],
  ['document', mediaOf('document')],
  ['audio', mediaOf('audio')],
  ['video', mediaOf('video')],
  ['sticker', mediaOf('sticker')],
  ['location', locationOf],
  ['reaction', reactionOf],
]);

const finerType = (message: Raw, type: string): string => {
  const finer = FinerType.safeParse(message[type]);
  return finer.success ? `${type}.${finer.data.type}` : type;
};

/** Never fails: what we cannot read says what it is. */
export const contentOf = (message: Raw, type: string | null): MessageContent => {
  if (type === null) return { type: 'unsupported', providerType: 'unknown' };
  const content = readers.get(type)?.(message) ?? null;
  return content ?? { type: 'unsupported', providerType: cleanText(finerType(message, type), lengths.type).text };
};
