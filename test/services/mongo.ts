import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A server for one run of the tests: `url` names no database. */
export type MongoService = { readonly url: string; readonly name: string; readonly stop: () => Promise<void> };

const startsWithinMs = 30_000;
const installer = fileURLToPath(new URL('install-mongo.sh', import.meta.url));

type Program = {
  readonly name: string;
  readonly file: string;
  readonly options: (port: number, folder: string) => string[];
};

const mongod = (): Program | null => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const file = folders.map((folder) => join(folder, 'mongod')).find(existsSync);
  const options = (port: number, folder: string) => [
    ...['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'],
  ];
  return file === undefined ? null : { name: 'mongod', file, options };
};

/** What `install-mongo.sh` has put on this machine, if it has. */
const substitute = (): Program | null => {
  const { status, stdout } = spawnSync('bash', [installer, '--where'], { encoding: 'utf8' });
  const options = (port: number, folder: string) => [
    ...['--port', String(port), '--host', '127.0.0.1', '--storage-path', join(folder, 'data'), '--standalone'],
    ...['--cache-size', '256M', '--log-level', 'ERROR'],
  ];
  return status === 0 ? { name: 'secantusd', file: stdout.trim(), options } : null;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const ended = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) resolve();
    else server.once('exit', () => resolve());
  });

const memory = '/dev/shm';
const roomNeeded = 1_073_741_824;

/** Data that nobody keeps: where there is room they are in memory, and the many journalled writes wait for no disk. */
const makeFolder = (): string => {
  const { bavail, bsize } = existsSync(memory) ? statfsSync(memory) : { bavail: 0, bsize: 0 };
  return mkdtempSync(join(bavail * bsize >= roomNeeded ? memory : tmpdir(), 'wakil-mongo-'));
};

/** One of our own, which can be taken away from everybody and given back with what it holds. */
export type MongoServer = MongoService & {
  readonly crash: () => Promise<void>;
  readonly restart: () => Promise<void>;
};

const start = async ({ name, file, options }: Program): Promise<MongoServer> => {
  const folder = makeFolder();
  const port = await freePort();
  let server: ChildProcess | null = null;
  // A run that is broken off leaves no server behind.
  const onExit = (): void => void server?.kill('SIGKILL');
  process.once('exit', onExit);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server === null) return;
    server.kill(signal);
    const late = setTimeout(() => server?.kill('SIGKILL'), 5_000);
    await ended(server);
    clearTimeout(late);
  };
  const stop = async (): Promise<void> => {
    process.off('exit', onExit);
    await end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  const restart = async (): Promise<void> => {
    const launched = spawn(file, options(port, folder), { cwd: folder, stdio: 'ignore' });
    server = launched;
    for (const began = performance.now(); !(await isListening(port)); await pause(50))
      if (launched.exitCode !== null || performance.now() - began > startsWithinMs)
        throw new Error(`${name} did not start`);
  };
  try {
    await restart();
    return { url: `mongodb://127.0.0.1:${port}`, name, stop, restart, crash: () => end('SIGKILL') };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** One that only this run uses: a mongod on the PATH, or its substitute; `null`: neither is on this machine. */
export const startOwnMongo = async (): Promise<MongoServer | null> => {
  const program = mongod() ?? substitute();
  return program === null ? null : start(program);
};

/** Can one be started here? */
export const mongoIsMissing = (): boolean => mongod() === null && substitute() === null;

/** `MONGODB_URI` of a server whose databases the tests may make and drop, a mongod on the PATH, or its substitute; `null`: none. */
export const startMongo = async (): Promise<MongoService | null> => {
  const given = process.env['MONGODB_URI'];
  if (given !== undefined && given !== '') return { url: given, name: 'MONGODB_URI', stop: () => Promise.resolve() };
  const own = await startOwnMongo();
  if (own !== null) return own;
  process.stderr.write(
    '\nNo MongoDB on this machine: its tests are NOT RUN (test/services/install-mongo.sh puts one there)\n',
  );
  return null;
};
