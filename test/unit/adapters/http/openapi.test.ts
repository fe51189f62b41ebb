import { afterEach, describe, expect, it } from 'vitest';
import { allRoutes } from '#adapters/http/all-routes';
import { openApiOf } from '#adapters/http/openapi';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, runWhole } from './http-harness.js';

type Json = Record<string, unknown>;
type Operation = {
  operationId: string;
  security: Json[];
  parameters?: { name: string; in: string; schema: Json }[];
  requestBody?: unknown;
  responses: Json;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Json; securitySchemes: Json };
};

const dependencies = dependenciesOf({});
const routes = allRoutes(dependencies);

let app: RunningApp | null = null;
afterEach(async () => {
  await app?.stop();
  app = null;
});
const document = async (): Promise<Document> => {
  app = await runWhole(dependencies);
  const reply = await app.call('GET', '/api/openapi.json');
  expect(reply.status).toBe(200);
  return JSON.parse(reply.text) as Document;
};

/** Every value of a key, anywhere in a document. */
const valuesOf = (key: string, value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : valuesOf(key, inner)));
};

describe('the OpenAPI document', () => {
  it('is version 3.1 and describes every route, and no other', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toMatch(/^3\.1\./);
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    const mounted = routes.map(({ method, path }) => `${method} ${path.replaceAll(/[:*](\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(mounted.sort());
    expect(mounted.length).toBeGreaterThan(70);
  });

  it('resolves every reference it makes', async () => {
    const described = await document();
    const references = valuesOf('$ref', described) as string[];
    expect(references.length).toBeGreaterThan(100);
    for (const reference of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1];
      expect(Object.keys(described.components.schemas), reference).toContain(name);
    }
  });

  it('names every operation once, with every parameter of its path, its problem and its credential', async () => {
    const { paths, components } = await document();
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.values(item).map((operation) => ({ path, operation })),
    );
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name);
      expect(inPath.sort(), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      expect(JSON.stringify(operation.responses['default'])).toContain('application/problem+json');
      for (const scheme of operation.security.flatMap((each) => Object.keys(each)))
        expect(Object.keys(components.securitySchemes)).toContain(scheme);
    }
  });

  it('asks for no more in a query than the route does: page limits are whole numbers', async () => {
    const { paths } = await document();
    const parameters = paths['/api/v1/conversations']?.['get']?.parameters ?? [];
    expect(parameters.find(({ name }) => name === 'limit')?.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 100,
    });
  });

  it('allows no unknown field in a request', async () => {
    const { paths } = await document();
    const body = paths['/api/v1/orders/{orderId}/approve']?.['post']?.requestBody;
    expect(valuesOf('additionalProperties', body)).toEqual([false]);
  });

  it('is built once, and not before somebody asks', async () => {
    let builds = 0;
    const read = openApiOf(() => {
      builds += 1;
      return routes;
    });
    expect(builds).toBe(0);
    expect(await read()).toBe(await read());
    expect(builds).toBe(1);
  });
});
