import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { ConversationDto, MessageDto } from '#adapters/http/contract/conversation';
import { idempotencyHeaders } from '#adapters/http/contract/idempotency';
import { idOf } from '#adapters/http/contract/ids';
import { prose } from '#adapters/http/contract/text';
import { presentConversation } from '#adapters/http/present/present-conversation';
import { presentMessage } from '#adapters/http/present/present-message';
import { defineRoute, type Route } from '#adapters/http/route';
import { conversationParams } from '#adapters/http/routes/conversations/read-routes';
import type { UseCases } from '#adapters/http/use-cases';

const access = { kind: 'user', permission: 'conversations.reply' } as const;
const tag = 'Conversations';
const one = '/api/v1/conversations/:conversationId';

const takeOver = (useCase: UseCases['takeOverConversation']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/take-over`,
    summary: 'Take a conversation over; the assistant falls silent in it',
    tag,
    access,
    params: conversationParams,
    body: z.strictObject({
      force: z.boolean().default(false).meta({ description: 'Also from a colleague who has it.' }),
    }),
    response: { 200: ConversationDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentConversation(await useCase.execute({ by, ...params, ...body }))),
  });

const handBack = (useCase: UseCases['handBackConversation']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/hand-back`,
    summary: 'Give a conversation back to the assistant',
    tag,
    access,
    params: conversationParams,
    response: { 200: ConversationDto },
    handle: async ({ params }, { by }) => json(200, presentConversation(await useCase.execute({ by, ...params }))),
  });

const close = (useCase: UseCases['closeConversation']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/close`,
    summary: 'Close a conversation; the next message of the customer opens a new one',
    tag,
    access,
    params: conversationParams,
    body: z.strictObject({ resolution: prose(500).nullable().default(null) }),
    response: { 200: ConversationDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentConversation(await useCase.execute({ by, ...params, ...body }))),
  });

const switchAssistant = (useCase: UseCases['switchAssistant']): Route =>
  defineRoute({
    method: 'put',
    path: `${one}/assistant`,
    summary: 'Switch the assistant on or off in one conversation',
    tag,
    access,
    params: conversationParams,
    body: z.strictObject({ on: z.boolean() }),
    response: { 200: ConversationDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentConversation(await useCase.execute({ by, ...params, ...body }))),
  });

const sendMessage = (useCase: UseCases['sendHumanMessage']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/messages`,
    summary: 'Write to the customer as a person; takes the conversation over if nobody has it',
    tag,
    access,
    params: conversationParams,
    headers: idempotencyHeaders,
    // Cleaned by the use case: a broken emoji in a pasted text is no reason to refuse it.
    body: z.strictObject({
      text: z.string().default('').meta({ description: 'With a file, its caption.' }),
      fileId: idOf('file').nullable().optional().meta({ description: 'A file of the team, uploaded before.' }),
    }),
    response: { 201: MessageDto },
    handle: async ({ params, body, headers }, { by }) => {
      const messageKey = headers['idempotency-key'] ?? null;
      return json(201, presentMessage(await useCase.execute({ by, ...params, ...body, messageKey })));
    },
  });

const retryMessage = (useCase: UseCases['retryMessage']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/v1/messages/:messageId/retry',
    summary: 'Send a failed message again, or one of which nobody knows whether it left',
    tag,
    access,
    params: z.strictObject({ messageId: idOf('message') }),
    response: { 200: MessageDto },
    handle: async ({ params }, { by }) => json(200, presentMessage(await useCase.execute({ by, ...params }))),
  });

export const conversationActRoutes = (useCases: UseCases): Route[] => [
  takeOver(useCases.takeOverConversation),
  handBack(useCases.handBackConversation),
  close(useCases.closeConversation),
  switchAssistant(useCases.switchAssistant),
  sendMessage(useCases.sendHumanMessage),
  retryMessage(useCases.retryMessage),
];
