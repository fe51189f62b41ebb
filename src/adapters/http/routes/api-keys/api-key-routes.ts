import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { ApiKeyDto, IssuedApiKeyDto, scope } from '#adapters/http/contract/api-key';
import { idOf } from '#adapters/http/contract/ids';
import { line, timestamp } from '#adapters/http/contract/text';
import { presentApiKey, presentIssuedApiKey } from '#adapters/http/present/present-api-key';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/api-keys';
const tag = 'API keys';
const access = { kind: 'user', permission: 'api_keys.manage' } as const;
const params = z.strictObject({ apiKeyId: idOf('apiKey') });

const listApiKeys = (useCase: UseCases['listApiKeys']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Your API keys, revoked ones too',
    tag,
    access,
    response: { 200: z.strictObject({ items: z.array(ApiKeyDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentApiKey) }),
  });

const createApiKey = (useCase: UseCases['createApiKey']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Give a program access; the key is shown this once',
    tag,
    access,
    body: z.strictObject({
      name: line(120),
      scopes: z.array(scope).min(1).max(20),
      expiresAt: timestamp.nullable().default(null),
      ratePerMinute: z
        .int()
        .min(1)
        .max(100_000)
        .nullable()
        .default(null)
        .meta({ description: "null: the platform's default." }),
    }),
    response: { 201: IssuedApiKeyDto },
    handle: async ({ body: { expiresAt, ...body } }, { by }) =>
      json(
        201,
        presentIssuedApiKey(
          await useCase.execute({ by, ...body, expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
        ),
      ),
  });

const rotateApiKey = (useCase: UseCases['rotateApiKey']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/:apiKeyId/rotate`,
    summary: 'A new secret for the same key; the old one stops working at once',
    tag,
    access,
    params,
    response: { 200: IssuedApiKeyDto },
    handle: async ({ params: { apiKeyId: id } }, { by }) =>
      json(200, presentIssuedApiKey(await useCase.execute({ by, id }))),
  });

const revokeApiKey = (useCase: UseCases['revokeApiKey']): Route =>
  defineRoute({
    method: 'delete',
    path: `${path}/:apiKeyId`,
    summary: 'End a key for good',
    tag,
    access,
    params,
    response: { 204: null },
    handle: async ({ params: { apiKeyId: id } }, { by }) => {
      await useCase.execute({ by, id });
      return noContent();
    },
  });

export const apiKeyRoutes = (useCases: UseCases): Route[] => [
  listApiKeys(useCases.listApiKeys),
  createApiKey(useCases.createApiKey),
  rotateApiKey(useCases.rotateApiKey),
  revokeApiKey(useCases.revokeApiKey),
];
