import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '#adapters/http/all-routes';
import type { Route } from '#adapters/http/route';
import type { Reply } from '#test/support/running-app';
import { idPlacesOf } from './isolation/id-places.js';
import { keyOf, pathOf, randomId } from './isolation/matrix.js';
import { sampleBodies } from './isolation/sample-bodies.js';
import type { Ids } from './isolation/seeded-tenant.js';
import { Rig } from './rig.js';

/** Whatever is sent to whichever route: a clear refusal or an answer, never a 500 and never a stack. */

let rig: Rig;
let admin: Record<string, string>;
let platform: Record<string, string>;
let visitor: { headers: Record<string, string>; session: string };
beforeAll(async () => {
  rig = await Rig.start({ works: false });
  platform = await rig.setUpPlatform();
  ({ headers: admin } = await rig.signUp('owner@noor.test', 'Noor Spa'));
  const { body } = await rig.must('POST', '/api/widget/session/create/', { company: 'noor-spa' });
  visitor = { headers: { authorization: `Bearer ${String(body['token'])}` }, session: String(body['session_id']) };
});
afterAll(() => rig.stop());

const registry = allRoutes({ useCases: {}, cloudApi: {}, isReady: () => Promise.resolve(true) } as never);

const nasty: readonly unknown[] = [
  null,
  true,
  -1,
  0.1,
  1e308,
  '',
  '\u0000',
  '\ud800',
  '‮override',
  '__proto__',
  "'; DROP TABLE tenants; --",
  '%00',
  'x'.repeat(100_000),
  [],
  [null],
  [[[]]],
  {},
  { $gt: '' },
  { toString: 1 },
  { en: null },
  { en: '\ud800' },
];
const nastyBodies: readonly string[] = [
  'null',
  '[]',
  '"text"',
  '1',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  `{"a":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`,
  '{"a":1,"a":2}',
  '{',
  '\ufeff{}',
];
const nastySegments = [
  'x',
  '%00',
  '%ED%A0%80',
  '%2e%2e%2f',
  `ord_${'g'.repeat(32)}`,
  '0'.repeat(5_000),
  '%F0%9F%98%80',
];

const ids = Object.fromEntries(
  [
    'tenant',
    'user',
    'role',
    'session',
    'apiKey',
    'service',
    'faq',
    'customer',
    'conversation',
    'message',
    'turn',
    'order',
    'channel',
    'chat',
    'flow',
    'form',
    'lead',
    'file',
    'cannedReply',
    'widgetSession',
    'visitor',
    'invitation',
    'function',
    'functionCall',
  ].map((kind) => [kind, randomId(kind as keyof Ids)]),
) as unknown as Ids;

const faultOf = (what: string, reply: Reply): string[] => {
  if (reply.status >= 500) return [`${what}: ${reply.status} ${reply.text}`];
  if (reply.status < 400) return [];
  const contentType = reply.headers.get('content-type') ?? '';
  // Who follows a link to a page gets a page.
  if (reply.status === 404 && contentType.startsWith('text/html')) return [];
  const isProblem = contentType.startsWith('application/problem+json');
  const { type, title, status, code, detail, correlationId } = reply.body;
  const isWhole = [type, title, code, detail, correlationId].every(
    (field) => typeof field === 'string' && field !== '',
  );
  const leaks = /\.ts:\d|\.js:\d|node_modules|SQLITE|select /i.test(reply.text);
  return isProblem && isWhole && status === reply.status && !leaks ? [] : [`${what}: ${reply.text.slice(0, 300)}`];
};

/** The sample body with one field after the other made nasty. */
const spoiled = (route: Route): string[] => {
  const sample = sampleBodies[keyOf(route)]?.(ids, '1');
  if (typeof sample !== 'object' || sample === null) return [];
  return Object.keys(sample).flatMap((field) => nasty.map((value) => JSON.stringify({ ...sample, [field]: value })));
};

/** A route that takes nothing can be sent nothing bad. */
const takesSomething = ({ method, path, query }: Route): boolean =>
  method !== 'get' || path.includes(':') || query !== null;
const spoilable = registry.filter((route) => route.access.kind !== 'signature' && takesSomething(route));

describe.each(spoilable.map((route) => [keyOf(route), route] as const))('%s', (_key, route) => {
  const places = idPlacesOf(route).filter(({ where }) => where === 'params');
  const isVisitors = route.access.kind === 'visitor';
  // What a visitor asks for is asked in a session of their own; nobody else gets past its door.
  const at = (address: string): string => (isVisitors ? address.replace(ids.widgetSession, visitor.session) : address);
  const path = pathOf(route, ids, places);
  const headersOf = () => (isVisitors ? visitor.headers : route.access.kind === 'platform' ? platform : admin);
  const send = (address: string, raw?: string) =>
    rig.app.call(route.method.toUpperCase(), at(address), { headers: headersOf(), ...(raw !== undefined && { raw }) });

  if (route.method !== 'get')
    it('survives any body', async () => {
      const faults: string[] = [];
      for (const raw of [...nastyBodies, ...spoiled(route)])
        faults.push(...faultOf(raw.slice(0, 200), await send(path, raw)));
      expect(faults).toEqual([]);
    });

  if (route.path.includes(':'))
    it('survives any path', async () => {
      const faults: string[] = [];
      for (const segment of nastySegments) {
        const reply = await send(route.path.replaceAll(/:\w+/g, segment));
        if (reply.status < 400) faults.push(`${segment} was taken`);
        faults.push(...faultOf(segment, reply));
      }
      expect(faults).toEqual([]);
    });

  if (route.query !== null)
    it('survives any query', async () => {
      const faults: string[] = [];
      for (const name of ['after', 'limit', 'text', 'status', 'channelId', 'action', 'x'])
        for (const value of [
          '',
          '%00',
          '%ED%A0%80',
          '-1',
          '1e3',
          '{}',
          'NaN',
          encodeURIComponent("' OR 1=1 --"),
          'x'.repeat(2_000),
        ])
          faults.push(...faultOf(`${name}=${value}`.slice(0, 100), await send(`${path}?${name}=${value}`)));
      expect(faults).toEqual([]);
    });
});
