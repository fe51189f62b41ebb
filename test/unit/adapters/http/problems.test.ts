import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { defineRoute } from '#adapters/http/route';
import { PermissionDenied } from '#application/identity/principal';
import { InvalidInput } from '#application/input';
import { NotFound } from '#application/not-found';
import { TooManyRequests } from '#application/ports/rate-limiter';
import { StoreUnavailable, TenantIsolationBroken } from '#application/ports/store';
import { StaleWrite } from '#domain/shared/stale-write';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, RecordingTelemetry, runRoutes } from './http-harness.js';

const failing = (error: unknown) =>
  defineRoute({
    method: 'get',
    path: '/thing',
    summary: 'Fails',
    tag: 'Test',
    access: { kind: 'public' },
    response: { 200: z.strictObject({}) },
    handle: () => Promise.reject(error),
  });

let app: RunningApp;
let telemetry: RecordingTelemetry;
afterEach(() => app.stop());
const start = async (error: unknown): Promise<RunningApp> => {
  telemetry = new RecordingTelemetry();
  app = await runRoutes([failing(error)], dependenciesOf({}, {}, { telemetry }));
  return app;
};

describe('an error of the core', () => {
  const mapped: [error: Error, status: number, code: string][] = [
    [new InvalidInput('name', 'too short'), 400, 'input.invalid'],
    [new PermissionDenied('no', {}), 403, 'permission.denied'],
    [new NotFound('order'), 404, 'resource.not_found'],
    [new StaleWrite('moved', {}), 409, 'store.stale_write'],
    [new TooManyRequests(2_500), 429, 'rate_limit.exceeded'],
    [new StoreUnavailable('disk full', {}), 503, 'store.unavailable'],
  ];
  it.each(mapped)('%s becomes its status', async (error, status, code) => {
    const reply = await (await start(error)).call('GET', '/thing');
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(reply.body).toMatchObject({ type: `urn:wakil:problem:${code}`, status, code, detail: error.message });
    expect(reply.body['correlationId']).toBe(reply.headers.get('x-request-id'));
  });

  it('says when to come back', async () => {
    const reply = await (await start(new TooManyRequests(2_500))).call('GET', '/thing');
    expect(reply.headers.get('retry-after')).toBe('3');
    expect(reply.body['retryAfterMs']).toBe(2_500);
    await app.stop();
    expect(
      (await (await start(new StoreUnavailable('disk full', {}))).call('GET', '/thing')).headers.get('retry-after'),
    ).toBe('1');
  });

  it('names the field whose rule was broken', async () => {
    const reply = await (await start(new InvalidInput('timeZone', 'not known'))).call('GET', '/thing');
    expect(reply.body['errors']).toEqual([{ path: 'body.timeZone', message: 'not known' }]);
  });
});

describe('what nobody expected', () => {
  const internal: [what: string, error: unknown][] = [
    ['a bug', new Error('SELECT secret FROM tenants')],
    ['a broken isolation', new TenantIsolationBroken('a record of ten_x came back', {})],
    ['a thrown text', 'SELECT secret'],
  ];
  it.each(internal)('%s is an internal error that tells nothing, and is in the log', async (_what, error) => {
    const reply = await (await start(error)).call('GET', '/thing');
    expect(reply.status).toBe(500);
    expect(reply.body['code']).toBe('internal');
    expect(reply.text).not.toMatch(/secret|ten_x|at .*\.ts|node_modules/);
    expect(telemetry.lines).toEqual([
      {
        level: 'error',
        event: 'http.failed',
        error,
        facts: expect.objectContaining({ correlationId: reply.headers.get('x-request-id') }),
      },
    ]);
  });

  it('an answer that breaks its own declaration does not leave', async () => {
    const leaking = defineRoute({
      method: 'get',
      path: '/thing',
      summary: 'Says too much',
      tag: 'Test',
      access: { kind: 'public' },
      response: { 200: z.strictObject({ name: z.string() }) },
      handle: async () => json(200, { name: 'a', passwordHash: 'secret' } as { name: string }),
    });
    app = await runRoutes([leaking], dependenciesOf({}));
    const reply = await app.call('GET', '/thing');
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('secret');
  });
});

describe('an address', () => {
  it('where nothing is answers 404', async () => {
    const reply = await (await start(null)).call('GET', '/nothing');
    expect([reply.status, reply.body['code']]).toEqual([404, 'route.not_found']);
  });

  it('with another method answers 405 and says which', async () => {
    const reply = await (await start(null)).call('DELETE', '/thing');
    expect([reply.status, reply.body['code'], reply.headers.get('allow')]).toEqual([
      405,
      'method.not_allowed',
      'GET, HEAD',
    ]);
  });

  it('that is badly encoded answers 400', async () => {
    const route = defineRoute({
      method: 'get',
      path: '/things/:name',
      summary: 'Reads a name',
      tag: 'Test',
      access: { kind: 'public' },
      params: z.strictObject({ name: z.string() }),
      response: { 200: z.strictObject({}) },
      handle: async () => json(200, {}),
    });
    app = await runRoutes([route], dependenciesOf({}));
    const reply = await app.call('GET', '/things/%E0%A4%A');
    expect([reply.status, reply.body['code']]).toEqual([400, 'request.invalid']);
  });
});

describe('the correlation id', () => {
  it("is the caller's own if it is a plain token", async () => {
    const reply = await (await start(null)).call('GET', '/nothing', { headers: { 'x-request-id': 'req-12345.a' } });
    expect(reply.headers.get('x-request-id')).toBe('req-12345.a');
    expect(reply.body['correlationId']).toBe('req-12345.a');
  });

  it.each(['short', 'x'.repeat(65), 'has space in it', '<script>alert(1)'])('is a new one for %s', async (given) => {
    const reply = await (await start(null)).call('GET', '/nothing', { headers: { 'x-request-id': given } });
    expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
