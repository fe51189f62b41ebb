import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { FaqDto } from '#adapters/http/contract/catalogue';
import { idOf } from '#adapters/http/contract/ids';
import {
  AnswerGapsBody,
  ConflictDto,
  CorrectAnswerBody,
  DismissGapsBody,
  FoundSentenceDto,
  GapGroupDto,
  TestCaseDto,
  UsageDto,
} from '#adapters/http/contract/knowledge';
import { queryNumber } from '#adapters/http/contract/page';
import { line } from '#adapters/http/contract/text';
import { presentFaq } from '#adapters/http/present/present-catalogue';
import {
  presentConflict,
  presentFound,
  presentGapGroup,
  presentTestCase,
  presentUsage,
} from '#adapters/http/present/present-knowledge';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/knowledge';
const tag = 'Knowledge';
const reading = { kind: 'user_or_key', permission: 'catalogue.read' } as const;
const writing = { kind: 'user', permission: 'catalogue.write' } as const;
/** Questions without an answer are customers' words. */
const readingTalks = { kind: 'user', permission: 'conversations.read' } as const;

const conflicts = (useCase: UseCases['listConflicts']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/conflicts`,
    summary: 'Amounts in FAQs and documents that are not what the catalogue says',
    tag,
    access: reading,
    response: { 200: z.strictObject({ items: z.array(ConflictDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentConflict) }),
  });

const accept = (useCase: UseCases['acceptConflict']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/conflicts/accept`,
    summary: 'Say that an amount is right as it stands: it is not the price of that service',
    tag,
    access: writing,
    body: z.strictObject({
      key: line(120),
      faqId: idOf('faq').optional(),
      documentId: idOf('document').optional(),
    }),
    response: { 204: null },
    handle: async ({ body }, { by }) => {
      await useCase.execute({ by, ...body });
      return noContent();
    },
  });

const search = (useCase: UseCases['searchKnowledge']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/search`,
    summary: 'The sentences of your documents that a question is about',
    tag,
    access: reading,
    query: z.strictObject({ question: line(300) }),
    response: { 200: z.strictObject({ items: z.array(FoundSentenceDto) }) },
    handle: async ({ query }, { by }) =>
      json(200, { items: (await useCase.execute({ by, ...query })).map(presentFound) }),
  });

const gaps = (useCase: UseCases['listGaps']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/gaps`,
    summary: 'What customers asked and nothing answered, the same questions together, the most asked first',
    tag,
    access: readingTalks,
    response: { 200: z.strictObject({ items: z.array(GapGroupDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentGapGroup) }),
  });

const answerGaps = (useCase: UseCases['answerGaps']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/gaps/answer`,
    summary: 'Write the answer: an FAQ with the customers’ own words',
    tag,
    access: writing,
    body: AnswerGapsBody,
    response: { 201: FaqDto },
    handle: async ({ body }, { by }) => json(201, presentFaq(await useCase.execute({ by, ...body }))),
  });

const dismissGaps = (useCase: UseCases['dismissGaps']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/gaps/dismiss`,
    summary: 'These questions need no answer',
    tag,
    access: writing,
    body: DismissGapsBody,
    response: { 204: null },
    handle: async ({ body }, { by }) => {
      await useCase.execute({ by, ...body });
      return noContent();
    },
  });

const usage = (useCase: UseCases['readKnowledgeUsage']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/usage`,
    summary: 'What was asked lately, and what it was answered with',
    tag,
    access: reading,
    query: z.strictObject({ days: queryNumber(1, 365).optional().meta({ description: '30 if not given.' }) }),
    response: { 200: UsageDto },
    handle: async ({ query }, { by }) => json(200, presentUsage(await useCase.execute({ by, ...query }))),
  });

const correct = (useCase: UseCases['correctAnswer']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/corrections`,
    summary: 'Correct an answer of the assistant once: a test case and an FAQ draft come of it',
    tag,
    access: { kind: 'user', permission: 'conversations.reply' },
    body: CorrectAnswerBody,
    response: { 201: z.strictObject({ testCase: TestCaseDto, faq: FaqDto }) },
    handle: async ({ body }, { by }) => {
      const { testCase, faq } = await useCase.execute({ by, ...body });
      return json(201, { testCase: presentTestCase(testCase), faq: presentFaq(faq) });
    },
  });

const testCases = (useCase: UseCases['listTestCases']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/test-cases`,
    summary: 'What was corrected so far, newest first',
    tag,
    access: readingTalks,
    response: { 200: z.strictObject({ items: z.array(TestCaseDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentTestCase) }),
  });

export const knowledgeRoutes = (useCases: UseCases): Route[] => [
  conflicts(useCases.listConflicts),
  accept(useCases.acceptConflict),
  search(useCases.searchKnowledge),
  gaps(useCases.listGaps),
  answerGaps(useCases.answerGaps),
  dismissGaps(useCases.dismissGaps),
  usage(useCases.readKnowledgeUsage),
  correct(useCases.correctAnswer),
  testCases(useCases.listTestCases),
];
