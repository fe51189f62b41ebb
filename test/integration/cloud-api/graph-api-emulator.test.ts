import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readWebhook } from '#adapters/channels/cloud-api/read-webhook';
import { isSignedByMeta } from '#adapters/channels/cloud-api/signature';
import { type GraphApiEmulator, startGraphApiEmulator } from '../../emulators/graph-api/graph-api-emulator.js';
import type { EmulatorOptions } from '../../emulators/graph-api/types.js';
import { inboundChange } from '../../emulators/graph-api/webhook-payload.js';

const phoneNumberId = '106540352242922';
const secret = 'emulated-app-secret';

/** A product that writes down what it got and answers as told. */
class Product {
  readonly got: { body: Buffer; signed: boolean }[] = [];
  answers: number[] = [];
  url = '';
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      this.got.push({ body, signed: isSignedByMeta(body, request.headers['x-hub-signature-256'], secret) });
      response.writeHead(this.answers.shift() ?? 200).end();
    });
  });
  async start(port = 0): Promise<string> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks`;
    return this.url;
  }
  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
  get batches() {
    return this.got.flatMap(({ body }) => readWebhook(body, new Date()));
  }
}

let product: Product;
let meta: GraphApiEmulator;
const start = async (options: EmulatorOptions = {}): Promise<void> => {
  meta = await startGraphApiEmulator({
    webhookUrl: await product.start(),
    numbers: { [phoneNumberId]: { accessToken: 'token' } },
    retry: { baseMs: 1, maxMs: 4 },
    ...options,
  });
};
const post = async (
  body: unknown,
  token = 'token',
  number = phoneNumberId,
): Promise<{ status: number; content: unknown }> => {
  const init = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) };
  const response = await fetch(`${meta.baseUrl}/${number}/messages`, init);
  return { status: response.status, content: await response.json() };
};
const aText = (about: Record<string, unknown> = {}) => ({
  messaging_product: 'whatsapp',
  to: '16505551234',
  type: 'text',
  text: { body: 'Hi' },
  biz_opaque_callback_data: 'ours',
  ...about,
});

beforeEach(() => {
  product = new Product();
});
afterEach(async () => {
  await meta.close();
  product.stop();
});

describe('the emulated Graph API', () => {
  it('answers a message as Meta does', async () => {
    await start();
    expect(await post(aText())).toEqual({
      status: 200,
      content: {
        messaging_product: 'whatsapp',
        contacts: [{ input: '16505551234', wa_id: '16505551234' }],
        messages: [{ id: expect.stringMatching(/^wamid\./) }],
      },
    });
    expect(meta.counters).toMatchObject({ requests: 1, accepted: 1, refused: 0 });
  });

  it.each([
    ['another product', aText({ messaging_product: 'sms' }), 100],
    ['nobody', aText({ to: undefined }), 100],
    ['a name', aText({ to: 'Sheena' }), 131009],
    ['no text', aText({ text: {} }), 131008],
    ['too long a text', aText({ text: { body: 'x'.repeat(4_097) } }), 100],
    ['an unknown type', aText({ type: 'hologram' }), 131051],
    ['four buttons', aText({ type: 'interactive', interactive: interactive('button', 4) }), 131009],
    ['eleven rows', aText({ type: 'interactive', interactive: interactive('list', 11) }), 131009],
    [
      'a typing indicator of another kind',
      { messaging_product: 'whatsapp', status: 'read', message_id: 'w', typing_indicator: {} },
      131009,
    ],
  ])('refuses %s', async (_, body, code) => {
    await start();
    expect(await post(body)).toMatchObject({ status: 400, content: { error: { code, type: 'OAuthException' } } });
    expect(meta.sends).toEqual([]);
  });

  it('refuses a wrong token, and a number of somebody else', async () => {
    await start({ numbers: { [phoneNumberId]: { accessToken: 'token' }, '77777': { accessToken: 'other' } } });
    expect(await post(aText(), 'wrong')).toMatchObject({ status: 401, content: { error: { code: 190 } } });
    expect(await post(aText(), 'other')).toMatchObject({
      status: 400,
      content: { error: { code: 100, error_subcode: 33 } },
    });
  });

  it('throws the dice of a rig, after the faults on command', async () => {
    await start({ faultFor: (_, to) => (to === '4915199' ? { kind: 'error', code: 131026 } : null) });
    meta.fail({ kind: 'error', code: 130429, to: '4915199' });
    expect(await post(aText({ to: '4915199' }))).toMatchObject({ status: 429, content: { error: { code: 130429 } } });
    expect(await post(aText({ to: '4915199' }))).toMatchObject({ status: 400, content: { error: { code: 131026 } } });
    expect((await post(aText())).status).toBe(200);
    expect(meta.counters).toMatchObject({ faults: 2, accepted: 1 });
  });

  it('forgets the messages when told to count only', async () => {
    const seen: string[] = [];
    await start({ keep: 'counters', onSend: ({ text }) => seen.push(text) });
    await post(aText());
    expect(meta.sends).toEqual([]);
    expect(meta.sendsTo('16505551234')).toEqual([]);
    expect(meta.counters.accepted).toBe(1);
    expect(seen).toEqual(['Hi']);
  });
});

describe('the emulated webhooks', () => {
  it('bring a customer’s message, signed over the bytes', async () => {
    await start();
    const { id, delivered } = meta.customerWrites({
      phoneNumberId,
      from: '4915112345',
      userId: 'DE.1',
      name: 'Zoë',
      text: 'Grüße',
    });
    expect(await delivered).toEqual({ status: 200, attempts: 1 });
    expect(product.got.map(({ signed }) => signed)).toEqual([true]);
    expect(product.batches).toMatchObject([
      {
        phoneNumberId,
        inbound: [{ externalId: id, displayName: 'Zoë', content: { type: 'text', text: 'Grüße' } }],
        ignored: 0,
      },
    ]);
  });

  it('come again until the answer is 200', async () => {
    await start();
    product.answers = [500, 503, 401];
    expect(await meta.customerWrites({ phoneNumberId, from: '49151', text: 'x' }).delivered).toEqual({
      status: 200,
      attempts: 4,
    });
    expect(new Set(product.got.map(({ body }) => body.toString())).size).toBe(1);
  });

  it('come again while the product is down, until it is back at the same place', async () => {
    await start();
    const port = Number(new URL(product.url).port);
    product.stop();
    const { id, delivered } = meta.customerWrites({ phoneNumberId, from: '49151', text: 'x' });
    await vi.waitUntil(() => meta.counters.webhooks.failed >= 2, { interval: 1, timeout: 15_000 });
    product = new Product();
    await product.start(port);
    const { status, attempts } = await delivered;
    expect(status).toBe(200);
    expect(attempts).toBeGreaterThan(2);
    expect(product.batches).toMatchObject([{ inbound: [{ externalId: id }] }]);
    expect(meta.counters).toMatchObject({ pending: 0, webhooks: { acknowledged: 1, abandoned: 0 } });
  });

  it('can be doubled, unsigned, wrongly signed and raw', async () => {
    await start();
    const message = { phoneNumberId, from: '49151', text: 'x' };
    await meta.customerWrites(message, { times: 5 }).delivered;
    expect(product.got).toHaveLength(5);
    await meta.customerWrites(message, { signature: 'wrong' }).delivered;
    await meta.customerWrites(message, { signature: 'missing' }).delivered;
    expect(product.got.slice(5).map(({ signed }) => signed)).toEqual([false, false]);
    await meta.deliverRaw(Buffer.from([0xff, 0x00]));
    expect(product.got.at(-1)).toEqual({ body: Buffer.from([0xff, 0x00]), signed: true });
    product.answers = [500];
    expect(await meta.customerWrites(message, { retry: false }).delivered).toEqual({ status: 500, attempts: 1 });
  });

  it('hold several tenants, entries, changes and messages in one POST', async () => {
    await start();
    const change = (number: string, entry: number) =>
      inboundChange(
        number,
        [0, 1, 2].map((n) => ({
          phoneNumberId: number,
          from: '49151',
          id: `wamid.${number}.${entry}.${n}`,
          text: 'x',
        })),
      );
    await meta.deliver([0, 1, 2].map((entry) => ['11111', '22222', '33333'].map((number) => change(number, entry))));
    expect(product.got).toHaveLength(1);
    expect(product.batches.map(({ phoneNumberId: number, inbound }) => [number, inbound.length])).toEqual([
      ['11111', 9],
      ['22222', 9],
      ['33333', 9],
    ]);
  });

  it('tell what became of a message: out of order, doubled, failed', async () => {
    await start({
      statuses: [
        { status: 'read', afterMs: 0 },
        { status: 'delivered', afterMs: 5, times: 2 },
        { status: 'failed', afterMs: 10, errorCode: 131047 },
      ],
    });
    await post(aText({ biz_opaque_callback_data: `msg_${'a'.repeat(32)}` }));
    await meta.idle();
    const receipts = product.batches.flatMap((batch) => batch.receipts);
    expect(receipts.map(({ status }) => status).sort()).toEqual(['delivered', 'delivered', 'failed', 'read']);
    expect(receipts.find(({ status }) => status === 'failed')).toMatchObject({
      messageId: `msg_${'a'.repeat(32)}`,
      externalId: meta.sends[0]?.wamid,
      reason: 'cloud_api.window_closed',
    });
    expect(meta.counters).toMatchObject({ pending: 0, webhooks: { acknowledged: 4, abandoned: 0 } });
  });

  it('tell of many messages in one POST when batched', async () => {
    await start({ batchMs: 20, statuses: [{ status: 'sent', afterMs: 0 }] });
    await Promise.all(Array.from({ length: 20 }, () => post(aText())));
    await meta.idle();
    expect(product.batches.flatMap(({ receipts }) => receipts)).toHaveLength(20);
    expect(product.got.length).toBeLessThan(20);
  });
});

describe('the emulator as a program', () => {
  it('prints where it is, and obeys over HTTP', async () => {
    await start();
    const options = JSON.stringify({ openToAll: true });
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/emulators/graph-api/main.ts', '--options', options],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const { url, baseUrl } = JSON.parse(line) as { url: string; baseUrl: string };
      const call = async (method: string, path: string, body?: unknown): Promise<unknown> =>
        (await fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).json();
      await call('POST', `${url}/control/faults`, { kind: 'error', code: 131026 });
      expect(await call('POST', `${baseUrl}/12345/messages`, aText())).toMatchObject({ error: { code: 131026 } });
      expect(await call('POST', `${baseUrl}/12345/messages`, aText())).toHaveProperty('messages');
      expect(await call('GET', `${url}/control/sends?to=16505551234`)).toMatchObject([
        { phoneNumberId: '12345', text: 'Hi' },
      ]);
      expect(await call('GET', `${url}/control/counters`)).toMatchObject({ accepted: 1, refused: 1, faults: 1 });
      expect(await call('POST', `${url}/control/nonsense`)).toHaveProperty('error');
    } finally {
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    }
  });
});

function interactive(type: 'button' | 'list', count: number): unknown {
  const choices = Array.from({ length: count }, (_, n) => ({ id: `${n}`, title: `Title ${n}` }));
  const action =
    type === 'button'
      ? { buttons: choices.map((reply) => ({ type: 'reply', reply })) }
      : { button: 'Choose', sections: [{ rows: choices }] };
  return { type, body: { text: 'Which?' }, action };
}
