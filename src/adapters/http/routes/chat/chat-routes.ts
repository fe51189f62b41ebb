import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { ChatAnswerDto, ChatMessageDto } from '#adapters/http/contract/chat';
import { idempotencyHeaders } from '#adapters/http/contract/idempotency';
import { idOf } from '#adapters/http/contract/ids';
import { queryNumber } from '#adapters/http/contract/page';
import { line } from '#adapters/http/contract/text';
import { presentChatAnswer, presentChatMessage } from '#adapters/http/present/present-chat';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const tag = 'Chat';
const access = { kind: 'user_or_key', permission: 'chat.send' } as const;
const session_id = line(128).meta({
  description: 'Your own name for the person who writes.',
  examples: ['visitor-42'],
});

const sendChatMessage = (useCase: UseCases['sendChatMessage'], waitMs: number): Route =>
  defineRoute({
    method: 'post',
    path: '/api/v1/chat',
    summary: "Hand in a customer's message and get the answer",
    tag,
    access,
    headers: idempotencyHeaders,
    body: z.strictObject({
      session_id,
      // Cleaned and clipped by the use case: what a customer writes is never refused for its characters.
      message: z.string().min(1),
      name: line(120).optional().meta({ description: 'What to call the customer.' }),
    }),
    response: { 200: ChatAnswerDto },
    handle: async ({ body, headers }, { by }) => {
      const answer = await useCase.execute({
        by,
        sessionId: body.session_id,
        text: body.message,
        displayName: body.name ?? null,
        idempotencyKey: headers['idempotency-key'] ?? null,
        waitMs,
      });
      return json(200, presentChatAnswer(body.session_id, answer));
    },
  });

const pageChatMessages = (useCase: UseCases['pageChatMessages']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/chat/:session_id/messages',
    summary: 'What was said to a session after a cursor, oldest first',
    tag,
    access,
    params: z.strictObject({ session_id }),
    query: z.strictObject({
      after: queryNumber(0, 999_999_999_999).optional(),
      conversation_id: idOf('conversation')
        .optional()
        .meta({ description: 'The conversation that `after` counts in; the newest of the session if not given.' }),
    }),
    response: {
      200: z.strictObject({
        conversation_id: idOf('conversation'),
        messages: z.array(ChatMessageDto),
        cursor: z.int(),
      }),
    },
    handle: async ({ params, query }, { by }) => {
      const { conversationId, messages, cursor } = await useCase.execute({
        by,
        sessionId: params.session_id,
        conversationId: query.conversation_id ?? null,
        afterSeq: query.after ?? 0,
      });
      return json(200, { conversation_id: conversationId, messages: messages.map(presentChatMessage), cursor });
    },
  });

export const chatRoutes = (useCases: UseCases, waitMs: number): Route[] => [
  sendChatMessage(useCases.sendChatMessage, waitMs),
  pageChatMessages(useCases.pageChatMessages),
];
