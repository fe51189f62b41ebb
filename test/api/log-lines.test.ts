import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PinoTelemetry } from '#adapters/telemetry/pino-telemetry';
import { redaction } from '#adapters/telemetry/redaction';
import { type Caller, callersOf } from './isolation/callers.js';
import { idPlacesOf } from './isolation/id-places.js';
import { callRoute, keyOf, pathOf } from './isolation/matrix.js';
import { sampleBodies } from './isolation/sample-bodies.js';
import { type SeededTenant, seedTenant } from './isolation/seeded-tenant.js';
import { password, Rig } from './rig.js';

/** In every text, name, address and token of the tenant, and nowhere else. */
const canary = 'zebra7a';
const phone = '971559876543';
const ofCallers = 'quokka3c';

let rig: Rig;
let tenant: SeededTenant;
let callers: readonly Caller[];
const lines: string[] = [];

/** As detailed as it gets, and without the net that hides what should not be there. */
const listening = (): PinoTelemetry => {
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(...chunk.toString().split('\n'));
      done();
    },
  });
  return new PinoTelemetry(pino({ level: 'trace', base: null }, sink));
};

beforeAll(async () => {
  rig = await Rig.start({ works: false, tells: listening() });
  const platform = await rig.setUpPlatform();
  tenant = await seedTenant(rig, platform, canary, '5550000001');
  const wanted = new Set(['anonymous', 'tenant_admin', 'super_admin', 'visitor']);
  // From here on turns are taken, and mails and answers sent.
  await rig.application.start();
  callers = (await callersOf(rig, platform, tenant)).filter(({ name }) => wanted.has(name));
}, 120_000);
afterAll(() => rig.stop());

type Json = string | number | boolean | null | undefined | Json[] | { readonly [name: string]: Json };

/** Every text in it is somebody's: what is said, written, or given to prove who one is. */
const spoiled = (value: Json, name = ''): Json => {
  if (Array.isArray(value)) return value.map((each) => spoiled(each, name));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spoiled(each, key)]));
  if (typeof value !== 'string') return value;
  if (/mail/i.test(name)) return `${ofCallers}@${ofCallers}.test`;
  return /phone|number/i.test(name) ? `+${phone}` : `${ofCallers} ${value}`;
};

/** A mail's line in the log names the domain it goes to, and nothing before it. */
const withoutDomains = (line: string): string => line.replaceAll(/…@[\w.-]+/g, '');

const leaks = (): string[] => {
  const tokens = callers.flatMap(({ headers }) => Object.values(headers)).map((value) => value.replace(/^Bearer /, ''));
  const secrets = [canary, ofCallers, phone, password, ...tokens.filter((token) => token.length > 10)];
  return lines.filter((line) => secrets.some((secret) => withoutDomains(line).includes(secret)));
};

const attempts = async (route: (typeof rig.routes)[number], caller: Caller): Promise<void> => {
  const places = idPlacesOf(route);
  await callRoute(rig, route, places, caller, tenant, []);
  const path = pathOf(route, tenant.ids, places);
  const sample = sampleBodies[keyOf(route)]?.(tenant.bodyIds, '1') as Json;
  const headers = { ...caller.headers, 'x-request-id': 'a-request-of-a-test' };
  const json = sample === undefined ? undefined : spoiled(sample);
  await rig.app.call(route.method.toUpperCase(), `${path}?q=${ofCallers}&phone=${phone}`, { headers, json });
  if (caller.name === 'anonymous')
    await rig.app.call(route.method.toUpperCase(), path, { headers: { ...headers, 'x-api-key': ofCallers }, json });
};

describe('the log', () => {
  it('holds no word, name, number, address, password or token of anybody, whatever is called and however', async () => {
    expect(callers).toHaveLength(4);
    // The session that signs out takes the caller with it.
    for (const route of rig.routes)
      for (const caller of callers) if (!/sign-out|logout/.test(route.path)) await attempts(route, caller);
    expect(lines.length).toBeGreaterThan(1_000);
    expect(leaks()).toEqual([]);
  }, 240_000);

  it('would be caught with a line that has one', () => {
    lines.push(`{"level":30,"text":"what ${canary} said"}`);
    expect(leaks()).toHaveLength(1);
    lines.pop();
  });

  it('has a net: what is called a text, a phone or a secret is not written even by mistake', () => {
    const caught: string[] = [];
    const log = pino({ base: null, redact: redaction }, { write: (line: string) => void caught.push(line) });
    const mistake = { text: canary, phone, nested: { email: canary, deeper: { token: canary } } };
    log.error({ ...mistake, err: Object.assign(new Error('refused'), { details: { password: canary } }) }, 'mistaken');
    expect(caught.join()).not.toMatch(new RegExp(`${canary}|${phone}`));
    expect(caught.join()).toContain('[redacted]');
  });
});
