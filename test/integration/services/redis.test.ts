import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis, startRedisOn } from '../../services/redis.js';

/** Says one command and gives the whole answer. */
const ask = (url: string, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = createConnection({ host: hostname, port: Number(port) }, () => socket.end(`${command}\r\nQUIT\r\n`));
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString();
    });
    socket.once('end', () => resolve(heard));
    socket.once('error', reject);
  });

const service = await startRedis();

describe.runIf(service !== null)('the Redis of the tests', () => {
  let url = '';
  beforeAll(() => {
    url = service?.url ?? '';
  });
  afterAll(() => service?.stop());

  it('answers, and writes what it is told to its log', async () => {
    expect(await ask(url, 'SET wakil 1')).toContain('+OK');
    expect(await ask(url, 'GET wakil')).toMatch(/^\$1\r\n1/);
    if (process.env['REDIS_URL'] === undefined) expect(await ask(url, 'CONFIG GET appendonly')).toContain('yes');
  });

  it('can be taken away and brought back on its port', async () => {
    const one = await startRedis();
    if (one === null || process.env['REDIS_URL'] !== undefined) return;
    await one.stop();
    await expect(ask(one.url, 'PING')).rejects.toThrow();
    const again = await startRedisOn(Number(new URL(one.url).port));
    expect(await ask(one.url, 'PING')).toContain('+PONG');
    await again?.stop();
  });
});
