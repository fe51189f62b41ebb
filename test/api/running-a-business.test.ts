import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password, Rig } from './rig.js';

let rig: Rig;
let admin: Record<string, string>;
let platform: Record<string, string>;
let tenantId: string;
beforeAll(async () => {
  rig = await Rig.start({ works: false });
  platform = await rig.setUpPlatform();
  ({ headers: admin, tenantId } = await rig.signUp('owner@noor.test', 'Noor Spa'));
});
afterAll(() => rig.stop());

type Json = Record<string, unknown>;
const call = (method: string, path: string, json?: unknown, headers = admin) =>
  rig.app.call(method, path, { headers, ...(json !== undefined && { json }) });
const paths = (body: Json) => (body['errors'] as { path: string }[]).map(({ path }) => path);

describe('the catalogue', () => {
  const massage = {
    name: { en: 'Massage', ar: 'مساج' },
    priceMinor: 15_000,
    unit: { en: 'per visit' },
    requires: ['name'],
  };

  it('keeps a service as it was said, with its price exact', async () => {
    const created = await rig.must('POST', '/api/v1/services', massage, admin);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: massage.name, price: { minor: 15_000, currency: 'AED' }, version: 1 });
    const id = String(created.body['id']);
    expect((await rig.must('GET', `/api/v1/services/${id}`, undefined, admin)).body).toEqual(created.body);
    const changed = await rig.must('PUT', `/api/v1/services/${id}`, { version: 1, priceMinor: 999_999_999_999 }, admin);
    expect(changed.body).toMatchObject({ price: { minor: 999_999_999_999 }, name: massage.name, version: 2 });
    const stale = await call('PUT', `/api/v1/services/${id}`, { version: 1, priceMinor: 1 });
    expect([stale.status, stale.body['code']]).toEqual([409, 'store.stale_write']);
  });

  it.each([
    ['a fraction of a fils', { priceMinor: 1.5 }],
    ['a negative price', { priceMinor: -1 }],
    ['a price in words', { priceMinor: '15' }],
    ['a price beyond exact numbers', { priceMinor: 1e300 }],
    ['no price', { priceMinor: undefined }],
  ])('refuses %s', async (_what, fields) => {
    const reply = await call('POST', '/api/v1/services', { ...massage, ...fields });
    expect([reply.status, [...new Set(paths(reply.body))]]).toEqual([400, ['body.priceMinor']]);
  });

  it('takes ten thousand services at once, after a rehearsal, or none', async () => {
    const services = Array.from({ length: 10_000 }, (_, n) => ({ name: { en: `Item ${n}` }, priceMinor: n }));
    const rehearsed = await rig.must('POST', '/api/v1/services/import', { services, dryRun: true }, admin);
    expect(rehearsed.body).toMatchObject({ imported: 0, problems: [] });
    const twice = [...services.slice(0, 3), { name: { en: 'item 1' }, priceMinor: 1 }];
    const doubled = await rig.must('POST', '/api/v1/services/import', { services: twice, dryRun: true }, admin);
    expect(doubled.body['problems']).toMatchObject([{ row: 4, field: 'name' }]);
    expect((await call('POST', '/api/v1/services/import', { services: twice })).status).toBe(400);
    expect((await rig.must('POST', '/api/v1/services/import', { services }, admin)).body['imported']).toBe(10_000);
    const tooMany = await call('POST', '/api/v1/services/import', { services: [...services, services[0]] });
    expect([tooMany.status, paths(tooMany.body)]).toEqual([400, ['body.services']]);
  });

  it('takes a list over what is there, row by row as it said beforehand, and a second time changes nothing', async () => {
    const services = [
      { name: { en: 'Item 7' }, priceMinor: 700 },
      { name: { en: 'Item 8' }, priceMinor: 8 },
      { name: { en: 'Both', ar: 'Item 9' }, priceMinor: 9, requires: ['name'], minQuantity: 9, maxQuantity: 3 },
    ];
    const body = { services, mode: 'upsert', skipRefused: true };
    const { body: said } = await rig.must('POST', '/api/v1/services/import', { ...body, dryRun: true }, admin);
    expect(said).toMatchObject({
      imported: 0,
      rows: [
        { row: 1, effect: 'updated', changes: ['price'], priceBefore: { minor: 7, currency: 'AED' } },
        { row: 2, effect: 'unchanged', changes: [], priceBefore: null },
      ],
      problems: [{ row: 3, field: 'maxQuantity' }],
    });
    const { body: done } = await rig.must('POST', '/api/v1/services/import', body, admin);
    expect(done).toMatchObject({ imported: 1, updated: 1, problems: [{ row: 3 }] });
    const { body: again } = await rig.must('POST', '/api/v1/services/import', body, admin);
    expect(again).toMatchObject({ imported: 0, updated: 0, unchanged: 2 });
  });

  it('pages through all of it without a gap or a repeat', async () => {
    const seen = new Set<string>();
    let after: unknown = null;
    do {
      const query = after === null ? '' : `&after=${encodeURIComponent(String(after))}`;
      const { body } = await rig.must('GET', `/api/v1/services?limit=100${query}`, undefined, admin);
      for (const { id } of body['items'] as { id: string }[]) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      after = body['next'];
    } while (after !== null);
    expect(seen.size).toBe(10_001);
  });

  it('refuses a cursor that is none', async () => {
    expect((await call('GET', '/api/v1/services?after=nonsense')).status).toBe(400);
  });
});

describe('the team', () => {
  it('has members whose role bites at their next request', async () => {
    const person = { email: 'agent@noor.test', name: 'Agent', role: 'agent', initialPassword: password };
    const { body: member } = await rig.must('POST', '/api/v1/team/members', person, admin);
    const { headers } = await rig.signIn('agent@noor.test');
    expect((await call('POST', '/api/v1/faqs', { questions: ['q'], answer: { en: 'a' } }, headers)).status).toBe(403);
    const role = { name: 'Editor', permissions: ['catalogue.read', 'catalogue.write'] };
    const { body: editor } = await rig.must('POST', '/api/v1/team/roles', role, admin);
    await rig.must('PATCH', `/api/v1/team/members/${member['userId']}`, { version: 1, role: editor['id'] }, admin);
    expect((await call('POST', '/api/v1/faqs', { questions: ['q'], answer: { en: 'a' } }, headers)).status).toBe(201);
    expect((await call('GET', '/api/v1/orders', undefined, headers)).status).toBe(403);
    await rig.must('PATCH', `/api/v1/team/members/${member['userId']}`, { version: 2, active: false }, admin);
    expect((await call('GET', '/api/auth/me', undefined, headers)).status).toBe(401);
  });

  it('makes no role that runs the platform', async () => {
    const reply = await call('POST', '/api/v1/team/roles', { name: 'Root', permissions: ['platform.manage'] });
    expect([reply.status, paths(reply.body)]).toEqual([400, ['body.permissions.0']]);
  });
});

describe('an API key', () => {
  it('is shown once, works until it is rotated, and ends when revoked', async () => {
    const { body } = await rig.must('POST', '/api/v1/api-keys', { name: 'shop', scopes: ['catalogue.read'] }, admin);
    const { id } = body['apiKey'] as { id: string };
    const read = (key: unknown) => rig.app.call('GET', '/api/v1/faqs', { headers: { 'x-api-key': String(key) } });
    expect((await read(body['key'])).status).toBe(200);
    const list = await rig.must('GET', '/api/v1/api-keys', undefined, admin);
    expect(list.text).not.toContain(String(body['key']).split('_').at(-1));
    const { body: rotated } = await rig.must('POST', `/api/v1/api-keys/${id}/rotate`, undefined, admin);
    expect([(await read(body['key'])).status, (await read(rotated['key'])).status]).toEqual([401, 200]);
    await rig.must('DELETE', `/api/v1/api-keys/${id}`, undefined, admin);
    expect((await read(rotated['key'])).status).toBe(401);
  });

  it('cannot be given what only people may do', async () => {
    const reply = await call('POST', '/api/v1/api-keys', { name: 'bot', scopes: ['orders.decide'] });
    expect(paths(reply.body)).toEqual(['body.scopes.0']);
  });
});

describe('the official Cloud API', () => {
  it('needs the platform to allow it, and never shows its token', async () => {
    const channel = { name: 'WhatsApp', phoneNumberId: '5550001', accessToken: 'EAAG-very-secret' };
    expect((await call('POST', '/api/v1/channels', channel)).body['code']).toBe('channel.cloud_api_not_allowed');
    await rig.must('POST', `/api/v1/admin/tenants/${tenantId}/cloud-api`, { allowed: true }, platform);
    const created = await rig.must('POST', '/api/v1/channels', channel, admin);
    expect(created.body).toMatchObject({ externalKey: '5550001', settingsSet: ['accessToken'] });
    expect((await rig.must('GET', '/api/v1/channels', undefined, admin)).text).not.toContain('very-secret');
  });
});

describe('the log', () => {
  it('holds, and says who did what', async () => {
    const { body } = await rig.must('GET', '/api/v1/audit?action=channel.added', undefined, admin);
    expect(body['items']).toMatchObject([{ action: 'channel.added', facts: { externalKey: '5550001' } }]);
    expect((await rig.must('GET', '/api/v1/audit/verify', undefined, admin)).body).toMatchObject({ holds: true });
    expect((await rig.must('GET', '/api/v1/admin/audit/verify', undefined, platform)).body).toMatchObject({
      holds: true,
    });
  });
});

describe('a tenant', () => {
  it('that is suspended may read and do nothing; deleted it is gone until restored; destroyed for good', async () => {
    const { headers, tenantId: id } = await rig.signUp('owner@short.test', 'Short lived');
    const step = (name: string, json?: unknown) => call('POST', `/api/v1/admin/tenants/${id}/${name}`, json, platform);
    await step('suspend');
    expect((await call('GET', '/api/v1/settings', undefined, headers)).status).toBe(200);
    expect((await call('PUT', '/api/v1/kill-switch', { on: true }, headers)).status).toBe(403);
    expect((await step('destroy', { confirm: 'short-lived' })).body['code']).toBe('lifecycle.illegal_transition');
    expect((await step('delete')).body['status']).toBe('deleted');
    expect((await call('GET', '/api/v1/settings', undefined, headers)).status).toBe(401);
    expect((await step('restore')).body['status']).toBe('suspended');
    await step('delete');
    expect((await step('destroy', { confirm: 'other' })).status).toBe(400);
    expect((await step('destroy', { confirm: 'short-lived' })).status).toBe(204);
    expect((await call('GET', `/api/v1/admin/tenants/${id}`, undefined, platform)).text).not.toContain('Short lived');
    expect((await call('GET', '/api/v1/admin/tenants', undefined, platform)).text).not.toContain('Short lived');
  });
});
