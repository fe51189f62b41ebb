import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { WrongConfiguration } from '#infrastructure/config/config';

/** A key that was read, or made because there was none. */
export type KeyFile = { readonly key: string; readonly path: string; readonly isNew: boolean };

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'no code';
const notWritable = 'start.folder_not_writable';

const damaged = (path: string, what: string, remedy = 'put it back from your copy'): WrongConfiguration =>
  new WrongConfiguration(`${path} ${what}: ${remedy}`, 'start.key_file_damaged');

const folderOf = (dataDir: string): string => {
  const folder = join(dataDir, 'keys');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new WrongConfiguration(
      `${folder} must be a folder this process can write to (${codeOf(error)})`,
      notWritable,
    );
  }
  return folder;
};

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw damaged(path, `cannot be read (${codeOf(error)})`);
  }
};

/** Beside its place, and of this process alone. Only the owner may read it, and it is on disk, whole, when it is moved there. */
const writeBeside = (path: string, text: string): string => {
  const beside = `${path}.${process.pid}.new`;
  const file = openSync(beside, 'w', 0o600);
  writeSync(file, `${text}\n`);
  fsyncSync(file);
  closeSync(file);
  return beside;
};

const write = (path: string, text: string): void => renameSync(writeBeside(path, text), path);

/**
 * Puts a first key in its place, unless another process that starts just now did so before.
 * @returns whether it is ours that stands there.
 */
const writeFirst = (path: string, text: string): boolean => {
  const beside = writeBeside(path, text);
  try {
    linkSync(beside, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(beside);
  }
};

/** What stands there, or else what was made and stands there from now on. */
const kept = (path: string, made: string): string => (writeFirst(path, made) ? made : (existing(path) ?? made));

/** @throws {WrongConfiguration} the file is there and holds nothing. */
const existing = (path: string): string | null => {
  const text = read(path);
  if (text === '') throw damaged(path, 'is empty', 'put the key back from your copy');
  return text;
};

export const databaseKeyPath = (dataDir: string): string => join(dataDir, 'keys', 'database.key');

/** A key that is there, for work on a database that exists: making one up would only hide that it is missing. */
export const existingDatabaseKey = (dataDir: string): string => {
  const path = databaseKeyPath(dataDir);
  const known = existing(path);
  if (known === null)
    throw new WrongConfiguration(
      `WAKIL_DATABASE_KEY must be the key of the database, or ${path} must hold it`,
      'start.database_key_missing',
    );
  return known;
};

/** The key of the database file; the first start makes one. */
export const databaseKeyFile = (dataDir: string): KeyFile => {
  const path = join(folderOf(dataDir), 'database.key');
  const known = existing(path);
  if (known !== null) return { key: known, path, isNew: false };
  const made = newDatabaseKey();
  const key = kept(path, made);
  return { key, path, isNew: key === made };
};

/** Puts another key in the place of the database's; the old one stays beside it, for backups made under it. */
export const replaceDatabaseKey = (dataDir: string, key: string): void => {
  const path = join(folderOf(dataDir), 'database.key');
  const old = existing(path);
  if (old !== null) write(`${path}.old`, old);
  write(path, key);
};

export const newDatabaseKey = (): string => randomBytes(32).toString('hex');

/** A key of 64 hex digits in a file of its own; the first use makes one. @throws {WrongConfiguration} it holds something else. */
export const secretKeyFile = (dataDir: string, name: 'blobs' | 'links' | 'vault'): string => {
  const path = join(folderOf(dataDir), `${name}.key`);
  return checked(path, existing(path) ?? kept(path, randomBytes(32).toString('hex')));
};

const checked = (path: string, key: string): string => {
  if (!/^[0-9a-f]{64}$/i.test(key)) throw damaged(path, 'holds no key');
  return key;
};

export const vaultKeyPath = (dataDir: string): string => join(dataDir, 'keys', 'vault.key');

const masterKeyPath = (dataDir: string): string => join(dataDir, 'keys', 'master.key');

/** The master keys in the data folder, the one that wraps first; none where none was made. @throws {WrongConfiguration} */
export const masterKeyFiles = (dataDir: string): readonly string[] =>
  [masterKeyPath(dataDir), `${masterKeyPath(dataDir)}.old`].flatMap((path) => {
    const key = existing(path);
    return key === null ? [] : checked(path, key);
  });

/** The first master key; of two processes that start at once both get the same. */
export const newMasterKeyFile = (dataDir: string): KeyFile => {
  const path = join(folderOf(dataDir), 'master.key');
  const made = randomBytes(32).toString('hex');
  const key = kept(path, made);
  return { key, path, isNew: key === made };
};

/** Puts another master key in front; the old one stays beside it until nothing is wrapped by it any more. */
export const replaceMasterKey = (dataDir: string): void => {
  const path = join(folderOf(dataDir), 'master.key');
  const old = existing(path);
  if (old !== null) write(`${path}.old`, old);
  write(path, randomBytes(32).toString('hex'));
};

/** Older signing keys still verify, so that replacing one signs nobody out. */
const signingKeysKept = 2;

type SigningKeys = readonly [string, ...string[]];

const signingKeyPath = (dataDir: string): string => join(dataDir, 'keys', 'signing-keys.json');

export const signingKeysDamaged = (dataDir: string): WrongConfiguration =>
  damaged(
    signingKeyPath(dataDir),
    'holds no signing keys',
    'put it back from your copy, or remove it and everybody signs in again',
  );

const isSigningKeys = (value: unknown): value is SigningKeys =>
  Array.isArray(value) && value.length > 0 && value.every((key) => typeof key === 'string');

/** @throws {WrongConfiguration} */
const signingKeysIn = (text: string, dataDir: string): SigningKeys => {
  try {
    const keys: unknown = JSON.parse(text);
    if (isSigningKeys(keys)) return keys;
  } catch {
    // Told below.
  }
  throw signingKeysDamaged(dataDir);
};

/** The keys that sign and verify access tokens, newest first; the first start makes one. */
export const signingKeyFile = async (dataDir: string, create: () => Promise<string>): Promise<SigningKeys> => {
  folderOf(dataDir);
  const path = signingKeyPath(dataDir);
  return signingKeysIn(existing(path) ?? kept(path, JSON.stringify([await create()])), dataDir);
};

/** Puts a new signing key in front. */
export const rotateSigningKey = async (dataDir: string, create: () => Promise<string>): Promise<void> => {
  const keys = await signingKeyFile(dataDir, create);
  write(
    join(folderOf(dataDir), 'signing-keys.json'),
    JSON.stringify([await create(), ...keys].slice(0, signingKeysKept)),
  );
};
