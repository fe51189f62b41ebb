import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { accountFor, freePort, missing, programFile, type Service, serviceFolder } from './programs.js';

/** A server of ours, which can be taken away and given back with what it holds. */
export type PostgresServer = Service & {
  /** As a crash ends it: nobody is told, nothing is finished. */
  readonly crash: () => Promise<void>;
  readonly restart: () => Promise<void>;
};

const password = 'for-tests-only';
const startsWithinMs = 30_000;

/** Data that nobody keeps: nothing waits for the disk. */
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'max_connections=200',
  'shared_buffers=64MB',
  'unix_socket_directories=',
];

/** `POSTGRES_URL`, whose role may make roles and databases, else a server of our own; `null`: neither. */
export const startPostgres = async (): Promise<Service | null> => {
  const given = process.env['POSTGRES_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  return startPostgresServer();
};

/** A server of our own, whatever the environment names; `null`: PostgreSQL is not on this machine. */
export const startPostgresServer = async (): Promise<PostgresServer | null> => {
  const [initdb, postgres] = [programFile('initdb'), programFile('postgres')];
  return initdb === null || postgres === null ? missing('PostgreSQL') : startServer(initdb, postgres);
};

const makeFolder = (initdb: string): { readonly folder: string; readonly data: string } => {
  const folder = serviceFolder('postgres');
  const account = accountFor('postgres');
  const [data, secret] = [join(folder, 'data'), join(folder, 'password')];
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, password);
  if (account !== null) for (const path of [folder, data, secret]) chownSync(path, account.uid, account.gid);
  const start = ['-D', data, '-U', 'postgres', '--pwfile', secret, '-A', 'md5', '-E', 'UTF8', '--locale=C', '-N'];
  execFileSync(initdb, start, { ...account, cwd: folder, stdio: 'ignore', timeout: 60_000 });
  return { folder, data };
};

const startServer = async (initdb: string, postgres: string): Promise<PostgresServer> => {
  const { folder, data } = makeFolder(initdb);
  const port = await freePort();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  const options = settings.flatMap((setting) => ['-c', setting]);
  const words = ['-D', data, '-c', 'listen_addresses=127.0.0.1', '-p', String(port), ...options];
  let server: ChildProcess | null = null;
  // A run that is broken off leaves no server behind.
  const onExit = (): void => void server?.kill('SIGQUIT');
  process.once('exit', onExit);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server === null || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  const stop = async (): Promise<void> => {
    process.off('exit', onExit);
    await end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  const restart = async (): Promise<void> => {
    server = spawn(postgres, words, { ...accountFor('postgres'), cwd: folder, stdio: 'ignore' });
    await answers(url, server);
  };
  try {
    await restart();
    return { url, stop, restart, crash: () => end('SIGQUIT') };
  } catch (error) {
    await stop();
    throw error;
  }
};

const answers = async (url: string, server: ChildProcess): Promise<void> => {
  for (const began = Date.now(); ; await wait(50)) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (server.exitCode !== null || Date.now() - began > startsWithinMs)
        throw new Error('the PostgreSQL server of the tests did not start', { cause: error });
    }
  }
};
