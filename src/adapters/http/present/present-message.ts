import type { z } from 'zod';
import type { AuthorDto, MessageContentDto, MessageDto } from '#adapters/http/contract/conversation';
import { presentChoice } from '#adapters/http/present/present-choice';
import type { Message, MessageAuthor } from '#domain/conversation/message';
import { cleanText, type MessageContent, readableText } from '#domain/conversation/message-content';

const presentAuthor = (author: MessageAuthor): z.input<typeof AuthorDto> =>
  author.kind === 'human' ? { kind: 'human', userId: author.userId, name: author.name } : { kind: author.kind };

/** The provider's own names for files and messages stay inside. */
const presentContent = (content: MessageContent): z.input<typeof MessageContentDto> => {
  switch (content.type) {
    case 'text':
      return { type: 'text', text: content.text, clipped: content.clipped ?? false };
    case 'choice':
      return { type: 'choice', id: content.id, text: content.text };
    case 'media': {
      const { mimeType, fileName, fileId, sizeBytes, state } = content.file;
      return {
        type: 'media',
        media: content.media,
        mimeType,
        fileId: fileId ?? null,
        fileName,
        caption: content.caption,
        transcribed: content.transcribed ?? false,
        sizeBytes: sizeBytes ?? null,
        state: state ?? null,
      };
    }
    case 'location':
      return { type: 'location', latitude: content.latitude, longitude: content.longitude, name: content.name };
    case 'reaction':
      return { type: 'reaction', emoji: content.emoji };
    case 'contacts':
      return {
        type: 'contacts',
        contacts: content.contacts.map(({ name, phones }) => ({ name, phones: [...phones] })),
      };
    case 'undecrypted':
      return { type: 'undecrypted' };
    case 'unsupported':
      return { type: 'unsupported', providerType: content.providerType };
  }
};

const quotedLength = 200;

const presentQuotes = ({ quotes = null }: Message, quoted: Message | null): z.input<typeof MessageDto>['quotes'] =>
  quotes === null
    ? null
    : {
        messageId: quoted?.id ?? null,
        text: quoted === null ? '' : cleanText(readableText(quoted.content), quotedLength).text,
      };

/** @param quoted the message it answers to, where that was looked for and found. */
export const presentMessage = (message: Message, quoted: Message | null = null): z.input<typeof MessageDto> => ({
  id: message.id,
  conversationId: message.conversationId,
  seq: message.seq,
  direction: message.direction,
  author: presentAuthor(message.author),
  content: presentContent(message.content),
  quotes: presentQuotes(message, quoted),
  choices: message.choices.map(presentChoice),
  status: message.status,
  statusReason: message.statusReason,
  externalId: message.externalId,
  turnId: message.turnId,
  setAside: message.setAside ?? null,
  attempts: message.attempts,
  createdAt: message.createdAt.toISOString(),
  statusAt: message.statusAt.toISOString(),
});
