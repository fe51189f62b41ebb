import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto } from '#adapters/http/contract/money';
import { timestamp } from '#adapters/http/contract/text';
import { escalationReasons } from '#domain/conversation/conversation';
import { identitySchemes } from '#domain/conversation/customer';
import { messageStatuses } from '#domain/conversation/message-status';

const mediaKinds = z.enum(['image', 'document', 'audio', 'video', 'sticker']);

export const MessageContentDto = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: z.string(), clipped: z.boolean() }),
    z.strictObject({ type: z.literal('choice'), id: z.string(), text: z.string() }),
    z.strictObject({
      type: z.literal('media'),
      media: mediaKinds,
      mimeType: z.string(),
      fileId: idOf('file').nullable().meta({ description: 'Once we hold the bytes.' }),
      fileName: z.string().nullable(),
      caption: z.string().nullable(),
      transcribed: z.boolean().meta({ description: 'The caption is what a model heard in a voice note.' }),
      sizeBytes: z.int().nullable(),
      state: z.enum(['fetching', 'stored', 'too_large', 'no_room', 'damaged', 'gone']).nullable().meta({
        description: 'What became of the bytes; `null` where they stay with the provider.',
      }),
    }),
    z.strictObject({
      type: z.literal('location'),
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().nullable(),
    }),
    z.strictObject({ type: z.literal('reaction'), emoji: z.string() }),
    z.strictObject({
      type: z.literal('contacts'),
      contacts: z.array(z.strictObject({ name: z.string(), phones: z.array(z.string()) })),
    }),
    z.strictObject({ type: z.literal('undecrypted') }),
    z.strictObject({ type: z.literal('unsupported'), providerType: z.string() }),
  ])
  .meta({ id: 'MessageContent' });

export const AuthorDto = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('customer') }),
    z.strictObject({ kind: z.literal('assistant') }),
    z.strictObject({ kind: z.literal('human'), userId: idOf('user'), name: z.string() }),
    z.strictObject({ kind: z.literal('owner_phone') }),
    z.strictObject({ kind: z.literal('system') }),
  ])
  .meta({ id: 'Author' });

export const ChoiceDto = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    url: z.string().nullable().meta({ description: 'https: the choice is a link that opens a new page.' }),
    formId: idOf('form').nullable().meta({ description: 'The choice opens this form.' }),
  })
  .meta({ id: 'Choice' });

export const MessageDto = z
  .strictObject({
    id: idOf('message'),
    conversationId: idOf('conversation'),
    seq: z.int().meta({ description: '1, 2, 3 … in its conversation, both directions.' }),
    direction: z.enum(['in', 'out']),
    author: AuthorDto,
    content: MessageContentDto,
    quotes: z
      .strictObject({ messageId: idOf('message').nullable(), text: z.string() })
      .nullable()
      .meta({ description: 'What it answers to; `messageId` is null when that is not at hand here.' }),
    choices: z.array(ChoiceDto),
    status: z.enum(messageStatuses),
    statusReason: z.string().nullable(),
    externalId: z.string().nullable().meta({ description: "The provider's id of it, such as a wamid." }),
    turnId: idOf('turn').nullable(),
    setAside: z.enum(['history', 'late']).nullable().meta({
      description: 'Why the assistant does not answer it: written before the number was linked, or come too late.',
    }),
    attempts: z.int(),
    createdAt: timestamp,
    statusAt: timestamp,
  })
  .meta({ id: 'Message' });

export const CustomerDto = z
  .strictObject({
    id: idOf('customer'),
    name: z.string().nullable(),
    identities: z.array(z.strictObject({ scheme: z.enum(identitySchemes), value: z.string() })),
    language: z.enum(['en', 'ar']).nullable(),
    email: z.string().nullable().meta({ description: 'What the team knows; not how messages reach them.' }),
    phone: z.string().nullable(),
    remark: z.string(),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Customer' });

export const conversationMode = z.enum(['assistant', 'waiting', 'human']);

export const ConversationDto = z
  .strictObject({
    id: idOf('conversation'),
    customerId: idOf('customer'),
    channelId: idOf('channel'),
    status: z.enum(['open', 'closed']),
    mode: conversationMode,
    assistantOn: z.boolean(),
    holder: idOf('user').nullable().meta({ description: 'The person who has it.' }),
    assignee: idOf('user').nullable().meta({ description: 'Whose task it is.' }),
    tags: z.array(z.string()),
    escalation: z.strictObject({ reason: z.enum(escalationReasons), at: timestamp }).nullable(),
    resolution: z.string().nullable(),
    hasUnanswered: z.boolean(),
    lastSeq: z.int(),
    inboundSeq: z.int().meta({ description: "The number of the customer's last message." }),
    lastMessageAt: timestamp,
    createdAt: timestamp,
    firstResponseAt: timestamp.nullable(),
    closedAt: timestamp.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Conversation' });

export const ConversationSummaryDto = z
  .strictObject({
    conversation: ConversationDto,
    customer: CustomerDto,
    lastMessage: MessageDto.nullable(),
    readSeq: z.int().meta({ description: 'The last number you have read; 0 for a program.' }),
    unread: z.boolean().meta({ description: 'The customer wrote since you read it.' }),
  })
  .meta({ id: 'ConversationSummary' });

const askedField = { key: z.string(), label: LocalizedTextDto };

export const ConversationDetailsDto = z
  .strictObject({
    ...ConversationSummaryDto.shape,
    present: z
      .array(z.strictObject({ userId: idOf('user'), name: z.string(), doing: z.enum(['viewing', 'typing']) }))
      .meta({ description: 'Who of the team has it open right now.' }),
    collected: z
      .strictObject({
        formId: idOf('form'),
        title: LocalizedTextDto,
        values: z.array(z.strictObject({ ...askedField, value: z.string() })),
        missing: z.array(z.strictObject(askedField)),
      })
      .nullable()
      .meta({ description: 'A form the assistant has begun to ask for in the chat, as far as it is filled in.' }),
  })
  .meta({ id: 'ConversationDetails' });

/** A message found by its words, with where it belongs. */
export const FoundMessageDto = z
  .strictObject({
    ...MessageDto.shape,
    channelId: idOf('channel'),
    conversationStatus: z.enum(['open', 'closed']),
    customer: z.strictObject({ id: idOf('customer'), name: z.string().nullable() }),
  })
  .meta({ id: 'FoundMessage' });

export const NoteDto = z
  .strictObject({
    id: idOf('note'),
    conversationId: idOf('conversation'),
    by: idOf('user'),
    byName: z.string(),
    text: z.string(),
    at: timestamp,
  })
  .meta({ id: 'Note' });

export const OpenCountsDto = z
  .strictObject({ assistant: z.int(), waiting: z.int(), human: z.int(), unassigned: z.int() })
  .meta({ id: 'OpenCounts', description: 'Open conversations, by who has them now.' });

export const InboxCountsDto = z
  .strictObject({
    ...OpenCountsDto.shape,
    mine: z.int().meta({ description: 'Open, and your task or held by you.' }),
    unread: z.int().meta({ description: 'Open, with something in them you have not read.' }),
    closed: z.int(),
  })
  .meta({ id: 'InboxCounts', description: 'Conversations in each part of your inbox; 0 of your own for a program.' });

export const CustomerCardDto = z
  .strictObject({
    customer: CustomerDto,
    conversations: z.array(ConversationDto).meta({ description: 'The last twenty.' }),
    orders: z.array(idOf('order')).nullable().meta({ description: 'The last twenty; null if you may not see orders.' }),
  })
  .meta({ id: 'CustomerCard' });

export const CannedReplyDto = z
  .strictObject({
    id: idOf('cannedReply'),
    shortcut: z.string(),
    text: LocalizedTextDto,
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'CannedReply' });
