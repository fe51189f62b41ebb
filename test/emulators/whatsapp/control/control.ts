import type { IncomingMessage, ServerResponse } from 'node:http';
import { type EmulatorOptions, WhatsAppEmulator } from '../whatsapp-emulator.js';
import type { Command } from './command.js';
import { customerCommands } from './customer-commands.js';
import { streamChanges } from './live-changes.js';
import { serveMessageFile } from './message-file.js';
import { ownerCommands } from './owner-commands.js';
import { servePhonePage } from './phone-page.js';
import { serverCommands } from './server-commands.js';

const commands: Readonly<Record<string, Command>> = { ...ownerCommands, ...customerCommands, ...serverCommands };
const prefix = '/control/';

const answer = (response: ServerResponse, status: number, content: unknown): void => {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(content ?? {}));
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Another site's page may not command the emulator: its name is not in `host`, and JSON from elsewhere is asked for first. */
const isFromHere = ({ headers, method }: IncomingMessage): boolean => {
  const isLoopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(headers.host ?? '');
  return isLoopback && (method !== 'POST' || headers['content-type']?.startsWith('application/json') === true);
};

const run = async (
  emulator: WhatsAppEmulator,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const found = commands[`${request.method} ${url.pathname.slice(prefix.length)}`];
  if (found === undefined) {
    answer(response, 404, { error: 'no such command' });
    return;
  }
  const body = await bodyOf(request);
  const input: unknown = body.length === 0 ? Object.fromEntries(url.searchParams) : JSON.parse(body.toString());
  answer(response, 200, await found.run(emulator, input));
};

/** `POST /control/<command>` with JSON, `GET` to ask; `/events`; the virtual phone. `false`: none of it. */
const serve = (emulator: WhatsAppEmulator, request: IncomingMessage, response: ServerResponse): boolean => {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const isControl = url.pathname.startsWith(prefix);
  if (!isControl && url.pathname !== '/events' && url.pathname !== '/file') {
    return request.method === 'GET' && servePhonePage(url.pathname, response);
  }
  const fail = (error: unknown): void =>
    answer(response, 400, { error: error instanceof Error ? error.message : String(error) });
  if (!isFromHere(request)) answer(response, 403, { error: 'only from this machine' });
  else if (isControl) run(emulator, request, response, url).catch(fail);
  else if (url.pathname === '/file') serveMessageFile(emulator, url.searchParams, response).catch(fail);
  else streamChanges(emulator, response);
  return true;
};

/** The emulator, with everything it can do within reach over http. */
export const startControlled = async (options: EmulatorOptions = {}): Promise<WhatsAppEmulator> => {
  const emulator = await WhatsAppEmulator.start({
    ...options,
    http: (request, response) => serve(emulator, request, response),
  });
  return emulator;
};
