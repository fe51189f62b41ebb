import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FetchFailed } from '#application/ports/safe-fetch';
import { TenantId } from '#domain/shared/ids';
import { Rig } from './rig.js';

/** Services of a tenant's own: registered, tried, asked while a customer waits, and logged. */
const path = '/api/v1/functions';
const secret = 'Bearer parcels-and-secrets';
const parcel = {
  name: 'Where is my parcel',
  description: 'Tells where a parcel is.',
  examples: ['where is my parcel 123456'],
  url: 'https://parcels.example/status?v=1',
  secret,
  parameters: {
    type: 'object',
    properties: { number: { type: 'string', description: 'the number of the parcel', maxLength: 20 } },
    required: ['number'],
    additionalProperties: false,
  },
  fields: [
    { name: 'state', path: 'parcel.state', type: 'choice', choices: { moving: { en: 'on its way', ar: 'في الطريق' } } },
    { name: 'eta', path: 'parcel.eta', type: 'date' },
    { name: 'due', path: 'parcel.due', type: 'money' },
  ],
  template: { en: 'Your parcel is {state}. We expect it on {eta}; due at the door: {due}.' },
};

let rig: Rig;
let admin: Record<string, string>;
beforeAll(async () => {
  rig = await Rig.start({ works: false });
  ({ headers: admin } = await rig.signUp('ana@noor.test', 'Noor'));
});
beforeEach(() => {
  rig.fetch.asked.length = 0;
  rig.fetch.script = () => ({ parcel: { state: 'moving', eta: '2026-03-05', due: 12.5 } });
});
afterAll(() => rig.stop());

const added = async (about: object = {}): Promise<Record<string, unknown>> =>
  (await rig.must('POST', path, { ...parcel, ...about }, admin)).body;
const tried = async (id: unknown, args: object = { number: '123456' }) =>
  rig.app.call('POST', `${path}/${id}/try`, { headers: admin, json: { arguments: args } });

describe('a function', () => {
  it('is registered switched off, and its secret is never read back', async () => {
    const made = await added();
    expect(made).toMatchObject({ name: parcel.name, method: 'GET', status: 'off', hasSecret: true, timeoutMs: 4_000 });
    const one = await rig.must('GET', `${path}/${made['id']}`, undefined, admin);
    const list = await rig.must('GET', path, undefined, admin);
    expect(one.body).toEqual(made);
    for (const text of [JSON.stringify(made), one.text, list.text]) {
      expect(text).not.toContain('secrets');
      expect(text).not.toContain('sealed');
    }
  });

  it('is stored with its secret sealed', async () => {
    const { headers, tenantId } = await rig.signUp('seal@noor.test', 'Seal');
    await rig.must('POST', path, parcel, headers);
    const [stored] = await rig.store.tenant(TenantId(tenantId)).functions.list();
    expect(stored?.sealedSecret).toMatch(/^[0-9a-f]{60,}$/);
    expect(Buffer.from(stored?.sealedSecret ?? '', 'hex').includes('parcels')).toBe(false);
  });

  it('is changed, keeps its secret, and loses it when it moves to another host', async () => {
    const made = await added();
    const change = (json: object) => rig.must('PUT', `${path}/${made['id']}`, json, admin);
    const on = (await change({ version: 1, status: 'active', url: 'https://parcels.example/v2' })).body;
    expect(on).toMatchObject({ status: 'active', hasSecret: true, version: 2 });
    const moved = (await change({ version: 2, url: 'https://elsewhere.example/v2' })).body;
    expect(moved).toMatchObject({ hasSecret: false, version: 3 });
    const again = (await change({ version: 3, secret })).body;
    expect(again).toMatchObject({ hasSecret: true });
    expect((await change({ version: 4, secret: null })).body).toMatchObject({ hasSecret: false });
    const stale = await rig.app.call('PUT', `${path}/${made['id']}`, {
      headers: admin,
      json: { version: 1, name: 'x' },
    });
    expect(stale.status).toBe(409);
  });

  it.each([
    ['plain http', { url: 'http://parcels.example/' }],
    ['our own network', { url: 'https://10.0.0.1/' }],
    ['the metadata service', { url: 'https://169.254.169.254/latest/' }],
    ['a decimal loopback', { url: 'https://2130706433/' }],
    ['a mapped loopback', { url: 'https://[::ffff:127.0.0.1]/' }],
    ['a password in the address', { url: 'https://u:p@parcels.example/' }],
    ['another port', { url: 'https://parcels.example:6379/' }],
    ['an amount in its words', { template: { en: 'It costs AED {due} today.' } }],
    ['a blank nobody fills', { template: { en: 'It is there on {day}.' } }],
    ['a secret of two lines', { secret: 'a\r\nHost: evil' }],
    ['the host as its header', { secretHeader: 'Host' }],
    ['a path into a prototype', { fields: [{ name: 'state', path: '__proto__.a', type: 'text' }] }],
    ['an unknown keyword of JSON Schema', { parameters: { properties: { n: { type: 'string', pattern: '.*' } } } }],
    ['a type that is not understood', { parameters: { properties: { n: { type: 'object' } } } }],
  ])('is refused with %s', async (_, about) => {
    const reply = await rig.app.call('POST', path, { headers: admin, json: { ...parcel, ...about } });
    expect({ status: reply.status, asked: rig.fetch.asked }).toEqual({ status: 400, asked: [] });
  });

  it('is removed', async () => {
    const made = await added();
    await rig.must('DELETE', `${path}/${made['id']}`, undefined, admin);
    expect((await rig.app.call('GET', `${path}/${made['id']}`, { headers: admin })).status).toBe(404);
  });

  it('has room for twenty', async () => {
    const { headers } = await rig.signUp('many@noor.test', 'Many');
    for (let index = 0; index < 20; index += 1) await rig.must('POST', path, parcel, headers);
    expect((await rig.app.call('POST', path, { headers, json: parcel })).body).toMatchObject({
      code: 'function.too_many',
    });
  });
});

describe('trying it', () => {
  it('asks with the secret and the arguments, and shows what a customer would read', async () => {
    const made = await added();
    const reply = await tried(made['id'], { number: 'A&B=1 ü' });
    expect(reply.body).toMatchObject({
      outcome: 'answered',
      status: 200,
      values: { state: 'moving', eta: '2026-03-05', due: '1250' },
      says: { en: 'Your parcel is on its way. We expect it on 5 March 2026; due at the door: AED 12.50.' },
    });
    expect(rig.fetch.asked).toMatchObject([
      {
        url: 'https://parcels.example/status?v=1&number=A%26B%3D1%20%C3%BC',
        method: 'GET',
        headers: { authorization: secret },
        accepts: ['application/json'],
        maxRedirects: 0,
      },
    ]);
  });

  it('may be a POST with JSON', async () => {
    const made = await added({ method: 'POST', secretHeader: 'X-Key' });
    await tried(made['id']);
    expect(rig.fetch.asked).toMatchObject([
      {
        url: parcel.url,
        method: 'POST',
        body: '{"number":"123456"}',
        headers: { 'x-key': secret, 'content-type': 'application/json' },
      },
    ]);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a field that cannot be said',
      () => ({ parcel: { state: 'confirmed', eta: '2026-03-05', due: 1 } }),
      'field:state',
    ],
    ['a field that is missing', () => ({ parcel: { state: 'moving' } }), 'field:eta'],
    ['a list', () => [], 'field:state'],
    [
      'nothing in time',
      () => {
        throw new FetchFailed('timed_out');
      },
      'timed_out',
    ],
    [
      'a redirect',
      () => {
        throw new FetchFailed('redirected');
      },
      'redirected',
    ],
  ])('says what is wrong with %s', async (_, script, outcome) => {
    const made = await added();
    rig.fetch.script = script;
    expect((await tried(made['id'])).body).toMatchObject({ outcome, values: {}, says: {} });
  });

  it.each<[string, object]>([
    ['an argument too few', {}],
    ['an argument too many', { number: '1', other: '2' }],
    ['another type', { number: 5 }],
  ])('is refused with %s', async (_, args) => {
    const made = await added();
    const reply = await tried(made['id'], args);
    expect(reply.body).toMatchObject({ code: 'function.invalid' });
    expect(rig.fetch.asked).toEqual([]);
  });

  it('writes a line of the log for each, without the answer', async () => {
    const made = await added();
    await tried(made['id']);
    rig.fetch.script = () => ({ parcel: { state: 'lost' } });
    await tried(made['id'], { number: '654321' });
    const { body, text } = await rig.must('GET', `${path}/${made['id']}/calls?limit=1`, undefined, admin);
    expect(body).toMatchObject({
      items: [{ outcome: 'field:state', status: 200, conversationId: null, arguments: { number: '654321' } }],
    });
    expect(text).not.toContain('lost');
    const rest = await rig.must('GET', `${path}/${made['id']}/calls?after=${String(body['next'])}`, undefined, admin);
    expect(rest.body).toMatchObject({ items: [{ outcome: 'answered', arguments: { number: '123456' } }], next: null });
  });

  it('is limited to sixty a minute', async () => {
    const made = await added();
    for (let index = 0; index < 60; index += 1) await tried(made['id']);
    expect((await tried(made['id'])).body).toMatchObject({ outcome: 'too_many_calls', status: null });
    expect(rig.fetch.asked).toHaveLength(60);
  });
});
