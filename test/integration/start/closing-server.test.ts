import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServer, idleForMs, listen } from '#infrastructure/main/listen';

let server: Server;
let port: number;
let agent: Agent;
beforeEach(async () => {
  // As a stopping process answers: with the word that the connection ends.
  server = createServer((_, response) =>
    response.setHeader('Connection', server.listening ? 'keep-alive' : 'close').end('yes'),
  );
  ({ port } = await listen(server, 0, '127.0.0.1'));
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

const ask = (): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent }, (answer) => {
      answer.resume().once('end', () => resolve(answer));
    }).once('error', reject);
  });

describe('a server that stops behind a balancer', () => {
  it('answers who asks by a connection that was idle, and closes it then', async () => {
    await ask();
    const closed = closeServer(server, 60_000);
    expect(await ask()).toMatchObject({ statusCode: 200, headers: { connection: 'close' } });
    await closed;
  });

  it('takes no new connection', async () => {
    const closed = closeServer(server, 60_000);
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await closed;
  });

  it('ends what stays idle, at once where nobody said that there is a balancer', async () => {
    await ask();
    await closeServer(server, idleForMs(0));
    expect([500, 5_000, 10_000].map(idleForMs)).toEqual([5_500, 1_000, 0]);
  });
});
