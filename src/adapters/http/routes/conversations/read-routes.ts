import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { ConversationSummaryDto, conversationMode, MessageDto } from '#adapters/http/contract/conversation';
import { idOf } from '#adapters/http/contract/ids';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { line } from '#adapters/http/contract/text';
import { TurnDto } from '#adapters/http/contract/turn';
import { presentSummary } from '#adapters/http/present/present-conversation';
import { presentMessage } from '#adapters/http/present/present-message';
import { given, pageRequest, presentPage } from '#adapters/http/present/present-page';
import { presentTurn } from '#adapters/http/present/present-turn';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

export const conversationParams = z.strictObject({ conversationId: idOf('conversation') });
const access = { kind: 'user_or_key', permission: 'conversations.read' } as const;
const tag = 'Conversations';

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
    }),
    response: { 200: pageOf(ConversationSummaryDto) },
    handle: async ({ query: { after, limit, ...filter } }, { by }) => {
      const page = await useCase.execute({ by, filter: given(filter), page: pageRequest({ after, limit }) });
      return json(200, presentPage(page, presentSummary));
    },
  });

const findConversation = (useCase: UseCases['findConversation']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/conversations/:conversationId',
    summary: 'One conversation with its customer and last message',
    tag,
    access,
    params: conversationParams,
    response: { 200: ConversationSummaryDto },
    handle: async ({ params }, { by }) => json(200, presentSummary(await useCase.execute({ by, ...params }))),
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
      return json(200, presentPage(page, presentMessage));
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
    summary: 'Messages that hold every word, newest first',
    tag,
    access,
    query: z.strictObject({ ...pageQuery, text: line(200) }),
    response: { 200: pageOf(MessageDto) },
    handle: async ({ query }, { by }) => {
      const page = await useCase.execute({ by, text: query.text, page: pageRequest(query) });
      return json(200, presentPage(page, presentMessage));
    },
  });

export const conversationReadRoutes = (useCases: UseCases): Route[] => [
  pageConversations(useCases.pageConversations),
  findConversation(useCases.findConversation),
  pageMessages(useCases.pageMessages),
  pageTurns(useCases.pageTurns),
  searchMessages(useCases.searchMessages),
];
