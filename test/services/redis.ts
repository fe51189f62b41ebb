import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, missing, programFile, type Service, serviceFolder } from './programs.js';

const startsWithinMs = 15_000;

/** `REDIS_URL`, else a server of our own that writes every change to its log, as ours must be; `null`: neither. */
export const startRedis = async (): Promise<Service | null> => {
  const given = process.env['REDIS_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  const program = programFile('redis-server');
  return program === null ? missing('Redis') : startServer(program, await freePort());
};

/** The same on a port that is known, for tests that take a server away and bring it back. */
export const startRedisOn = async (port: number): Promise<(Service & { readonly process: ChildProcess }) | null> => {
  const program = programFile('redis-server');
  return program === null ? missing('Redis') : startServer(program, port);
};

const startServer = async (program: string, port: number): Promise<Service & { readonly process: ChildProcess }> => {
  const folder = serviceFolder('redis');
  const kept = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
  const address = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
  const server = spawn(program, [...address, ...kept], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const onExit = (): void => void server.kill('SIGKILL');
  process.once('exit', onExit);
  const stop = async (): Promise<void> => {
    process.off('exit', onExit);
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (const began = Date.now(); !(await pongs(port)); await wait(25))
    if (server.exitCode !== null || Date.now() - began > startsWithinMs) {
      await stop();
      throw new Error('the Redis server of the tests did not start');
    }
  return { url: `redis://127.0.0.1:${port}`, stop, process: server };
};

const pongs = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const answer = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('data', (data) => answer(data.toString().startsWith('+PONG')));
    socket.once('error', () => answer(false));
  });
