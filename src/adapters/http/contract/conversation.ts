import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
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
      fileName: z.string().nullable(),
      caption: z.string().nullable(),
    }),
    z.strictObject({
      type: z.literal('location'),
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().nullable(),
    }),
    z.strictObject({ type: z.literal('reaction'), emoji: z.string() }),
    z.strictObject({ type: z.literal('unsupported'), providerType: z.string() }),
  ])
  .meta({ id: 'MessageContent' });

export const AuthorDto = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('customer') }),
    z.strictObject({ kind: z.literal('assistant') }),
    z.strictObject({ kind: z.literal('human'), userId: idOf('user'), name: z.string() }),
    z.strictObject({ kind: z.literal('system') }),
  ])
  .meta({ id: 'Author' });

export const ChoiceDto = z.strictObject({ id: z.string(), label: z.string() }).meta({ id: 'Choice' });

export const MessageDto = z
  .strictObject({
    id: idOf('message'),
    conversationId: idOf('conversation'),
    seq: z.int().meta({ description: '1, 2, 3 … in its conversation, both directions.' }),
    direction: z.enum(['in', 'out']),
    author: AuthorDto,
    content: MessageContentDto,
    choices: z.array(ChoiceDto),
    status: z.enum(messageStatuses),
    statusReason: z.string().nullable(),
    externalId: z.string().nullable().meta({ description: "The provider's id of it, such as a wamid." }),
    turnId: idOf('turn').nullable(),
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
    escalation: z.strictObject({ reason: z.enum(escalationReasons), at: timestamp }).nullable(),
    resolution: z.string().nullable(),
    hasUnanswered: z.boolean(),
    lastSeq: z.int(),
    lastMessageAt: timestamp,
    createdAt: timestamp,
    firstResponseAt: timestamp.nullable(),
    closedAt: timestamp.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Conversation' });

export const ConversationSummaryDto = z
  .strictObject({ conversation: ConversationDto, customer: CustomerDto, lastMessage: MessageDto.nullable() })
  .meta({ id: 'ConversationSummary' });
