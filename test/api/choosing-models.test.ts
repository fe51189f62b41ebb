import { afterAll, beforeAll, expect, it } from 'vitest';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { Rig } from './rig.js';

const path = '/api/v1/platform/ai';
const key = 'sk-test-0123456789-abcd';
let rig: Rig;
let emulator: AiEmulator;
let root: Record<string, string>;
beforeAll(async () => {
  rig = await Rig.start({ works: false });
  emulator = await AiEmulator.start();
  root = await rig.setUpPlatform();
});
afterAll(async () => {
  await rig.stop();
  await emulator.stop();
});

const call = (method: string, at: string, json?: unknown) =>
  rig.app.call(method, `${path}${at}`, { headers: root, ...(json !== undefined && { json }) });
const account = () => ({ vendor: 'openai', settings: { baseUrl: emulator.baseUrlOf('openai') }, apiKey: key });

it('tells the vendors there are, with the forms of their settings', async () => {
  const { body } = await call('GET', '');
  expect(body['vendors']).toMatchObject([
    { id: 'openai', needsKey: true, embeds: true },
    { id: 'anthropic', needsKey: true },
    { id: 'google', needsKey: true },
    { id: 'openai-compatible', needsKey: false, settings: { properties: { baseUrl: { title: 'Address' } } } },
  ]);
  expect(body).toMatchObject({ chain: [], connections: [], today: { spentMicros: 0 } });
});

it('takes an account, shows the end of its key, and never the key', async () => {
  const saved = await call('PUT', '/connections/main', account());
  expect(saved.status).toBe(200);
  expect(saved.body['connections']).toMatchObject([{ name: 'main', keyLastFour: 'abcd', keyIsUnreadable: false }]);
  const { apiKey: _typed, ...again } = account();
  expect((await call('PUT', '/connections/main', again)).status).toBe(200);
  expect(saved.text + (await call('GET', '')).text).not.toContain(key);
});

it('names the field that is wrong', async () => {
  const wrong = await call('PUT', '/connections/other', { ...account(), settings: { baseUrl: 'ftp://x' } });
  expect([wrong.status, wrong.body['errors']]).toMatchObject([400, [{ path: 'body.settings.baseUrl' }]]);
  const nameless = await call('PUT', '/connections/other', { ...account(), vendor: 'nobody' });
  expect([nameless.status, nameless.body['code']]).toEqual([400, 'ai.connection_invalid']);
  const keyless = await call('PUT', '/connections/other', { vendor: 'openai', settings: {} });
  expect([keyless.status, keyless.body['errors']]).toMatchObject([400, [{ path: 'body.apiKey' }]]);
});

it('tests a model, and says what happened', async () => {
  const { status, body } = await call('POST', '/test', { connection: 'main', model: 'any', temperature: null });
  expect([status, body]).toMatchObject([200, { ok: true, fault: null, acts: ['quote_price'] }]);
  expect(body['sentence']).toContain('It works');
});

it('sets the chain with its prices, refuses one that is behind, and keeps an account that is in use', async () => {
  const { body } = await call('GET', '');
  const step = { connection: 'main', model: 'any' };
  const policy = {
    chain: [{ ...step, temperature: 0 }],
    prices: [{ ...step, inputMicros: 150_000, outputMicros: 600_000 }],
    limits: body['limits'],
    embedder: null,
    transcriber: null,
    version: body['version'],
  };
  expect((await call('PUT', '/policy', { ...policy, prices: [] })).body['errors']).toMatchObject([
    { path: 'body.chain.0.model' },
  ]);
  expect((await call('PUT', '/policy', policy)).body).toMatchObject({ chain: policy.chain, models: [step] });
  expect((await call('PUT', '/policy', policy)).status).toBe(409);
  expect((await call('DELETE', '/connections/main')).body['code']).toBe('ai.connection_in_use');
});

it('gives one tenant its own, and writes it into its log', async () => {
  const { tenantId, headers } = await rig.signUp('ana@noor.test', 'Noor');
  const before = await call('GET', `/tenants/${tenantId}`);
  expect(before.body).toMatchObject({ answers: 'as_platform', redacts: true, version: 0 });
  const own = {
    answers: 'engine_only',
    chain: [],
    maxOutputTokens: null,
    dailyMicros: 5_000,
    redacts: true,
    version: 0,
  };
  expect((await call('PUT', `/tenants/${tenantId}`, own)).body).toMatchObject({ ...own, version: 1 });
  expect((await call('PUT', `/tenants/${tenantId}`, own)).status).toBe(409);
  const log = await rig.app.call('GET', '/api/v1/audit?action=ai.tenant_changed', { headers });
  expect(log.body['items']).toHaveLength(1);
  expect((await rig.app.call('GET', path, { headers })).status).toBe(403);
});
