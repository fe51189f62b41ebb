import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '#adapters/http/all-routes';
import { type Caller, callersOf } from './isolation/callers.js';
import { fieldsOf, idPlacesOf } from './isolation/id-places.js';
import { callRoute, foreignFaults, keyOf, smugglingFaults, tracesOf, withFreshTalk } from './isolation/matrix.js';
import { otherOutcomes, sampleBodies } from './isolation/sample-bodies.js';
import { type SeededTenant, seedTenant } from './isolation/seeded-tenant.js';
import { casesIn, inFlight, type Trial, trialsOf } from './isolation/trials.js';
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

/** At once, where nothing is written. */
const width = 12;

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
    readable.map(async (route) => `${keyOf(route)} ${(await callRoute(rig, route, [], caller, tenant, [])).text}`),
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

describe('the matrix', () => {
  it('has at least 5,000 cases, some of every kind of caller at every guarded route', () => {
    const trials = guarded.map((route) => trialsOf(route, callers));
    const cases = trials.flat().reduce((sum, trial) => sum + casesIn(trial), 0);
    process.stderr.write(`isolation matrix: ${cases} cases at ${guarded.length} routes, ${callers.length} callers\n`);
    expect(cases).toBeGreaterThanOrEqual(5_000);
    for (const each of trials) expect(new Set(each.map(({ caller }) => caller.name)).size).toBe(callers.length);
  });
});

describe.each(guarded.map((route) => [keyOf(route), route] as const))('%s', (key, route) => {
  const places = idPlacesOf(route);
  const pages = route.access.kind !== 'platform' && fieldsOf(route.query).some(([name]) => name === 'after');
  const success = [...Object.keys(route.response).map(Number), 409, ...(otherOutcomes[key] ?? [])];
  const trialsWhere = (wanted: (trial: Trial) => boolean): Trial[] => trialsOf(route, callers).filter(wanted);
  const allowedTo = ({ isStranger }: Caller) => (isStranger ? [...success, 404] : success);
  // The platform sees which tenants there are, and nothing inside them.
  const othersOf = ({ isStranger }: Caller) => (route.access.kind === 'platform' ? [] : isStranger ? [a, b] : [b]);

  it('refuses whom its policy refuses, whatever ids they bring', async () => {
    const faults = await inFlight(
      trialsWhere(({ refusal }) => refusal !== null),
      width,
      async (trial) => {
        const { caller, refusal, aim } = trial;
        if (aim !== null) return foreignFaults({ rig, home: a, other: b }, route, trial);
        const reply = await callRoute(rig, route, places, caller, a, []);
        const traces = tracesOf(b, reply, []).map((trace) => `${caller.name} saw ${trace}`);
        return reply.status === refusal ? traces : [`${caller.name} got ${reply.status}, not ${refusal}`, ...traces];
      },
    );
    expect(faults.flat()).toEqual([]);
  });

  if (places.length > 0)
    it('answers foreign ids as ones that never were', async () => {
      // What names records in its body may write where the body's is not the one it writes to.
      const atOnce = places.some(({ where }) => where === 'body') ? 1 : width;
      const trials = trialsWhere(({ refusal, aim }) => refusal === null && aim !== null);
      const faults = await inFlight(trials, atOnce, (trial) => foreignFaults({ rig, home: a, other: b }, route, trial));
      expect(faults.flat()).toEqual([]);
    });

  it('lets in whom its policy lets in, and shows them nothing of others', async () => {
    const home = route.method === 'get' ? a : await withFreshTalk(rig, route, a);
    const admitted = trialsWhere(({ refusal, aim, smuggled }) => refusal === null && aim === null && smuggled === null);
    const results = await inFlight(admitted, route.method === 'get' ? width : 1, async ({ caller }) => {
      const reply = await callRoute(rig, route, places, caller, home, []);
      const traces = othersOf(caller).flatMap((other) => tracesOf(other, reply, []));
      const faults = traces.map((trace) => `${caller.name} saw ${trace}`);
      if (!allowedTo(caller).includes(reply.status)) faults.push(`${caller.name} got ${reply.status} ${reply.text}`);
      return { status: reply.status, faults };
    });
    expect(results.flatMap(({ faults }) => faults)).toEqual([]);
    // With one's own ids it works at least once; else the refusals above would prove nothing.
    const worked = otherOutcomes[key] ?? [200, 201, 204];
    expect(results.map(({ status }) => status).filter((status) => worked.includes(status))).not.toEqual([]);
  });

  if (route.method === 'get' && route.access.kind !== 'platform')
    it('takes nobody’s word for which tenant is meant', async () => {
      const trials = trialsWhere(({ smuggled }) => smuggled !== null);
      const faults = await inFlight(trials, width, (trial) =>
        smugglingFaults({ rig, home: a, other: b }, route, trial, allowedTo(trial.caller)),
      );
      expect(faults.flat()).toEqual([]);
    });

  if (pages)
    it("takes another tenant's cursor for no more than a place in one's own list", async () => {
      const theirs = { ...nobodyElse, headers: b.admin };
      const page = await callRoute(rig, route, places, theirs, b, [], { query: { limit: '1' } });
      const cursor = page.body['next'];
      if (typeof cursor !== 'string') return;
      const reply = await callRoute(rig, route, places, { ...nobodyElse, headers: a.admin }, a, [], {
        query: { after: cursor },
      });
      expect([200, 400]).toContain(reply.status);
      expect(tracesOf(b, reply, [])).toEqual([]);
    });
});

describe('the other tenant', () => {
  it('is as it was before all this', async () => {
    expect(await everythingOf(b)).toEqual(before);
  });
});
