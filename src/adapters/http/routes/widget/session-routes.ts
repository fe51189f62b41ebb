import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { clientOf } from '#adapters/http/client-of';
import { idempotencyHeaders } from '#adapters/http/contract/idempotency';
import { idOf } from '#adapters/http/contract/ids';
import { queryNumber } from '#adapters/http/contract/page';
import {
  FormSubmission,
  NewWidgetMessage,
  NewWidgetSession,
  WidgetMessageDto,
  WidgetMessagesDto,
  WidgetRatingChange,
  WidgetSessionDto,
  WidgetStateDto,
  WidgetStatusChange,
  WidgetThanksDto,
} from '#adapters/http/contract/widget';
import { foreignOriginOf, ownBaseOf, pageOriginOf } from '#adapters/http/page-origin';
import { presentCreatedVisit, presentVisitorMessage, presentVisitState } from '#adapters/http/present/present-widget';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const tag = 'Website chat';
const ipLimit = 'widget';
const access = { kind: 'visitor' } as const;
export const sessionParams = z.strictObject({ sessionId: idOf('widgetSession') });
export const one = '/api/widget/session/:sessionId';
export const afterSeq = queryNumber(0, 999_999_999_999).optional();

const createSession = (useCase: UseCases['createVisit']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/widget/session/create/',
    summary: "Begin a visitor's session, or go on with the last one",
    tag,
    access: { kind: 'public' },
    ipLimit,
    body: NewWidgetSession,
    response: { 201: WidgetSessionDto },
    handle: async ({ body }, { request }) => {
      const visit = await useCase.execute({
        company: body.company,
        token: body.token ?? null,
        language: body.language ?? null,
        acceptLanguage: request.headers['accept-language'] ?? '',
        referrer: body.referrer ?? null,
        consent: body.consent ?? false,
        client: clientOf(request),
        origin: pageOriginOf(request),
        foreignOrigin: foreignOriginOf(request),
      });
      return json(201, presentCreatedVisit(visit));
    },
  });

const send = (useCase: UseCases['sendVisitorMessage']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/send/`,
    summary: 'Write, tap a choice, or send an uploaded file',
    tag,
    access,
    ipLimit,
    params: sessionParams,
    headers: idempotencyHeaders,
    body: NewWidgetMessage,
    response: { 201: WidgetMessageDto },
    handle: async ({ body, headers }, { by, request }) => {
      const sent = await useCase.execute({
        by,
        messageKey: headers['idempotency-key'] ?? null,
        text: body.message ?? null,
        choice: body.choice ?? null,
        fileId: body.file_id ?? null,
      });
      return json(201, presentVisitorMessage(sent, ownBaseOf(request)));
    },
  });

const pageMessages = (useCase: UseCases['pageVisitorMessages']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/messages/`,
    summary: 'What was said after a number, oldest first',
    tag,
    access,
    ipLimit,
    params: sessionParams,
    query: z.strictObject({ after: afterSeq }),
    response: { 200: WidgetMessagesDto },
    handle: async ({ query }, { by, request }) => {
      const base = ownBaseOf(request);
      const { messages, hasMore, state } = await useCase.execute({ by, after: query.after ?? 0 });
      return json(200, {
        messages: messages.map((message) => presentVisitorMessage(message, base)),
        has_more: hasMore,
        state: presentVisitState(state),
      });
    },
  });

const readStatus = (useCase: UseCases['readVisit']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/status/`,
    summary: 'Where the session stands',
    tag,
    access,
    ipLimit,
    params: sessionParams,
    response: { 200: WidgetStateDto },
    handle: async (_input, { by }) => json(200, presentVisitState(await useCase.execute({ by }))),
  });

const changeStatus = (useCase: UseCases['changeVisit']): Route =>
  defineRoute({
    method: 'put',
    path: `${one}/status/`,
    summary: 'The visitor has read, is typing, or ends the chat',
    tag,
    access,
    ipLimit,
    params: sessionParams,
    body: WidgetStatusChange,
    response: { 200: WidgetStateDto },
    handle: async ({ body }, { by }) => {
      const state = await useCase.execute({
        by,
        close: body.status === 'closed',
        readSeq: body.read_seq ?? null,
        isTyping: body.typing ?? false,
      });
      return json(200, presentVisitState(state));
    },
  });

const rate = (useCase: UseCases['rateVisit']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/rating/`,
    summary: 'Rate a chat that is over',
    tag,
    access,
    ipLimit,
    params: sessionParams,
    body: WidgetRatingChange,
    response: { 200: WidgetStateDto },
    handle: async ({ body }, { by }) => json(200, presentVisitState(await useCase.execute({ by, ...body }))),
  });

const submitForm = (useCase: UseCases['submitVisitorForm']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/forms/:formId/`,
    summary: 'Fill in a form',
    tag,
    access,
    ipLimit,
    params: sessionParams.extend({ formId: idOf('form') }),
    headers: idempotencyHeaders,
    body: FormSubmission,
    response: { 201: WidgetThanksDto },
    handle: async ({ params, body, headers }, { by }) => {
      const messageKey = headers['idempotency-key'] ?? null;
      return json(201, {
        thanks: await useCase.execute({ by, formId: params.formId, values: body.values, messageKey }),
      });
    },
  });

/** What a visitor's browser asks for (WEB-2). */
export const widgetSessionRoutes = (useCases: UseCases): Route[] => [
  createSession(useCases.createVisit),
  send(useCases.sendVisitorMessage),
  pageMessages(useCases.pageVisitorMessages),
  readStatus(useCases.readVisit),
  changeStatus(useCases.changeVisit),
  rate(useCases.rateVisit),
  submitForm(useCases.submitVisitorForm),
];
