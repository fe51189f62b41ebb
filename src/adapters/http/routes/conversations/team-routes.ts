import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { ConversationDto, NoteDto } from '#adapters/http/contract/conversation';
import { idOf } from '#adapters/http/contract/ids';
import { prose } from '#adapters/http/contract/text';
import { presentConversation, presentNote } from '#adapters/http/present/present-conversation';
import { defineRoute, type Route } from '#adapters/http/route';
import { conversationParams } from '#adapters/http/routes/conversations/read-routes';
import type { UseCases } from '#adapters/http/use-cases';

const reads = { kind: 'user', permission: 'conversations.read' } as const;
const replies = { kind: 'user', permission: 'conversations.reply' } as const;
const tag = 'Conversations';
const one = '/api/v1/conversations/:conversationId';

const assign = (useCase: UseCases['assignConversation']): Route =>
  defineRoute({
    method: 'put',
    path: `${one}/assignee`,
    summary: "Make a conversation somebody's task, or nobody's",
    tag,
    access: replies,
    params: conversationParams,
    body: z.strictObject({ userId: idOf('user').nullable() }),
    response: { 200: ConversationDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentConversation(await useCase.execute({ by, ...params, ...body }))),
  });

const setTags = (useCase: UseCases['tagConversation']): Route =>
  defineRoute({
    method: 'put',
    path: `${one}/tags`,
    summary: 'Give a conversation exactly these tags',
    tag,
    access: replies,
    params: conversationParams,
    body: z.strictObject({
      tags: z
        .array(
          z
            .string()
            .max(200)
            .regex(/^[^\p{Cc}\p{Cs}]*$/u),
        )
        .max(100),
    }),
    response: { 200: ConversationDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentConversation(await useCase.execute({ by, ...params, ...body }))),
  });

const listNotes = (useCase: UseCases['listNotes']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/notes`,
    summary: 'What the team told itself about a conversation, oldest first',
    tag,
    access: reads,
    params: conversationParams,
    response: { 200: z.strictObject({ items: z.array(NoteDto) }) },
    handle: async ({ params }, { by }) =>
      json(200, { items: (await useCase.execute({ by, ...params })).map(presentNote) }),
  });

const addNote = (useCase: UseCases['addNote']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/notes`,
    summary: 'Leave a note for colleagues; the customer never sees it',
    tag,
    access: replies,
    params: conversationParams,
    body: z.strictObject({ text: prose(4_000, 1) }),
    response: { 201: NoteDto },
    handle: async ({ params, body }, { by }) =>
      json(201, presentNote(await useCase.execute({ by, ...params, ...body }))),
  });

const markRead = (useCase: UseCases['markRead']): Route =>
  defineRoute({
    method: 'put',
    path: `${one}/read`,
    summary: 'You have read it up to this message',
    tag,
    access: reads,
    params: conversationParams,
    body: z.strictObject({ seq: z.int().min(0) }),
    response: { 204: null },
    handle: async ({ params, body }, { by }) => {
      await useCase.execute({ by, ...params, ...body });
      return noContent();
    },
  });

const showPresence = (useCase: UseCases['showPresence']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/presence`,
    summary: 'You have it open, are typing in it, or have left it; good for 30 seconds',
    tag,
    access: reads,
    params: conversationParams,
    body: z.strictObject({ doing: z.enum(['viewing', 'typing', 'left']) }),
    response: { 204: null },
    handle: async ({ params, body }, { by }) => {
      await useCase.execute({ by, ...params, ...body });
      return noContent();
    },
  });

/** What colleagues do with a conversation among themselves. */
export const conversationTeamRoutes = (useCases: UseCases): Route[] => [
  assign(useCases.assignConversation),
  setTags(useCases.tagConversation),
  listNotes(useCases.listNotes),
  addNote(useCases.addNote),
  markRead(useCases.markRead),
  showPresence(useCases.showPresence),
];
