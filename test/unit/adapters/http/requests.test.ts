import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { pageQuery } from '#adapters/http/contract/page';
import { line } from '#adapters/http/contract/text';
import { defineRoute } from '#adapters/http/route';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, hex, runRoutes } from './http-harness.js';

const echo = defineRoute({
  method: 'post',
  path: '/things/:orderId',
  summary: 'Says what it understood',
  tag: 'Test',
  access: { kind: 'public' },
  params: z.strictObject({ orderId: idOf('order') }),
  query: z.strictObject(pageQuery),
  body: z.strictObject({ name: line(20), deep: z.strictObject({ list: z.array(line(5)) }).optional() }),
  response: { 200: z.strictObject({ input: z.unknown() }) },
  handle: async (input) => json(200, { input }),
});
const list = defineRoute({
  method: 'get',
  path: '/things',
  summary: 'Nothing to give',
  tag: 'Test',
  access: { kind: 'public' },
  response: { 200: z.strictObject({}) },
  handle: async () => json(200, {}),
});

let app: RunningApp;
afterEach(() => app.stop());
const start = async (): Promise<RunningApp> => {
  app = await runRoutes([echo, list], dependenciesOf({}));
  return app;
};

const order = `/things/ord_${hex('a')}`;

describe('a request that fits', () => {
  it('reaches the use case as parsed values', async () => {
    const { status, body } = await (await start()).call('POST', `${order}?limit=7`, { json: { name: '  Sara ' } });
    expect(status).toBe(200);
    expect(body['input']).toEqual({
      params: { orderId: `ord_${hex('a')}` },
      query: { limit: 7 },
      body: { name: 'Sara' },
    });
  });
});

describe('a request that does not fit', () => {
  const refused: [what: string, path: string, json: unknown, at: string][] = [
    ['an unknown field', order, { name: 'a', role: 'admin' }, 'body.role'],
    ['an unknown field inside', order, { name: 'a', deep: { list: [], x: 1 } }, 'body.deep.x'],
    ['a missing field', order, {}, 'body.name'],
    ['null for a field', order, { name: null }, 'body.name'],
    ['an operator instead of a text', order, { name: { $ne: '' } }, 'body.name'],
    ['a list instead of an object', order, [1], 'body'],
    ['a bare null', order, null, 'body'],
    ['a text too long', order, { name: 'x'.repeat(21) }, 'body.name'],
    ['a line break in a line', order, { name: 'a\nb' }, 'body.name'],
    ['a NUL', order, { name: 'a\u0000b' }, 'body.name'],
    ['half a character', order, { name: 'a\ud800b' }, 'body.name'],
    ['half a character inside a list', order, { name: 'a', deep: { list: ['ok', '\udfff'] } }, 'body.deep.list.1'],
    ['an id of another kind', `/things/cnv_${hex('a')}`, { name: 'a' }, 'params.orderId'],
    ['an id that is none', '/things/1', { name: 'a' }, 'params.orderId'],
    ['an unknown query field', `${order}?tenantId=ten_${hex('b')}`, { name: 'a' }, 'query.tenantId'],
    ['a page limit of 0', `${order}?limit=0`, { name: 'a' }, 'query.limit'],
    ['a page limit of 101', `${order}?limit=101`, { name: 'a' }, 'query.limit'],
    ['a page limit in words', `${order}?limit=1e1`, { name: 'a' }, 'query.limit'],
    ['a query field given twice', `${order}?limit=1&limit=2`, { name: 'a' }, 'query.limit'],
  ];
  it.each(refused)('%s is refused by the name of the field', async (_what, path, body, at) => {
    const reply = await (await start()).call('POST', path, { json: body });
    expect(reply.status).toBe(400);
    expect(reply.body['code']).toBe('request.invalid');
    expect((reply.body['errors'] as { path: string }[]).map((error) => error.path)).toContain(at);
  });

  it('a __proto__ is an unknown field like any other', async () => {
    const reply = await (await start()).call('POST', order, { raw: '{"name":"a","__proto__":{"admin":true}}' });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('__proto__');
  });

  it('names the faults of all places at once, and not without end', async () => {
    const reply = await (await start()).call('POST', '/things/1?x=1', { json: { deep: { list: Array(500).fill(7) } } });
    const paths = (reply.body['errors'] as { path: string }[]).map((error) => error.path);
    expect(paths).toEqual(expect.arrayContaining(['params.orderId', 'query.x', 'body.name', 'body.deep.list.0']));
    expect(paths.length).toBeLessThanOrEqual(50);
  });

  it('a query or a body where none belongs is refused', async () => {
    const running = await start();
    expect((await running.call('GET', '/things?all=1')).body['errors']).toEqual([
      { path: 'query.all', message: 'unknown field' },
    ]);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      const [hostname, port] = running.host.split(':');
      const sent = request(
        { hostname, port, path: '/things', method: 'GET', headers: { 'content-length': 2 } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sent.end('{}');
    });
    expect(status).toBe(400);
  });
});
