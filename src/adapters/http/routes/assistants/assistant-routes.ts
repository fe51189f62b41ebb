import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import {
  AgreementDto,
  AssistantDetailsDto,
  AssistantDto,
  IntentAgreementDto,
  ReliabilityDto,
  SentenceDto,
} from '#adapters/http/contract/assistant';
import { idOf } from '#adapters/http/contract/ids';
import { line } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentAgreement, presentAssistant, presentDetails } from '#adapters/http/present/present-assistant';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { reviewedTemplates } from '#domain/assistant/templates/voice';
import { adaptableTemplates } from '#domain/studio/wording-faults';

const path = '/api/v1/assistants';
const one = `${path}/:assistantId`;
const tag = 'Assistants';
const params = z.strictObject({ assistantId: idOf('assistant') });
const reading = { kind: 'user', permission: 'tenant.read' } as const;
const writing = { kind: 'user', permission: 'tenant.configure' } as const;
const placement = {
  channels: z.array(idOf('channel')).max(50).meta({ description: 'Conversations on these are its own; none: all.' }),
  topics: z.array(line(60)).max(50).meta({ description: 'Words that call it.' }),
};

const listAssistants = (useCase: UseCases['listAssistants']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Your assistants, the default first',
    tag,
    access: reading,
    response: { 200: z.strictObject({ items: z.array(AssistantDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentAssistant) }),
  });

const addAssistant = (useCase: UseCases['addAssistant']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Add an assistant for a channel or a topic; it answers once a version is published',
    tag,
    access: writing,
    body: z.strictObject({
      name: line(60),
      channels: placement.channels.default([]),
      topics: placement.topics.default([]),
    }),
    response: { 201: AssistantDto },
    handle: async ({ body }, { by }) => json(201, presentAssistant(await useCase.execute({ by, ...body }))),
  });

const findAssistant = (useCase: UseCases['findAssistant']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'One assistant with its versions, newest first',
    tag,
    access: reading,
    params,
    response: { 200: AssistantDetailsDto },
    handle: async ({ params: { assistantId: id } }, { by }) =>
      json(200, presentDetails(await useCase.execute({ by, id }))),
  });

const changeAssistant = (useCase: UseCases['changeAssistant']): Route =>
  defineRoute({
    method: 'patch',
    path: one,
    summary: 'Change what an assistant is called and is for; it takes effect with the next turn',
    tag,
    access: writing,
    params,
    body: z.strictObject({
      version: readVersion,
      name: line(60).optional(),
      channels: placement.channels.optional(),
      topics: placement.topics.optional(),
      automaticActs: z.array(line(80)).max(100).optional().meta({
        description:
          'What leaves by itself in the answer mode `draft`: acts (`quote_price`), or one thing wanted (`answer_faq:faq_…`).',
      }),
    }),
    response: { 200: AssistantDto },
    handle: async ({ params: { assistantId: id }, body }, { by }) =>
      json(200, presentAssistant(await useCase.execute({ by, id, ...body }))),
  });

export const removeAssistantRoute = (useCase: UseCases['removeAssistant']): Route =>
  defineRoute({
    method: 'delete',
    path: one,
    summary: 'Remove an assistant with its versions; the default one stays',
    tag,
    access: writing,
    params,
    response: { 204: null },
    handle: async ({ params: { assistantId: id } }, { by }) => {
      await useCase.execute({ by, id });
      return noContent();
    },
  });

const readAgreement = (useCase: UseCases['readAgreement']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/agreement`,
    summary: 'How often people sent what it suggested, per act and per what was wanted',
    tag,
    access: reading,
    params,
    response: { 200: z.strictObject({ items: z.array(AgreementDto), intents: z.array(IntentAgreementDto) }) },
    handle: async ({ params: { assistantId: id } }, { by }) =>
      json(200, presentAgreement(await useCase.execute({ by, id }))),
  });

const readReliability = (useCase: UseCases['readReliability']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/assistant/reliability',
    summary: 'How far its confidence can be believed, and what each threshold would mean',
    tag,
    access: reading,
    response: { 200: ReliabilityDto },
    handle: async (_, { by }) => {
      const { curve, bins, ...rest } = await useCase.execute({ by });
      return json(200, { ...rest, curve: curve.map((point) => ({ ...point })), bins: bins.map((bin) => ({ ...bin })) });
    },
  });

const listSentences = (): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/assistant-sentences',
    summary: 'The sentences that may be worded anew, as they were reviewed',
    tag,
    access: reading,
    response: { 200: z.strictObject({ items: z.array(SentenceDto) }) },
    handle: () => {
      const { en, ar } = reviewedTemplates;
      return Promise.resolve(json(200, { items: adaptableTemplates.map((id) => ({ id, en: en[id], ar: ar[id] })) }));
    },
  });

export const assistantRoutes = (useCases: UseCases): Route[] => [
  listAssistants(useCases.listAssistants),
  addAssistant(useCases.addAssistant),
  findAssistant(useCases.findAssistant),
  changeAssistant(useCases.changeAssistant),
  readAgreement(useCases.readAgreement),
  listSentences(),
  readReliability(useCases.readReliability),
];
