import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '#test/support/product';

/** A redis-server of ours on loopback: its own folder, a free port, its append-only file on. */
export type RedisServer = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** SIGSTOP and SIGCONT too; after SIGKILL `restart` brings it back with what its file holds. */
  kill(signal: NodeJS.Signals): Promise<void>;
  restart(): Promise<void>;
  /** `redis-cli`, for what a test does behind the product's back. */
  command(...words: string[]): string;
  stop(): Promise<void>;
};

type Options = { readonly appendOnly?: boolean; readonly password?: string; readonly port?: number };

const program = '/usr/bin/redis-server';

/** Without the program these tests are visibly not run; on a build machine they fail instead. */
export const redisIsMissing = !existsSync(program) && process.env['CI'] !== 'true';

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Only what we started is ever signalled: the pid's folder and the pid file have to be ours. */
const assertOurs = (pid: number, folder: string): void => {
  const cwd = readlinkSync(`/proc/${pid}/cwd`);
  const written = Number(readFileSync(join(folder, 'redis.pid'), 'utf8'));
  if (cwd !== realpathSync(folder) || written !== pid) throw new Error(`${pid} is no server of this test`);
};

export const startRedis = async (options: Options = {}): Promise<RedisServer> => {
  const { appendOnly = true, password } = options;
  const folder = temporaryFolder('redis');
  const port = options.port ?? (await freePort());
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path, '--save', ''];
  const more = ['--appendonly', appendOnly ? 'yes' : 'no', '--pidfile', join(folder.path, 'redis.pid')];
  const secret = password === undefined ? [] : ['--requirepass', password];
  let child: ChildProcess;

  const begin = async (): Promise<void> => {
    child = spawn(program, [...words, ...more, ...secret], { cwd: folder.path, stdio: 'ignore' });
    const until = Date.now() + 10_000;
    while (!(await answers(port))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`redis-server did not start on ${port}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assertOurs(child.pid as number, folder.path);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    assertOurs(child.pid as number, folder.path);
    const ended = once(child, 'exit');
    child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await ended;
  };
  // A run that is broken off leaves no server behind.
  const onExit = (): void => void child.kill('SIGKILL');
  process.once('exit', onExit);
  await begin();
  return {
    url: `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid as number;
    },
    kill: end,
    restart: begin,
    command: (...args) =>
      execFileSync('redis-cli', ['-h', '127.0.0.1', '-p', String(port), ...args], {
        encoding: 'utf8',
        timeout: 10_000,
        env: { PATH: process.env['PATH'], ...(password !== undefined && { REDISCLI_AUTH: password }) },
      }).trim(),
    stop: async () => {
      process.off('exit', onExit);
      await end('SIGKILL');
      folder.remove();
    },
  };
};
