import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TransitEmulator = {
  /** Where the engine is mounted. */
  readonly url: string;
  readonly token: string;
  /** What it answers instead, until it is told `null`. */
  answerWith(answer: { readonly status: number; readonly body: string } | null): void;
  close(): Promise<void>;
};

type Asked = { readonly plaintext?: string; readonly ciphertext?: string; readonly associated_data?: string };

const nonceLength = 12;
const tagLength = 16;

const encrypt = (key: Buffer, { plaintext = '', associated_data: about = '' }: Asked): object => {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about, 'base64'));
  const body = Buffer.concat([cipher.update(Buffer.from(plaintext, 'base64')), cipher.final()]);
  const ciphertext = Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
  return { data: { ciphertext: `vault:v1:${ciphertext}`, key_version: 1 } };
};

/** `null`: as the real one, it says no more than that it cannot. */
const decrypt = (key: Buffer, { ciphertext = '', associated_data: about = '' }: Asked): object | null => {
  const [, encoded] = /^vault:v1:([A-Za-z0-9+/]+={0,2})$/.exec(ciphertext) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (bytes.length < nonceLength + tagLength || bytes.toString('base64') !== encoded) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength));
  decipher.setAAD(Buffer.from(about, 'base64')).setAuthTag(bytes.subarray(-tagLength));
  try {
    const body = Buffer.concat([decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()]);
    return { data: { plaintext: body.toString('base64') } };
  } catch {
    return null;
  }
};

const bodyOf = async (request: IncomingMessage): Promise<Asked> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
};

/** The part of Vault's transit engine that wraps and unwraps: one key for each name, of the type `aes256-gcm96`. */
export const startTransitEmulator = async (): Promise<TransitEmulator> => {
  const token = `hvs.${randomBytes(12).toString('hex')}`;
  const keys = new Map<string, Buffer>();
  let instead: { readonly status: number; readonly body: string } | null = null;
  const keyOf = (name: string): Buffer => {
    const key = keys.get(name) ?? randomBytes(32);
    keys.set(name, key);
    return key;
  };
  const answer = async (request: IncomingMessage): Promise<{ status: number; body: string }> => {
    const [, act, name = ''] = /^\/v1\/transit\/(encrypt|decrypt)\/([\w-]+)$/.exec(request.url ?? '') ?? [];
    if (instead !== null) return instead;
    if (request.headers['x-vault-token'] !== token) return { status: 403, body: '{"errors":["permission denied"]}' };
    if (request.method !== 'POST' || act === undefined) return { status: 404, body: '{"errors":[]}' };
    const asked = await bodyOf(request);
    const said = act === 'encrypt' ? encrypt(keyOf(name), asked) : decrypt(keyOf(name), asked);
    if (said === null) return { status: 400, body: '{"errors":["invalid ciphertext"]}' };
    return { status: 200, body: JSON.stringify(said) };
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/transit`,
    token,
    answerWith: (given) => {
      instead = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
