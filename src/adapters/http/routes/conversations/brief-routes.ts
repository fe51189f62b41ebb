import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { BriefDto, SuggestionDto } from '#adapters/http/contract/assistant';
import { MessageDto } from '#adapters/http/contract/conversation';
import { idOf } from '#adapters/http/contract/ids';
import { prose } from '#adapters/http/contract/text';
import { presentBrief, presentSuggestion } from '#adapters/http/present/present-assistant';
import { presentMessage } from '#adapters/http/present/present-message';
import { defineRoute, type Route } from '#adapters/http/route';
import { conversationParams } from '#adapters/http/routes/conversations/read-routes';
import type { UseCases } from '#adapters/http/use-cases';

const one = '/api/v1/conversations/:conversationId';
const tag = 'Conversations';
const reading = { kind: 'user', permission: 'conversations.read' } as const;
const replying = { kind: 'user', permission: 'conversations.reply' } as const;
const suggestionParams = z.strictObject({ conversationId: idOf('conversation'), suggestionId: idOf('suggestion') });

const readBrief = (useCase: UseCases['readBrief']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/brief`,
    summary: 'What was asked, what was found, why the assistant stopped, and what it would say',
    tag,
    access: reading,
    params: conversationParams,
    response: { 200: z.strictObject({ brief: BriefDto.nullable() }) },
    handle: async ({ params }, { by }) => {
      const brief = await useCase.execute({ by, ...params });
      return json(200, { brief: brief && presentBrief(brief) });
    },
  });

const findSuggestion = (useCase: UseCases['findSuggestion']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/suggestion`,
    summary: 'The answer that waits for a person to send it, if one does',
    tag,
    access: reading,
    params: conversationParams,
    response: { 200: z.strictObject({ suggestion: SuggestionDto.nullable() }) },
    handle: async ({ params }, { by }) => {
      const suggestion = await useCase.execute({ by, ...params });
      return json(200, { suggestion: suggestion && presentSuggestion(suggestion) });
    },
  });

const sendSuggestion = (useCase: UseCases['sendSuggestion']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/suggestions/:suggestionId/send`,
    summary: 'Send what was suggested, as it is or with other words; pressed twice, it is sent once',
    tag,
    access: replying,
    params: suggestionParams,
    body: z.strictObject({ text: prose(4_000, 1).optional().meta({ description: 'Other words than suggested.' }) }),
    response: { 200: SuggestionDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentSuggestion(await useCase.execute({ by, ...params, ...body }))),
  });

const rejectSuggestion = (useCase: UseCases['rejectSuggestion']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/suggestions/:suggestionId/reject`,
    summary: 'Do not send what was suggested',
    tag,
    access: replying,
    params: suggestionParams,
    response: { 200: SuggestionDto },
    handle: async ({ params }, { by }) => json(200, presentSuggestion(await useCase.execute({ by, ...params }))),
  });

const callBackMessage = (useCase: UseCases['callBackMessage']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/messages/:messageId/call-back`,
    summary: 'Call back what the assistant is about to send; you have the conversation then',
    tag,
    access: replying,
    params: z.strictObject({ conversationId: idOf('conversation'), messageId: idOf('message') }),
    response: { 200: MessageDto },
    handle: async ({ params }, { by }) => json(200, presentMessage(await useCase.execute({ by, ...params }))),
  });

export const conversationBriefRoutes = (useCases: UseCases): Route[] => [
  readBrief(useCases.readBrief),
  findSuggestion(useCases.findSuggestion),
  sendSuggestion(useCases.sendSuggestion),
  rejectSuggestion(useCases.rejectSuggestion),
  callBackMessage(useCases.callBackMessage),
];
