import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { RunDto, RunSummaryDto, TrialModelDto } from '#adapters/http/contract/assistant';
import { idOf } from '#adapters/http/contract/ids';
import { presentRun, presentRunSummary } from '#adapters/http/present/present-assistant';
import { defineRoute, type Route } from '#adapters/http/route';
import { versionParams } from '#adapters/http/routes/assistants/version-routes';
import type { UseCases } from '#adapters/http/use-cases';
import { longestReplayDays } from '#application/assistants/runs';

const assistant = '/api/v1/assistants/:assistantId';
const version = `${assistant}/versions/:versionId`;
const tag = 'Assistants';
const reading = { kind: 'user', permission: 'tenant.read' } as const;
const writing = { kind: 'user', permission: 'tenant.configure' } as const;
const runParams = z.strictObject({ assistantId: idOf('assistant'), runId: idOf('studioRun') });

const startExam = (useCase: UseCases['startExam']): Route =>
  defineRoute({
    method: 'post',
    path: `${version}/exam`,
    summary: 'Hold the go-live exam of a version; a draft is in testing from then on',
    tag,
    access: writing,
    params: versionParams,
    response: { 202: RunSummaryDto },
    handle: async ({ params }, { by }) => json(202, presentRunSummary(await useCase.execute({ by, ...params }))),
  });

const startReplay = (useCase: UseCases['startReplay']): Route =>
  defineRoute({
    method: 'post',
    path: `${version}/replay`,
    summary: 'Replay what customers wrote in the last days with this version and a model, beside what they hear',
    tag,
    access: writing,
    params: versionParams,
    body: z.strictObject({
      days: z.int().min(1).max(longestReplayDays).default(7),
      answeredBy: TrialModelDto.nullable().default(null).meta({
        description: 'Who answers for this version; null: whoever would answer customers.',
      }),
    }),
    response: { 202: RunSummaryDto },
    handle: async ({ params, body }, { by }) =>
      json(202, presentRunSummary(await useCase.execute({ by, ...params, ...body }))),
  });

const listTrialModels = (useCase: UseCases['listTrialModels']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/assistant-models',
    summary: 'Models a version can be replayed with, beside the embedded engine',
    tag,
    access: writing,
    response: {
      200: z.strictObject({ items: z.array(z.strictObject({ connection: z.string(), model: z.string() })) }),
    },
    handle: async (_input, { by }) =>
      json(200, { items: (await useCase.execute({ by })).map(({ connection, model }) => ({ connection, model })) }),
  });

const listRuns = (useCase: UseCases['listRuns']): Route =>
  defineRoute({
    method: 'get',
    path: `${assistant}/runs`,
    summary: 'Its newest exams and replays',
    tag,
    access: reading,
    params: z.strictObject({ assistantId: idOf('assistant') }),
    response: { 200: z.strictObject({ items: z.array(RunSummaryDto) }) },
    handle: async ({ params }, { by }) =>
      json(200, { items: (await useCase.execute({ by, ...params })).map(presentRunSummary) }),
  });

const findRun = (useCase: UseCases['findRun']): Route =>
  defineRoute({
    method: 'get',
    path: `${assistant}/runs/:runId`,
    summary: 'An exam or a replay: how far it is, and what came of it',
    tag,
    access: reading,
    params: runParams,
    response: { 200: RunDto },
    handle: async ({ params }, { by }) => json(200, presentRun(await useCase.execute({ by, ...params }))),
  });

const cancelRun = (useCase: UseCases['cancelRun']): Route =>
  defineRoute({
    method: 'post',
    path: `${assistant}/runs/:runId/cancel`,
    summary: 'Stop an exam or a replay',
    tag,
    access: writing,
    params: runParams,
    response: { 200: RunSummaryDto },
    handle: async ({ params }, { by }) => json(200, presentRunSummary(await useCase.execute({ by, ...params }))),
  });

export const runRoutes = (useCases: UseCases): Route[] => [
  startExam(useCases.startExam),
  startReplay(useCases.startReplay),
  listTrialModels(useCases.listTrialModels),
  listRuns(useCases.listRuns),
  findRun(useCases.findRun),
  cancelRun(useCases.cancelRun),
];
