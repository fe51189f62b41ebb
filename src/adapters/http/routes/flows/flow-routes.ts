import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { FlowDto, flowChange } from '#adapters/http/contract/flow';
import { idOf } from '#adapters/http/contract/ids';
import { readVersion } from '#adapters/http/contract/version';
import { presentFlow } from '#adapters/http/present/present-flow';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/flows';
const one = `${path}/:flowId`;
const tag = 'Menus';
const params = z.strictObject({ flowId: idOf('flow') });
const reading = { kind: 'user_or_key', permission: 'tenant.read' } as const;
const writing = { kind: 'user', permission: 'tenant.configure' } as const;

const listFlows = (useCase: UseCases['listFlows']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Your menus, oldest first',
    tag,
    access: reading,
    response: { 200: z.strictObject({ items: z.array(FlowDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentFlow) }),
  });

const addFlow = (useCase: UseCases['saveFlow']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Add a menu, as a draft unless it says otherwise',
    tag,
    access: writing,
    body: z.strictObject({
      ...flowChange,
      status: flowChange.status.default('draft'),
      nodes: flowChange.nodes.default([]),
    }),
    response: { 201: FlowDto },
    handle: async ({ body }, { by }) => json(201, presentFlow(await useCase.execute({ by, version: 0, ...body }))),
  });

const findFlow = (useCase: UseCases['findFlow']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'One menu',
    tag,
    access: reading,
    params,
    response: { 200: FlowDto },
    handle: async ({ params: { flowId: id } }, { by }) => json(200, presentFlow(await useCase.execute({ by, id }))),
  });

const changeFlow = (useCase: UseCases['saveFlow']): Route =>
  defineRoute({
    method: 'put',
    path: one,
    summary: 'Change a menu, publish it or take it back; what is left out stays',
    tag,
    access: writing,
    params,
    body: z.strictObject({
      version: readVersion,
      name: flowChange.name.optional(),
      status: flowChange.status.optional(),
      nodes: flowChange.nodes.optional(),
    }),
    response: { 200: FlowDto },
    handle: async ({ params: { flowId: id }, body }, { by }) =>
      json(200, presentFlow(await useCase.execute({ by, id, ...body }))),
  });

const removeFlow = (useCase: UseCases['removeFlow']): Route =>
  defineRoute({
    method: 'delete',
    path: one,
    summary: 'Remove a menu the widget does not open with',
    tag,
    access: writing,
    params,
    response: { 204: null },
    handle: async ({ params: { flowId: id } }, { by }) => {
      await useCase.execute({ by, id });
      return noContent();
    },
  });

export const flowRoutes = (useCases: UseCases): Route[] => [
  listFlows(useCases.listFlows),
  addFlow(useCases.saveFlow),
  findFlow(useCases.findFlow),
  changeFlow(useCases.saveFlow),
  removeFlow(useCases.removeFlow),
];
