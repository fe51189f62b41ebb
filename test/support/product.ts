import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const server = new URL('../../dist/infrastructure/main/server.js', import.meta.url).pathname;

export type Product = {
  /** Of the API; of the health port where the API is not served. */
  readonly url: string;
  /** Of the health port, if it has one. */
  readonly healthUrl: string | null;
  readonly pid: number;
  /** Milliseconds from spawning the process to its first 200 on /readyz. */
  readonly startMs: number;
  /** The one-time token of a first start, if the log offered one. */
  readonly setupToken: string | null;
  /** Everything it logged so far, a line each. */
  readonly log: readonly string[];
  /** Resolves when the process is gone, by whatever hand. */
  readonly ended: Promise<void>;
  /** Resolves with the exit code; null if a signal ended it. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Resident memory, in MB (10^6 bytes). */
  rssMb(): number;
};

export type ProductOptions = {
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Modules loaded before the product's own, such as a fault injector. */
  readonly preload?: readonly string[];
  readonly port?: number;
  /** Sees every line it logs, also those that `log` has dropped by then. */
  readonly onLine?: (line: string) => void;
};

/** A folder for one run, removed by the returned function. */
export const temporaryFolder = (name: string): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), `wakil-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

type Announced = { url: string; healthUrl: string | null; setupToken: string | null };

/** What it has said of itself so far. */
class Announcements {
  #url: string | null = null;
  #healthUrl: string | null = null;
  #setupToken: string | null = null;

  hear(line: string): void {
    if (!line.startsWith('{')) return;
    const { msg, url, setupToken } = JSON.parse(line) as { msg?: string; url?: string; setupToken?: string };
    if (msg === 'setup.token') this.#setupToken = setupToken ?? null;
    if (msg === 'health.listening') this.#healthUrl = url ?? null;
    if (msg === 'server.listening') this.#url = url ?? null;
  }

  /** `null`: it does not yet listen where we need it. */
  ready(isApi: boolean): Announced | null {
    const url = this.#url ?? (isApi ? null : this.#healthUrl);
    return url === null ? null : { url, healthUrl: this.#healthUrl, setupToken: this.#setupToken };
  }
}

/** Waits for the log line that says where the product listens; fails with the log when the process ends before. */
const announced = async (
  child: ChildProcess,
  log: string[],
  onLine: (line: string) => void,
  isApi: boolean,
): Promise<Announced> => {
  const said = new Announcements();
  const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> });
  const errors = createInterface({ input: child.stderr as NonNullable<ChildProcess['stderr']> });
  errors.on('line', (line) => {
    log.push(line);
    onLine(line);
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) =>
      reject(new Error(`the product ended (${code ?? signal}):\n${log.slice(-20).join('\n')}`)),
    );
    lines.on('line', (line) => {
      log.push(line);
      onLine(line);
      if (log.length > 5_000) log.splice(0, 1_000);
      said.hear(line);
      const ready = said.ready(isApi);
      if (ready !== null) resolve(ready);
    });
  });
};

/** Resolves at the first 200, or when the process is gone: one that was told to kill itself may not get that far. */
const untilReady = async (url: string, child: ChildProcess): Promise<void> => {
  while (child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const rssMb = (pid: number): number => {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1_024) / 1e6;
};

/** Those that live. A run that is broken off leaves none of them behind. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Starts the built product as users do: its own process, its own port, a real data folder. */
export const startProduct = async ({
  dataDir,
  environment = {},
  preload = [],
  port = 0,
  onLine = () => undefined,
}: ProductOptions): Promise<Product> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...preload.flatMap((module) => ['--import', module]), server], {
    env: { PATH: process.env['PATH'], WAKIL_DATA_DIR: dataDir, WAKIL_PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  living.add(child);
  const ended = once(child, 'exit').then(() => void living.delete(child));
  const isApi = /api/.test(environment['WAKIL_ROLES'] ?? 'api');
  const { url, healthUrl, setupToken } = await announced(child, log, onLine, isApi);
  await untilReady(url, child);
  const pid = child.pid as number;
  return {
    url,
    healthUrl,
    pid,
    startMs: performance.now() - startedAt,
    setupToken,
    log,
    ended,
    kill: async (signal) => {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
    rssMb: () => rssMb(pid),
  };
};
