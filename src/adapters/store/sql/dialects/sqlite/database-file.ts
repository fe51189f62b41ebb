import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Libsql from 'libsql';
import { DomainError } from '#domain/shared/domain-error';
import { lockFolder } from './folder-lock.js';
import { shelveKeys, unshelveKeys } from './key-shelf.js';

/** The file is no whole database that this key opens. Nothing was changed. */
export class BrokenBackup extends DomainError {
  readonly code = 'store.broken_backup';
  readonly kind = 'invalid';
}

/** There is nothing to work on. */
export class NoDatabase extends DomainError {
  readonly code = 'store.no_database';
  readonly kind = 'not_found';
}

/** There is something where the backup should go. */
export class BackupExists extends DomainError {
  readonly code = 'store.backup_exists';
  readonly kind = 'conflict';
}

const encrypted = (encryptionKey: string): Libsql.Options =>
  ({ encryptionCipher: 'aes256cbc', encryptionKey }) as Libsql.Options;

/**
 * Copies the database of a folder while a process may be using it, encrypted with the same key. The keys of tenants and customers
 * are not in the copy; the folder keeps them beside its other keys. It writes nothing to the file and never checkpoints it, so
 * the process that owns it stays the only one that does.
 * @throws {NoDatabase} @throws {BackupExists} @throws {BrokenBackup} the key does not open it, or the copy does not check.
 */
export const backUpFolder = (folder: string, encryptionKey: string, toPath: string): void => {
  if (existsSync(toPath)) throw new BackupExists(`${toPath} exists already; choose another name`, { path: toPath });
  mkdirSync(dirname(toPath), { recursive: true });
  copyDatabase(databaseOf(folder), encryptionKey, toPath);
  takeKeysOut(folder, encryptionKey, toPath);
  writeFileSync(sumOf(toPath), `${sha256Of(toPath)}  ${basename(toPath)}\n`, { mode: 0o600 });
};

/** The copy is without them, or there is none. */
export const takeKeysOut = (folder: string, encryptionKey: string, copyPath: string): void => {
  const copy = new Libsql(copyPath, encrypted(encryptionKey));
  try {
    shelveKeys(folder, copy);
  } catch (error) {
    rmSync(copyPath, { force: true });
    throw error;
  } finally {
    copy.close();
  }
};

/** As `sha256sum -c` reads it. The cipher has no checksum of its own: a decayed page may pass as a whole one. */
const sumOf = (path: string): string => `${path}.sha256`;

const sha256Of = (path: string): string => {
  const hash = createHash('sha256');
  const block = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, block); read > 0; read = readSync(file, block)) hash.update(block.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
};

/** @throws {BrokenBackup} the file is not the one its checksum was made from. */
const checkSum = (path: string): void => {
  if (!existsSync(path) || !existsSync(sumOf(path))) return;
  const [expected] = readFileSync(sumOf(path), 'utf8').split(' ');
  if (sha256Of(path) !== expected) throw broken(path);
};

/** libsql makes a file that is not there, also for one who only reads. */
const databaseOf = (folder: string): string => {
  const path = join(folder, 'wakil.db');
  if (!existsSync(path))
    throw new NoDatabase(`WAKIL_DATA_DIR must be a folder with a database; ${folder} has none`, { folder });
  return path;
};

/** The copy is whole, or there is none. */
const copyDatabase = (fromPath: string, encryptionKey: string, toPath: string): void => {
  try {
    const source = opened(fromPath, encryptionKey);
    try {
      source.prepare('vacuum into ?').run(toPath);
    } finally {
      source.close();
    }
    checkDatabase(toPath, encryptionKey);
  } catch (error) {
    rmSync(toPath, { force: true });
    throw error instanceof DomainError ? error : broken(fromPath, error);
  }
};

const broken = (path: string, cause?: unknown): BrokenBackup =>
  new BrokenBackup(`${path} is no whole database that this key opens; nothing was changed`, { path }, cause);

const opened = (path: string, encryptionKey: string): Libsql.Database => {
  try {
    const database = new Libsql(path, encrypted(encryptionKey));
    // libsql 0.5.29 ignores `readonly`; `query_only` would refuse the copying. What is left must never happen: a checkpoint.
    database.pragma('wal_autocheckpoint=0');
    return database;
  } catch (error) {
    throw broken(path, error);
  }
};

/** @throws {BrokenBackup} */
export const checkDatabase = (path: string, encryptionKey: string): void => {
  if (!existsSync(path)) throw broken(path);
  const copy = opened(path, encryptionKey);
  try {
    const result = copy.prepare('pragma integrity_check').get() as { integrity_check?: string } | undefined;
    const tenants = copy.prepare("select count(*) as tables from sqlite_master where name = 'tenants'").get() as {
      tables: number;
    };
    if (result?.integrity_check !== 'ok' || tenants.tables !== 1) throw broken(path);
  } catch (error) {
    throw broken(path, error);
  } finally {
    copy.close();
  }
};

/**
 * Puts a backup in the place of a folder's database, if it agrees with the checksum beside it. What was there stays beside it as `wakil.db.before-restore`.
 * @param alongside puts what else belongs to it in place, while nobody else uses the folder and before the database is changed.
 * @throws {DataFolderInUse} stop the server first. @throws {BrokenBackup}
 */
export const restoreFolder = (
  folder: string,
  encryptionKey: string,
  fromPath: string,
  alongside: () => void,
): { readonly hasKeys: boolean } => {
  checkSum(fromPath);
  checkDatabase(fromPath, encryptionKey);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  try {
    const target = join(folder, 'wakil.db');
    const arriving = `${target}.arriving`;
    rmSync(arriving, { force: true });
    copyDatabase(fromPath, encryptionKey, arriving);
    const hasKeys = putKeysIn(folder, encryptionKey, arriving);
    alongside();
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(target + suffix)) renameSync(target + suffix, `${target}.before-restore${suffix}`);
    renameSync(arriving, target);
    return { hasKeys };
  } finally {
    unlock();
  }
};

const putKeysIn = (folder: string, encryptionKey: string, arriving: string): boolean => {
  const target = join(folder, 'wakil.db');
  const present = existsSync(target) && isOpenedBy(target, encryptionKey) ? opened(target, encryptionKey) : null;
  const restored = new Libsql(arriving, encrypted(encryptionKey));
  try {
    return unshelveKeys(folder, restored, present);
  } finally {
    restored.close();
    present?.close();
  }
};

/**
 * Encrypts a folder's database with another key. The file under the old key is only removed once the one under the new key is
 * whole and `keepKey` has put that key where the next start finds it.
 * @throws {DataFolderInUse} stop the server first. @throws {BrokenBackup} the old key does not open it.
 */
export const rekeyFolder = (
  folder: string,
  keys: { readonly old: string; readonly new: string },
  keepKey: () => void,
): void => {
  const target = databaseOf(folder);
  const arriving = `${target}.arriving`;
  const unlock = lockFolder(folder);
  try {
    checkDatabase(target, keys.old);
    rmSync(arriving, { force: true });
    copyDatabase(target, keys.old, arriving);
    const copy = new Libsql(arriving, encrypted(keys.old));
    copy.pragma(`rekey='${keys.new}'`);
    copy.close();
    checkDatabase(arriving, keys.new);
    renameSync(arriving, rekeyed(target));
    keepKey();
    replaceByRekeyed(target);
  } finally {
    unlock();
  }
};

/** A whole copy under the new key, waiting for its turn. */
const rekeyed = (target: string): string => `${target}.new-key`;

const replaceByRekeyed = (target: string): void => {
  for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true });
  renameSync(rekeyed(target), target);
};

/**
 * Ends a change of key that a death cut off: if the copy opens with the key of this start, the key was kept and the copy takes its
 * place; if not, it never happened. For whoever holds the folder's lock.
 */
export const finishRekey = (folder: string, encryptionKey: string): void => {
  const target = join(folder, 'wakil.db');
  if (!existsSync(rekeyed(target))) return;
  if (isOpenedBy(rekeyed(target), encryptionKey)) replaceByRekeyed(target);
  // A key that opens neither is a mistake of today and decides nothing.
  else if (isOpenedBy(target, encryptionKey)) rmSync(rekeyed(target));
};

const isOpenedBy = (path: string, encryptionKey: string): boolean => {
  try {
    checkDatabase(path, encryptionKey);
    return true;
  } catch (error) {
    if (error instanceof BrokenBackup) return false;
    throw error;
  }
};
