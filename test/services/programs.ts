import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A service the tests use: one that was there already, or one that they started and stop again. */
export type Service = { readonly url: string; readonly stop: () => Promise<void> };

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Debian keeps the programs of a PostgreSQL server off the PATH, in a folder for each version. */
const versions = '/usr/lib/postgresql';
const debianFolders = (): readonly string[] =>
  existsSync(versions)
    ? readdirSync(versions)
        .sort((left, right) => Number(right) - Number(left))
        .map((version) => join(versions, version, 'bin'))
    : [];

/** Where a program is; `null`: not on this machine. */
export const programFile = (name: string): string | null => {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...debianFolders()];
  return folders.map((folder) => join(folder, name)).find(canRun) ?? null;
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export const serviceFolder = (name: string): string => mkdtempSync(join(tmpdir(), `wakil-${name}-`));

type Account = { readonly uid: number; readonly gid: number };

/** A database server refuses to run as root: there it runs as the account its package made. */
export const accountFor = (name: string): Account | null => {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
};

/** "Not run" must not look like "passed" where a machine is told to run everything. */
export const missing = (what: string): null => {
  if (process.env['CI'] === 'true') throw new Error(`${what} is not on this machine: its tests would not run`);
  process.stderr.write(`\n${what} is not on this machine: its tests are NOT RUN\n`);
  return null;
};
