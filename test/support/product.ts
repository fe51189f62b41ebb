import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const server = new URL('../../dist/infrastructure/main/server.js', import.meta.url).pathname;

export type Product = {
  readonly url: string;
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

type Announced = { url: string; setupToken: string | null };

/** Waits for the log line that says where the product listens; fails with the log when the process ends before. */
const announced = async (child: ChildProcess, log: string[], onLine: (line: string) => void): Promise<Announced> => {
  let setupToken: string | null = null;
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
      const entry = line.startsWith('{')
        ? (JSON.parse(line) as { msg?: string; url?: string; setupToken?: string })
        : {};
      if (entry.msg === 'setup.token') setupToken = entry.setupToken ?? null;
      if (entry.msg === 'server.listening' && entry.url !== undefined) resolve({ url: entry.url, setupToken });
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
  const ended = once(child, 'exit').then(() => undefined);
  const { url, setupToken } = await announced(child, log, onLine);
  await untilReady(url, child);
  const pid = child.pid as number;
  return {
    url,
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
