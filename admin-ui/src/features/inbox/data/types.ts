import type { z } from 'zod';
import type { BriefDto } from '../../../../../src/adapters/http/contract/assistant.js';
import type {
  CannedReplyDto,
  ConversationDetailsDto,
  CustomerCardDto,
  FoundMessageDto,
  InboxCountsDto,
  NoteDto,
} from '../../../../../src/adapters/http/contract/conversation.js';

export type Details = z.output<typeof ConversationDetailsDto>;
export type Present = Details['present'][number];
export type Note = z.output<typeof NoteDto>;
export type FoundMessage = z.output<typeof FoundMessageDto>;
export type InboxCounts = z.output<typeof InboxCountsDto>;
export type CustomerCard = z.output<typeof CustomerCardDto>;
export type CannedReply = z.output<typeof CannedReplyDto>;
export type Brief = z.output<typeof BriefDto>;
