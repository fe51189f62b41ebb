import { json } from '#adapters/http/answers';
import {
  AiOverviewDto,
  aiConnectionBody,
  aiPolicyBody,
  aiTestBody,
  connectionParams,
  ModelTestDto,
  TenantAiDto,
  tenantAiBody,
  tenantAiParams,
} from '#adapters/http/contract/ai';
import { presentAiOverview, presentModelTest, presentTenantAi } from '#adapters/http/present/present-ai';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/platform/ai';
const tag = 'Platform';
const access = { kind: 'platform' } as const;

const connectionRoutes = ({ readAiOverview, saveAiConnection, removeAiConnection }: UseCases): Route[] => [
  defineRoute({
    method: 'put',
    path: `${path}/connections/:name`,
    summary: 'Add an account at a vendor of models, or change it',
    tag,
    access,
    params: connectionParams,
    body: aiConnectionBody,
    response: { 200: AiOverviewDto },
    handle: async ({ params, body }, { by }) => {
      await saveAiConnection.execute({ by, ...params, ...body });
      return json(200, presentAiOverview(await readAiOverview.execute({ by })));
    },
  }),
  defineRoute({
    method: 'delete',
    path: `${path}/connections/:name`,
    summary: 'Remove an account at a vendor; its key is forgotten',
    tag,
    access,
    params: connectionParams,
    response: { 200: AiOverviewDto },
    handle: async ({ params }, { by }) => {
      await removeAiConnection.execute({ by, ...params });
      return json(200, presentAiOverview(await readAiOverview.execute({ by })));
    },
  }),
];

const policyRoutes = ({ readAiOverview, saveAiPolicy, testModel }: UseCases): Route[] => [
  defineRoute({
    method: 'get',
    path,
    summary: 'Which models answer, what they may cost, and how they did lately',
    tag,
    access,
    response: { 200: AiOverviewDto },
    handle: async (_input, { by }) => json(200, presentAiOverview(await readAiOverview.execute({ by }))),
  }),
  defineRoute({
    method: 'put',
    path: `${path}/policy`,
    summary: 'Set the chain of models, their prices and the limits; the next turn follows it, on every node',
    tag,
    access,
    body: aiPolicyBody,
    response: { 200: AiOverviewDto },
    handle: async ({ body }, { by }) => {
      await saveAiPolicy.execute({ by, ...body });
      return json(200, presentAiOverview(await readAiOverview.execute({ by })));
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/test`,
    summary: 'Ask a model one real question and say what happened',
    tag,
    access,
    body: aiTestBody,
    response: { 200: ModelTestDto },
    handle: async ({ body }, { by }) => json(200, presentModelTest(await testModel.execute({ by, ...body }))),
  }),
];

const tenantRoutes = ({ readTenantAi, saveTenantAi }: UseCases): Route[] => [
  defineRoute({
    method: 'get',
    path: `${path}/tenants/:tenantId`,
    summary: 'What a tenant has of its own: models, limits, privacy',
    tag,
    access,
    params: tenantAiParams,
    response: { 200: TenantAiDto },
    handle: async ({ params }, { by }) => json(200, presentTenantAi(await readTenantAi.execute({ by, ...params }))),
  }),
  defineRoute({
    method: 'put',
    path: `${path}/tenants/:tenantId`,
    summary: 'Give a tenant models, limits or a privacy of its own',
    tag,
    access,
    params: tenantAiParams,
    body: tenantAiBody,
    response: { 200: TenantAiDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentTenantAi(await saveTenantAi.execute({ by, ...params, ...body }))),
  }),
];

export const aiRoutes = (useCases: UseCases): Route[] => [
  ...policyRoutes(useCases),
  ...connectionRoutes(useCases),
  ...tenantRoutes(useCases),
];
