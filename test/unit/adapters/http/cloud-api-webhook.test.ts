import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpDependencies } from '#adapters/http/http-dependencies';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, runWhole } from './http-harness.js';

const sign = (bytes: Buffer): string => `sha256=${createHmac('sha256', 'secret').update(bytes).digest('hex')}`;

let app: RunningApp;
let read: unknown[];
let failure: Error | null;
afterEach(() => app.stop());
const start = async (): Promise<RunningApp> => {
  read = [];
  failure = null;
  const cloudApi: HttpDependencies['cloudApi'] = {
    challenge: (query) => (query['hub.verify_token'] === 'ours' ? String(query['hub.challenge']) : null),
    isSigned: (bytes, header) => header === sign(bytes),
    read: (bytes) => {
      read.push(bytes.toString());
      return [];
    },
  };
  const receiveCloudApiWebhook = () =>
    failure === null
      ? Promise.resolve({ stored: 0, duplicates: 0, unknownNumbers: 0, receipts: 0 })
      : Promise.reject(failure);
  app = await runWhole(dependenciesOf({ receiveCloudApiWebhook }, {}, { cloudApi }));
  return app;
};
const path = '/webhooks/whatsapp/cloud';
const post = (running: RunningApp, raw: Buffer<ArrayBuffer>, signature = sign(raw)) =>
  running.call('POST', path, { raw, headers: { 'x-hub-signature-256': signature } });

describe("Meta's webhook", () => {
  it('echoes the challenge as plain text, for who knows the token', async () => {
    const running = await start();
    const asked = `${path}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=`;
    const reply = await running.call('GET', `${asked}ours`);
    expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([
      200,
      '1158201444',
      'text/plain; charset=utf-8',
    ]);
    expect((await running.call('GET', `${asked}other`)).status).toBe(403);
  });

  it('reads a body only when its very bytes are signed', async () => {
    const running = await start();
    const bytes = Buffer.from('{"entry": [ ],  "object":"whatsapp_business_account"}');
    for (const signature of ['', sign(Buffer.from(JSON.stringify(JSON.parse(bytes.toString())))), `${sign(bytes)}0`])
      expect((await post(running, bytes, signature)).status).toBe(401);
    expect((await running.call('POST', path, { raw: bytes })).status).toBe(401);
    expect(read).toEqual([]);
    expect((await post(running, bytes)).status).toBe(200);
    expect(read).toEqual([bytes.toString()]);
  });

  it('refuses what is too large', async () => {
    const running = await start();
    expect((await post(running, Buffer.alloc(3 * 1_048_576, 0x20))).status).toBe(200);
    expect((await post(running, Buffer.alloc(3 * 1_048_576 + 1, 0x20))).status).toBe(413);
  });

  it('does not acknowledge what was not stored', async () => {
    const running = await start();
    failure = new Error('disk');
    expect((await post(running, Buffer.from('{}'))).status).toBe(500);
  });
});
