import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { defaultRates, type HttpDependencies } from '#adapters/http/http-dependencies';
import { defineRoute } from '#adapters/http/route';
import type { RunningApp } from '#test/support/running-app';
import {
  CountingLimiter,
  dependenciesOf,
  ownTenant,
  person,
  program,
  RecordingTelemetry,
  runRoutes,
} from './http-harness.js';

const signIn = defineRoute({
  method: 'post',
  path: '/sign-in',
  summary: 'Signs in',
  tag: 'Test',
  access: { kind: 'public' },
  ipLimit: 'auth',
  response: { 200: z.strictObject({}) },
  handle: async () => json(200, {}),
});
const orders = defineRoute({
  method: 'get',
  path: '/orders',
  summary: 'Reads',
  tag: 'Test',
  access: { kind: 'user_or_key', permission: 'orders.read' },
  response: { 200: z.strictObject({}) },
  handle: async () => json(200, {}),
});

let app: RunningApp;
let limiter: CountingLimiter;
afterEach(() => app.stop());
const start = async (more: Partial<HttpDependencies>, ratePerMinute: number | null = null): Promise<RunningApp> => {
  limiter = new CountingLimiter();
  const by = { token: person('orders.read'), key: { ...program('orders.read'), ratePerMinute } };
  app = await runRoutes([signIn, orders], dependenciesOf({}, by, { rateLimiter: limiter, ...more }));
  return app;
};
const key = { headers: { 'x-api-key': 'key' } };

describe('a limit', () => {
  it('of attempts to sign in counts per address, and says when to come back', async () => {
    const running = await start({ rates: { ...defaultRates, authPerIp: 2 } });
    for (const status of [200, 200, 429]) expect((await running.call('POST', '/sign-in')).status).toBe(status);
    const refused = await running.call('POST', '/sign-in');
    expect(refused.body['code']).toBe('rate_limit.exceeded');
    expect(refused.headers.get('retry-after')).toBe('3');
    expect(refused.headers.get('ratelimit')).toBe('"ip";r=0;t=3');
    expect(refused.headers.get('ratelimit-policy')).toBe('"ip";q=2;w=60');
  });

  it('believes no forwarded address unless a proxy of ours stands before us', async () => {
    const running = await start({ rates: { ...defaultRates, authPerIp: 1 } });
    await running.call('POST', '/sign-in', { headers: { 'x-forwarded-for': '203.0.113.1' } });
    expect((await running.call('POST', '/sign-in', { headers: { 'x-forwarded-for': '203.0.113.2' } })).status).toBe(
      429,
    );
    await running.stop();
    const behind = await start({ rates: { ...defaultRates, authPerIp: 1 }, trustedProxies: 1 });
    await behind.call('POST', '/sign-in', { headers: { 'x-forwarded-for': '203.0.113.1' } });
    expect((await behind.call('POST', '/sign-in', { headers: { 'x-forwarded-for': '203.0.113.2' } })).status).toBe(200);
  });

  it("of a key is the key's own, and its bucket begins with the tenant", async () => {
    const running = await start({}, 1);
    expect((await running.call('GET', '/orders', key)).status).toBe(200);
    const refused = await running.call('GET', '/orders', key);
    expect([refused.status, refused.headers.get('ratelimit-policy')]).toEqual([429, '"key";q=1;w=60']);
    expect([...limiter.taken.keys()].every((bucket) => bucket.startsWith(ownTenant))).toBe(true);
  });

  it("of a key that names none is the platform's", async () => {
    const running = await start({ rates: { ...defaultRates, perApiKey: 1 } });
    expect((await running.call('GET', '/orders', key)).status).toBe(200);
    expect((await running.call('GET', '/orders', key)).status).toBe(429);
  });

  it('of a tenant holds for its people and programs together', async () => {
    const running = await start({ rates: { ...defaultRates, perTenant: 1 } });
    expect((await running.call('GET', '/orders', { headers: { authorization: 'Bearer token' } })).status).toBe(200);
    expect((await running.call('GET', '/orders', key)).status).toBe(429);
  });
});

describe('a limiter that is down', () => {
  it('keeps sign-in shut and everything else open', async () => {
    const telemetry = new RecordingTelemetry();
    const running = await start({ telemetry });
    limiter.isDown = true;
    const refused = await running.call('POST', '/sign-in');
    expect([refused.status, refused.body['code']]).toEqual([503, 'rate_limit.unavailable']);
    expect((await running.call('GET', '/orders', key)).status).toBe(200);
    expect(telemetry.lines.map(({ event }) => event)).toContain('http.limiter_down');
  });
});
