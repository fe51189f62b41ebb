import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { WrongConfiguration } from '#infrastructure/config/config';

/** A key that was read, or made because there was none. */
export type KeyFile = { readonly key: string; readonly path: string; readonly isNew: boolean };

const folderOf = (dataDir: string): string => {
  const folder = join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
};

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Only the owner may read it, and it is on disk, whole, before anything is encrypted or signed with it. */
const write = (path: string, text: string): void => {
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeSync(file, `${text}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
};

/** @throws {WrongConfiguration} the file is there and holds nothing. */
const existing = (path: string): string | null => {
  const text = read(path);
  if (text === '') throw new WrongConfiguration(`${path} is empty: put the key back from your copy`);
  return text;
};

export const databaseKeyPath = (dataDir: string): string => join(dataDir, 'keys', 'database.key');

/** A key that is there, for work on a database that exists: making one up would only hide that it is missing. */
export const existingDatabaseKey = (dataDir: string): string => {
  const path = databaseKeyPath(dataDir);
  const kept = existing(path);
  if (kept === null)
    throw new WrongConfiguration(`WAKIL_DATABASE_KEY must be the key of the database, or ${path} must hold it`);
  return kept;
};

/** The key of the database file; the first start makes one. */
export const databaseKeyFile = (dataDir: string): KeyFile => {
  const path = join(folderOf(dataDir), 'database.key');
  const kept = existing(path);
  if (kept !== null) return { key: kept, path, isNew: false };
  const key = newDatabaseKey();
  write(path, key);
  return { key, path, isNew: true };
};

/** Puts another key in the place of the database's; the old one stays beside it, for backups made under it. */
export const replaceDatabaseKey = (dataDir: string, key: string): void => {
  const path = join(folderOf(dataDir), 'database.key');
  const old = existing(path);
  if (old !== null) write(`${path}.old`, old);
  write(path, key);
};

export const newDatabaseKey = (): string => randomBytes(32).toString('hex');

/** A key of 64 hex digits in a file of its own; the first use makes one. */
export const secretKeyFile = (dataDir: string, name: 'blobs' | 'links' | 'vault'): string => {
  const path = join(folderOf(dataDir), `${name}.key`);
  const kept = existing(path);
  if (kept !== null) return kept;
  const key = randomBytes(32).toString('hex');
  write(path, key);
  return key;
};

/** Older signing keys still verify, so that replacing one signs nobody out. */
const signingKeysKept = 2;

/** The keys that sign and verify access tokens, newest first; the first start makes one. */
export const signingKeyFile = async (
  dataDir: string,
  create: () => Promise<string>,
): Promise<readonly [string, ...string[]]> => {
  const path = join(folderOf(dataDir), 'signing-keys.json');
  const kept = existing(path);
  if (kept !== null) return JSON.parse(kept) as [string, ...string[]];
  const keys = [await create()] as const;
  write(path, JSON.stringify(keys));
  return keys;
};

/** Puts a new signing key in front. */
export const rotateSigningKey = async (dataDir: string, create: () => Promise<string>): Promise<void> => {
  const keys = await signingKeyFile(dataDir, create);
  write(
    join(folderOf(dataDir), 'signing-keys.json'),
    JSON.stringify([await create(), ...keys].slice(0, signingKeysKept)),
  );
};
