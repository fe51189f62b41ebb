import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { WrongConfiguration } from '#infrastructure/config/config';

/** A key that was read, or made because there was none. */
export type KeyFile = { readonly key: string; readonly path: string; readonly isNew: boolean };

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Only the owner may read it, and it is on disk before anything is encrypted with it. */
const write = (path: string, key: string): void => {
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, `${key}\n`);
  fsyncSync(file);
  closeSync(file);
};

/** The key kept as `<dataDir>/keys/<name>`; made by `create` on the first start. */
export const keyFile = (dataDir: string, name: string, create: () => string): KeyFile => {
  const folder = join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const existing = read(path);
  if (existing === '') throw new WrongConfiguration(`${path} is empty: put the key back from your copy`);
  if (existing !== null) return { key: existing, path, isNew: false };
  const key = create();
  write(path, key);
  chmodSync(path, 0o600);
  return { key, path, isNew: true };
};

export const newDatabaseKey = (): string => randomBytes(32).toString('hex');
