import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietLibsignal } from '#test/emulators/whatsapp/signal/quiet-libsignal';
import { until } from '#test/support/until';
import { BaileysClient, KeyTable, restoreSignatureChecks, trustRoot } from './baileys-client.js';

type Addresses = {
  readonly url: string;
  readonly httpUrl: string;
  readonly rootKey: string;
  readonly phoneUrl: string;
};
type Answer = Readonly<Record<string, unknown>>;

const business = '77010001122';
const customer = '77050003344';
const folder = mkdtempSync(join(tmpdir(), 'wakil-emulator-'));
let program: ChildProcess;
let addresses: Addresses;
let undo: (() => void)[] = [];

const ask = async <Content = Answer>(what: string): Promise<Content> =>
  (await fetch(`${addresses.httpUrl}/control/${what}`)).json() as Promise<Content>;
const post = (what: string, input: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${addresses.httpUrl}/control/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
const act = async (what: string, input: unknown): Promise<Answer> => {
  const response = await post(what, input);
  const content = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${what}: ${String(content['error'])}`);
  return content;
};
/** Asks until the answer is right. */
const eventually = async <Content>(what: string, isRight: (content: Content) => boolean): Promise<Content> => {
  for (const end = performance.now() + 15_000; performance.now() < end; ) {
    const content = await ask<Content>(what);
    if (isRight(content)) return content;
  }
  throw new Error(`${what} never was right`);
};

const startProgram = async (): Promise<void> => {
  const main = ['test/emulators/whatsapp/main.ts', '--state', join(folder, 'state.json')];
  program = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', ...main], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (program.stdout === null) throw new Error('no output');
  const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
  addresses = JSON.parse(line) as Addresses;
};

beforeAll(async () => {
  await startProgram();
  undo = [quietLibsignal(), restoreSignatureChecks(), trustRoot(Buffer.from(addresses.rootKey, 'base64'))];
});
afterAll(() => {
  for (const one of undo) one();
  program.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('the emulator as a program', () => {
  it('is commanded over http: a number is linked, a customer writes and reads', async () => {
    await act('owners', { phone: business, name: 'Noor Spa' });
    await act('customers', { phone: customer, name: 'Omar' });
    const client = new BaileysClient(addresses.url, new KeyTable());
    const qr = await until('a QR code', () => client.qrCodes[0]);
    await act('scan', { owner: business, qr });
    await until('the session is open', () => client.opens > 0);

    const { id } = await act('say', { customer, to: business, text: 'How much?' });
    await until('the question', () => client.upsertOf(String(id)));
    await client.socket.sendMessage(`${customer}@s.whatsapp.net`, { text: 'AED 150' });
    const inbox = await eventually<Answer[]>(`inbox?phone=${customer}`, ({ length }) => length === 1);
    expect(inbox).toMatchObject([{ from: business, text: 'AED 150', copies: 1 }]);
    await eventually<Answer>(`person?phone=${customer}`, ({ chats }) =>
      JSON.stringify(chats).includes('"status":"delivered"'),
    );
    await act('read', { customer, to: business, id: inbox[0]?.['id'] });
    await until('read', () => client.statusOf(String(inbox[0]?.['id'])) === 4);

    const picture = await act('send-file', { customer, to: business, kind: 'image', bytes: 2_000, caption: 'see' });
    await until('the picture', () => client.upsertOf(String(picture['id'])));
    const file = await fetch(`${addresses.httpUrl}/file?phone=${customer}&id=${String(picture['id'])}`);
    expect((await file.arrayBuffer()).byteLength).toBe(2_000);

    await act('faults', { phone: business, set: { ackErrors: [463] } });
    const refused = await client.socket.sendMessage(`${customer}@s.whatsapp.net`, { text: 'refused' });
    await until('the refusal', () => client.statusOf(refused?.key.id ?? '') === 0);
    await act('drop-tcp', { phone: business });
    await until('the close', () => client.closes.length === 2);
    expect(await ask('counters')).toMatchObject({
      logins: 1,
      conflicts: 0,
      accepted: 1,
      refused: 1,
      duplicates: 0,
      devicesWithTwoSockets: [],
      unknownStanzas: 0,
      errors: 0,
    });
    client.stop();
  });

  it('says what is wrong with a command', async () => {
    await expect(act('say', { customer: '123456', to: business, text: 'x' })).rejects.toThrow('no customer');
    await expect(act('scan', { owner: business, qr: 'nonsense' })).rejects.toThrow('unknown or expired');
    await expect(act('enter-code', { owner: business, code: 'ABCD1234' })).rejects.toThrow('asks for a code');
    await expect(act('say', { customer, to: business, text: 'x', typo: 1 })).rejects.toThrow('typo');
    expect((await post('nothing', {})).status).toBe(404);
  });

  it('takes no command from another site', async () => {
    expect((await post('owners', {}, { 'content-type': 'text/plain' })).status).toBe(403);
  });

  it('tells of changes as they happen', async () => {
    const response = await fetch(`${addresses.httpUrl}/events`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await act('customers', { phone: '77050009999', name: 'Layla' });
    let seen = '';
    while (!seen.includes('77050009999')) seen += (await reader?.read())?.value ?? '';
    expect(seen).toContain('"what":"registered"');
    await reader?.cancel();
  });

  it('ends when it is told to, and knows everybody when it is started again', async () => {
    const { rootKey } = addresses;
    const ended = once(program, 'exit');
    program.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    await startProgram();
    expect(addresses.rootKey).toBe(rootKey);
    expect(await ask(`person?phone=${business}`)).toMatchObject({ name: 'Noor Spa', devices: [{ id: 1 }] });
    expect(await ask(`person?phone=${customer}`)).toMatchObject({ name: 'Omar' });
  });
});
