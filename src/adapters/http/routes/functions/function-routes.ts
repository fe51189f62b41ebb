import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import {
  FunctionCallDto,
  FunctionDto,
  functionArguments,
  functionChange,
  TriedFunctionDto,
} from '#adapters/http/contract/function';
import { idOf } from '#adapters/http/contract/ids';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { readVersion } from '#adapters/http/contract/version';
import { presentFunction, presentFunctionCall, presentTried } from '#adapters/http/present/present-function';
import { presentPage } from '#adapters/http/present/present-page';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/functions';
const one = `${path}/:functionId`;
const tag = 'Functions';
const params = z.strictObject({ functionId: idOf('function') });
const access = { kind: 'user', permission: 'tenant.configure' } as const;

const list = (useCase: UseCases['listFunctions']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Services of your own that the assistant may ask, oldest first',
    tag,
    access,
    response: { 200: z.strictObject({ items: z.array(FunctionDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentFunction) }),
  });

const { name, description, url, template, ...optional } = functionChange;

const add = (useCase: UseCases['saveFunction']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Register a read-only service; it is off until you switch it on',
    tag,
    access,
    body: z.strictObject({ name, description, url, template, ...z.strictObject(optional).partial().shape }),
    response: { 201: FunctionDto },
    handle: async ({ body }, { by }) => json(201, presentFunction(await useCase.execute({ by, version: 0, ...body }))),
  });

const find = (useCase: UseCases['findFunction']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'One function',
    tag,
    access,
    params,
    response: { 200: FunctionDto },
    handle: async ({ params: { functionId: id } }, { by }) =>
      json(200, presentFunction(await useCase.execute({ by, id }))),
  });

const change = (useCase: UseCases['saveFunction']): Route =>
  defineRoute({
    method: 'put',
    path: one,
    summary: 'Change a function, switch it on or off; what is left out stays',
    tag,
    access,
    params,
    body: z.strictObject({ version: readVersion, ...z.strictObject(functionChange).partial().shape }),
    response: { 200: FunctionDto },
    handle: async ({ params: { functionId: id }, body }, { by }) =>
      json(200, presentFunction(await useCase.execute({ by, id, ...body }))),
  });

const remove = (useCase: UseCases['removeFunction']): Route =>
  defineRoute({
    method: 'delete',
    path: one,
    summary: 'Remove a function',
    tag,
    access,
    params,
    response: { 204: null },
    handle: async ({ params: { functionId: id } }, { by }) => {
      await useCase.execute({ by, id });
      return noContent();
    },
  });

const tryOut = (useCase: UseCases['tryFunction']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/try`,
    summary: 'Ask it now, and see what a customer would read',
    tag,
    access,
    params,
    body: z.strictObject({ arguments: functionArguments.default({}) }),
    response: { 200: TriedFunctionDto },
    handle: async ({ params: { functionId: id }, body }, { by }) =>
      json(200, presentTried(await useCase.execute({ by, id, arguments: body.arguments }))),
  });

const calls = (useCase: UseCases['pageFunctionCalls']): Route =>
  defineRoute({
    method: 'get',
    path: `${one}/calls`,
    summary: 'When it was asked and how it came out, newest first; kept for 30 days',
    tag,
    access,
    params,
    query: z.strictObject(pageQuery),
    response: { 200: pageOf(FunctionCallDto) },
    handle: async ({ params: { functionId: id }, query }, { by }) =>
      json(200, presentPage(await useCase.execute({ by, id, ...query }), presentFunctionCall)),
  });

export const functionRoutes = (useCases: UseCases): Route[] => [
  list(useCases.listFunctions),
  add(useCases.saveFunction),
  find(useCases.findFunction),
  change(useCases.saveFunction),
  tryOut(useCases.tryFunction),
  calls(useCases.pageFunctionCalls),
  remove(useCases.removeFunction),
];
