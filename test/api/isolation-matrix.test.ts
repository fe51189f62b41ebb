import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '#adapters/http/all-routes';
import type { Route } from '#adapters/http/route';
import { type Caller, callersOf, refusalOf } from './isolation/callers.js';
import { fieldsOf, type IdPlace, idPlacesOf } from './isolation/id-places.js';
import { callRoute, foreignFaults, keyOf, randomId, tracesOf, withFreshTalk } from './isolation/matrix.js';
import { otherOutcomes, sampleBodies } from './isolation/sample-bodies.js';
import { type SeededTenant, seedTenant } from './isolation/seeded-tenant.js';
import { Rig } from './rig.js';

/**
 * Zero cross-tenant access, net 5: every route × caller × source of the id, made from the live router and the declared
 * policies. What a caller may do comes from the rules of roles and scopes, not from the routes under test.
 */

let rig: Rig;
let a: SeededTenant;
let b: SeededTenant;
let callers: Caller[];
let before: unknown;

beforeAll(async () => {
  rig = await Rig.start({ works: false });
  const platform = await rig.setUpPlatform();
  a = await seedTenant(rig, platform, 'zebra7a', '5550000001');
  b = await seedTenant(rig, platform, 'quagga9b', '5550000002');
  callers = await callersOf(rig, platform, a);
  before = await everythingOf(b);
}, 120_000);
afterAll(() => rig.stop());

// The registry needs nothing to be listed; only its handlers do.
const registry = allRoutes({
  useCases: {},
  cloudApi: {},
  isReady: () => Promise.resolve(true),
  chatWaitMs: 0,
  assetsFolder: '/nowhere',
} as never);
const guarded = registry.filter(({ access }) => access.kind !== 'public' && access.kind !== 'signature');

const nobodyElse: Caller = { name: 'admin', headers: {}, kind: 'person', permissions: new Set(), own: {} };

type Layer = { readonly route?: { readonly path: string; readonly stack: readonly { readonly method?: string }[] } };

/** What express would really serve. */
const servedBy = (app: Express): string[] =>
  (app.router.stack as readonly Layer[]).flatMap(({ route }) =>
    (route?.stack ?? []).flatMap(({ method }) => (method === undefined ? [] : [`${method} ${route?.path}`])),
  );

/** Routes whose tenant is named in the path are the platform's: there is no foreign tenant for it. */
const foreignMatters = (route: Route, place: IdPlace): boolean =>
  !(route.access.kind === 'platform' && place.kind === 'tenant');

/** The kill switch shows the platform's own as well, which the super admin moves meanwhile; an export is written into the log. */
const changing: ReadonlySet<string> = new Set(['/api/v1/kill-switch', '/api/v1/leads/export']);

/** All a tenant's admin can read, as it reads now. */
const everythingOf = async (tenant: SeededTenant): Promise<string[]> => {
  const lists = guarded.filter(
    ({ method, path, access }) => method === 'get' && !path.includes(':') && access.kind.startsWith('user'),
  );
  const readable = lists.filter(
    ({ path, access }) => 'permission' in access && access.permission !== 'chat.send' && !changing.has(path),
  );
  const caller = { ...nobodyElse, headers: tenant.admin };
  return Promise.all(
    readable.map(async (route) => `${keyOf(route)} ${(await callRoute(rig, route, [], caller, tenant, null)).text}`),
  );
};

describe('the router', () => {
  it('serves the routes of the registry and nothing else', () => {
    expect(servedBy(rig.express).sort()).toEqual(registry.map(keyOf).sort());
    expect(registry.length).toBeGreaterThan(70);
  });

  it('would be caught with a route that bypasses the registry', () => {
    rig.express.get('/smuggled', (_request, response) => response.end());
    expect(servedBy(rig.express)).toContain('get /smuggled');
    expect(registry.map(keyOf)).not.toContain('get /smuggled');
    const { stack } = rig.express.router as unknown as { stack: Layer[] };
    stack.pop();
  });
});

describe('the samples', () => {
  it('fill every route that takes a body, and name every id it can', () => {
    const own = Object.fromEntries(Object.keys(a.bodyIds).map((kind) => [kind, `<${kind}>`])) as never;
    for (const route of registry) {
      const sample = JSON.stringify(sampleBodies[keyOf(route)]?.(own, '1') ?? null);
      if (route.body !== null) expect(sample, keyOf(route)).not.toBe('null');
      for (const place of idPlacesOf(route))
        if (place.where === 'body') expect(sample, keyOf(route)).toContain(`<${place.kind}>`);
    }
  });
});

describe.each(guarded.map((route) => [keyOf(route), route] as const))('%s', (key, route) => {
  const places = idPlacesOf(route);
  const pages = route.access.kind !== 'platform' && fieldsOf(route.query).some(([name]) => name === 'after');

  it('refuses whom its policy refuses, whatever ids they bring', async () => {
    const wrong: string[] = [];
    for (const caller of callers) {
      const refusal = refusalOf(route.access, caller);
      if (refusal === null) continue;
      const sources = places.flatMap((place) => [b.ids[place.kind], randomId(place.kind)].map((id) => ({ place, id })));
      for (const substitution of [null, ...sources]) {
        const reply = await callRoute(rig, route, places, caller, a, substitution);
        if (reply.status !== refusal) wrong.push(`${caller.name} got ${reply.status}, not ${refusal}: ${reply.text}`);
        wrong.push(...tracesOf(b, reply, substitution?.id ?? null).map((trace) => `${caller.name} saw ${trace}`));
      }
    }
    expect(wrong).toEqual([]);
  });

  if (places.length > 0)
    it('answers a foreign id as one that never was', async () => {
      const faults: string[] = [];
      for (const caller of callers.filter((each) => refusalOf(route.access, each) === null))
        for (const place of places.filter((each) => foreignMatters(route, each)))
          faults.push(...(await foreignFaults(rig, route, place, caller, a, b)));
      expect(faults).toEqual([]);
    });

  it('lets in whom its policy lets in, and shows them nothing of others', async () => {
    const faults: string[] = [];
    const statuses: number[] = [];
    const admitted = callers.filter((each) => refusalOf(route.access, each) === null);
    const success = [...Object.keys(route.response).map(Number), 409, ...(otherOutcomes[key] ?? [])];
    const home = route.method === 'get' ? a : await withFreshTalk(rig, route, a);
    for (const caller of admitted) {
      const reply = await callRoute(rig, route, places, caller, home, null);
      const expected = caller.isStranger ? [...success, 404] : success;
      statuses.push(reply.status);
      if (!expected.includes(reply.status)) faults.push(`${caller.name} got ${reply.status} ${reply.text}`);
      // The platform sees which tenants there are, and nothing inside them.
      const others = route.access.kind === 'platform' ? [] : caller.isStranger ? [a, b] : [b];
      faults.push(
        ...others.flatMap((other) => tracesOf(other, reply, null)).map((trace) => `${caller.name} saw ${trace}`),
      );
    }
    expect(faults).toEqual([]);
    // With one's own ids it works at least once; else the refusals above would prove nothing.
    expect(statuses.filter((status) => (otherOutcomes[key] ?? [200, 201, 204]).includes(status))).not.toEqual([]);
  });

  if (pages)
    it("takes another tenant's cursor for no more than a place in one's own list", async () => {
      const theirs = { ...nobodyElse, headers: b.admin };
      const page = await callRoute(rig, route, places, theirs, b, null, { limit: '1' });
      const cursor = page.body['next'];
      if (typeof cursor !== 'string') return;
      const reply = await callRoute(rig, route, places, { ...nobodyElse, headers: a.admin }, a, null, {
        after: cursor,
      });
      expect([200, 400]).toContain(reply.status);
      expect(tracesOf(b, reply, null)).toEqual([]);
    });
});

describe('the other tenant', () => {
  it('is as it was before all this', async () => {
    expect(await everythingOf(b)).toEqual(before);
  });
});
