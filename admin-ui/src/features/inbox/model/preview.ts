import type { Message } from '../../../shared/api/types.js';
import type { inbox } from '../../../shared/i18n/en/inbox.js';

type Words = typeof inbox;

/** What a message says, in one line. */
export const contentLine = ({ content }: Pick<Message, 'content'>, t: Words): string => {
  switch (content.type) {
    case 'text':
    case 'choice':
      return content.text;
    case 'media':
      return content.caption ?? content.fileName ?? t.media[content.media];
    case 'location':
      return content.name ?? t.location;
    case 'reaction':
      return t.reacted(content.emoji);
    case 'contacts':
      return content.contacts.map(({ name }) => name).join(', ');
    case 'undecrypted':
      return t.undecrypted;
    case 'unsupported':
      return t.unsupportedKinds[content.providerType] ?? t.unsupported;
  }
};

/** Who said it; `null` for the customer, who needs no mention. */
export const speaker = ({ author }: Pick<Message, 'author'>, me: string, t: Words): string | null => {
  switch (author.kind) {
    case 'customer':
      return null;
    case 'assistant':
      return t.assistant;
    case 'human':
      return author.userId === me ? t.you : author.name;
    case 'owner_phone':
      return t.ownerPhone;
    case 'system':
      return t.system;
  }
};

/** Up to two letters; emoji and letters of any script stay whole. */
export const initials = (name: string): string =>
  name
    .trim()
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase();

/** One of six calm tones, the same for the same person everywhere. */
export const toneOf = (id: string): number =>
  [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
