import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { AssistantConfigChange, AssistantDto, VersionDto } from '#adapters/http/contract/assistant';
import { idOf } from '#adapters/http/contract/ids';
import { line, prose } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentAssistant, presentVersion } from '#adapters/http/present/present-assistant';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { ConfigInput } from '#application/assistants/config-input';

const path = '/api/v1/assistants/:assistantId/versions';
const one = `${path}/:versionId`;
const tag = 'Assistants';
export const versionParams = z.strictObject({ assistantId: idOf('assistant'), versionId: idOf('assistantVersion') });
const writing = { kind: 'user', permission: 'tenant.configure' } as const;

const draftVersion = (useCase: UseCases['draftVersion']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'A new draft, from the version customers hear unless another is named',
    tag,
    access: writing,
    params: z.strictObject({ assistantId: idOf('assistant') }),
    body: z.strictObject({ from: idOf('assistantVersion').optional(), note: prose(300).optional() }),
    response: { 201: VersionDto },
    handle: async ({ params, body }, { by }) =>
      json(201, presentVersion(await useCase.execute({ by, ...params, ...body }))),
  });

const findVersion = (useCase: UseCases['findVersion']): Route =>
  defineRoute({
    method: 'get',
    path: one,
    summary: 'One version, whole',
    tag,
    access: { kind: 'user', permission: 'tenant.read' },
    params: versionParams,
    response: { 200: VersionDto },
    handle: async ({ params }, { by }) => json(200, presentVersion(await useCase.execute({ by, ...params }))),
  });

const editVersion = (useCase: UseCases['editVersion']): Route =>
  defineRoute({
    method: 'put',
    path: one,
    summary: 'Change a draft; what is left out stays',
    tag,
    access: writing,
    params: versionParams,
    body: z.strictObject({
      version: readVersion,
      note: prose(300).optional(),
      config: AssistantConfigChange.optional(),
    }),
    response: { 200: VersionDto },
    handle: async ({ params, body: { config, ...rest } }, { by }) =>
      json(200, presentVersion(await useCase.execute({ by, ...params, ...rest, config: config as ConfigInput }))),
  });

const reopenVersion = (useCase: UseCases['reopenVersion']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/reopen`,
    summary: 'Take a version back from testing, to go on editing it',
    tag,
    access: writing,
    params: versionParams,
    response: { 200: VersionDto },
    handle: async ({ params }, { by }) => json(200, presentVersion(await useCase.execute({ by, ...params }))),
  });

const publishVersion = (useCase: UseCases['publishVersion']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/publish`,
    summary: 'Publish a version that passed its exam; customers hear it from their next message on',
    tag,
    access: writing,
    params: versionParams,
    body: z.strictObject({
      override: line(500)
        .optional()
        .meta({ description: 'Why it is published although questions that block failed. Needs team.manage.' }),
    }),
    response: { 200: AssistantDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentAssistant(await useCase.execute({ by, ...params, ...body }))),
  });

const rollBackVersion = (useCase: UseCases['rollBackVersion']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/roll-back`,
    summary: 'Back to a version that was published before, at once',
    tag,
    access: writing,
    params: versionParams,
    body: z.strictObject({ reason: line(500) }),
    response: { 200: AssistantDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentAssistant(await useCase.execute({ by, ...params, ...body }))),
  });

export const versionRoutes = (useCases: UseCases): Route[] => [
  draftVersion(useCases.draftVersion),
  findVersion(useCases.findVersion),
  editVersion(useCases.editVersion),
  reopenVersion(useCases.reopenVersion),
  publishVersion(useCases.publishVersion),
  rollBackVersion(useCases.rollBackVersion),
];
