import type { FileId } from '#domain/shared/ids';

/** The longest text we keep of one message, in UTF-16 units. WhatsApp's own limit is 4,096; longer is clipped and says so. */
export const maxTextLength = 4_096;

/** A file the provider holds for us, or we hold ourselves. */
export type MediaReference = {
  readonly providerMediaId: string;
  /** Ours, once we hold the bytes. */
  readonly fileId?: FileId;
  readonly mimeType: string;
  readonly sha256: string | null;
  readonly fileName: string | null;
  /** As the sender's client says, in bytes. */
  readonly sizeBytes?: number | null;
  /** What became of the bytes; absent where they stay with the provider. `fetching` until `fileId` is there. */
  readonly state?: MediaState;
};

/** `too_large`: beyond our limit. `no_room`: the business's files fill its quota. `damaged`: not what its sender's digest says. `gone`: the provider has it no more. */
export type MediaState = 'fetching' | 'stored' | 'too_large' | 'no_room' | 'damaged' | 'gone';

/** A file of ours on its way out. */
export type OfferedMedia = {
  readonly media: 'image' | 'document' | 'audio' | 'video';
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly fileName: string | null;
};

/** A person somebody recommends, as on a business card. */
export type SharedContact = { readonly name: string; readonly phones: readonly string[] };

/** The longest list of contacts we keep of one message. */
export const mostSharedContacts = 20;

export type MessageContent =
  | { readonly type: 'text'; readonly text: string; readonly clipped?: boolean }
  /** A button or list row the customer tapped: `id` is what we sent with it. */
  | { readonly type: 'choice'; readonly id: string; readonly text: string }
  | {
      readonly type: 'media';
      readonly media: 'image' | 'document' | 'audio' | 'video' | 'sticker';
      readonly file: MediaReference;
      readonly caption: string | null;
      /** The caption is what a model heard in a voice note: the customer's words, as far as it heard them right. */
      readonly transcribed?: true;
    }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number; readonly name: string | null }
  | { readonly type: 'reaction'; readonly emoji: string; readonly toExternalId: string }
  | { readonly type: 'contacts'; readonly contacts: readonly SharedContact[] }
  /** It came and its encryption could not be opened; the sender's phone was asked to send it again. Filled in when it does. */
  | { readonly type: 'undecrypted' }
  /** Something we cannot read, such as a poll. Kept, shown and handed to a person; never dropped. */
  | { readonly type: 'unsupported'; readonly providerType: string };

/** The words in a message that an assistant can read; empty when there are none. */
export const readableText = (content: MessageContent): string => {
  switch (content.type) {
    case 'text':
    case 'choice':
      return content.text;
    case 'media':
      return content.caption ?? '';
    case 'location':
    case 'reaction':
    case 'contacts':
    case 'undecrypted':
    case 'unsupported':
      return '';
  }
};

/** C0 controls and DEL, but tab and newline. */
const isControl = (code: number): boolean => (code < 0x20 && code !== 0x09 && code !== 0x0a) || code === 0x7f;

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/**
 * Makes any text storable and sendable: lone surrogates become U+FFFD, NUL and other C0 controls (but tab and newline) go,
 * and what exceeds the limit is clipped without cutting a surrogate pair.
 */
export const cleanText = (raw: string, limit: number = maxTextLength): { text: string; clipped: boolean } => {
  const window = raw.slice(0, limit * 2);
  let text = '';
  for (const character of window) {
    const code = character.codePointAt(0) ?? 0;
    if (isControl(code)) continue;
    const safe = isSurrogate(code) ? '\ufffd' : character;
    if (text.length + safe.length > limit) return { text, clipped: true };
    text += safe;
  }
  return { text, clipped: raw.length > window.length };
};
