import { z } from 'zod';
import { json } from '#adapters/http/answers';
import {
  ConversationDetailsDto,
  ConversationSummaryDto,
  conversationMode,
  FoundMessageDto,
  InboxCountsDto,
  MessageDto,
} from '#adapters/http/contract/conversation';
import { idOf } from '#adapters/http/contract/ids';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { line } from '#adapters/http/contract/text';
import { TurnDto } from '#adapters/http/contract/turn';
import { presentDetails, presentFound, presentSummary } from '#adapters/http/present/present-conversation';
import { presentMessage } from '#adapters/http/present/present-message';
import { given, pageRequest, presentPage } from '#adapters/http/present/present-page';
import { presentTurn } from '#adapters/http/present/present-turn';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { humanOf, type Principal } from '#application/identity/principal';
import type { ConversationFilter } from '#application/ports/conversation-store';
import { tagOf } from '#domain/conversation/tags';
import type { UserId } from '#domain/shared/ids';

export const conversationParams = z.strictObject({ conversationId: idOf('conversation') });
const access = { kind: 'user_or_key', permission: 'conversations.read' } as const;
const tag = 'Conversations';

type AskedFor = Omit<Given<ConversationFilter>, 'assignee' | 'unread'> & {
  readonly unread?: 'true' | 'false' | undefined;
  readonly assignee?: 'me' | 'none' | UserId | undefined;
};
type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** @throws {PersonRequired} a program asks for its own: it has no tasks. */
const filterOf = (by: Principal, { assignee, unread, tag: rawTag, ...filter }: AskedFor): ConversationFilter => ({
  ...given(filter),
  ...(rawTag === undefined ? {} : { tag: tagOf(rawTag) }),
  ...(assignee === undefined ? {} : { assignee: assigneeOf(by, assignee) }),
  ...(unread === 'true' ? { unread: isPerson(by) } : {}),
});

/** @throws {PersonRequired} a program reads nothing, so all would be unread. */
const isPerson = (by: Principal): true => {
  humanOf(by);
  return true;
};

const assigneeOf = (by: Principal, assignee: 'me' | 'none' | UserId): UserId | null => {
  if (assignee === 'none') return null;
  return assignee === 'me' ? humanOf(by).userId : assignee;
};

const pageConversations = (useCase: UseCases['pageConversations']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/conversations',
    summary: 'Conversations, latest activity first',
    tag,
    access,
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(['open', 'closed']).optional(),
      mode: conversationMode.optional(),
      channelId: idOf('channel').optional(),
      holder: idOf('user').optional(),
      customerId: idOf('customer').optional(),
      assignee: z
        .union([z.enum(['me', 'none']), idOf('user')])
        .optional()
        .meta({ description: 'Whose task it is: yours, nobody’s, or a colleague’s.' }),
      tag: line(40).optional(),
      unread: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: 'true: only those in which something came in that you have not read.' }),
    }),
    response: { 200: pageOf(ConversationSummaryDto) },
    handle: async ({ query: { after, limit, ...filter } }, { by }) => {
      const page = await useCase.execute({ by, filter: filterOf(by, filter), page: pageRequest({ after, limit }) });
      return json(200, presentPage(page, presentSummary));
    },
  });

const countConversations = (useCase: UseCases['countConversations']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/conversations/counts',
    summary: 'How many conversations are in each part of your inbox',
    tag,
    access,
    response: { 200: InboxCountsDto },
    handle: async (_input, { by }) => json(200, await useCase.execute({ by })),
  });

const listTags = (useCase: UseCases['listTags']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/conversations/tags',
    summary: 'The tags the team uses, most used first',
    tag,
    access,
    response: { 200: z.strictObject({ tags: z.array(z.string()) }) },
    handle: async (_input, { by }) => json(200, { tags: (await useCase.execute({ by })).map(String) }),
  });

const findConversation = (useCase: UseCases['findConversation']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/conversations/:conversationId',
    summary: 'One conversation with its customer and last message',
    tag,
    access,
    params: conversationParams,
    response: { 200: ConversationDetailsDto },
    handle: async ({ params }, { by }) => json(200, presentDetails(await useCase.execute({ by, ...params }))),
  });

const pageMessages = (useCase: UseCases['pageMessages']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/conversations/:conversationId/messages',
    summary: 'Messages of a conversation, newest first',
    tag,
    access,
    params: conversationParams,
    query: z.strictObject(pageQuery),
    response: { 200: pageOf(MessageDto) },
    handle: async ({ params, query }, { by }) => {
      const page = await useCase.execute({ by, ...params, page: pageRequest(query) });
      return json(
        200,
        presentPage(page, ({ message, quoted }) => presentMessage(message, quoted)),
      );
    },
  });

const pageTurns = (useCase: UseCases['pageTurns']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/conversations/:conversationId/turns',
    summary: 'How the answers of a conversation came about, newest first',
    tag,
    access,
    params: conversationParams,
    query: z.strictObject(pageQuery),
    response: { 200: pageOf(TurnDto) },
    handle: async ({ params, query }, { by }) => {
      const page = await useCase.execute({ by, ...params, page: pageRequest(query) });
      return json(200, presentPage(page, presentTurn));
    },
  });

const searchMessages = (useCase: UseCases['searchMessages']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/messages',
    summary:
      'Messages that hold every word, newest first. A page may end before all were looked at, even with nothing in it: go on while there is a `next`',
    tag,
    access,
    query: z.strictObject({ ...pageQuery, text: line(200) }),
    response: { 200: pageOf(FoundMessageDto) },
    handle: async ({ query }, { by }) => {
      const page = await useCase.execute({ by, text: query.text, page: pageRequest(query) });
      return json(200, presentPage(page, presentFound));
    },
  });

export const conversationReadRoutes = (useCases: UseCases): Route[] => [
  pageConversations(useCases.pageConversations),
  // Before the one whose parameter would swallow them.
  countConversations(useCases.countConversations),
  listTags(useCases.listTags),
  findConversation(useCases.findConversation),
  pageMessages(useCases.pageMessages),
  pageTurns(useCases.pageTurns),
  searchMessages(useCases.searchMessages),
];
