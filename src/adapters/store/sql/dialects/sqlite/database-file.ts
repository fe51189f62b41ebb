import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Libsql from 'libsql';
import { DomainError } from '#domain/shared/domain-error';
import { lockFolder } from './folder-lock.js';

/** The file is no whole database that this key opens. Nothing was changed. */
export class BrokenBackup extends DomainError {
  readonly code = 'store.broken_backup';
  readonly kind = 'invalid';
}

/** There is something where the backup should go. */
export class BackupExists extends DomainError {
  readonly code = 'store.backup_exists';
  readonly kind = 'conflict';
}

const encrypted = (encryptionKey: string, readonly: boolean): Libsql.Options =>
  ({ encryptionCipher: 'aes256cbc', encryptionKey, readonly }) as Libsql.Options;

/**
 * Copies the database of a folder while a process may be using it, encrypted with the same key. It opens the file read-only,
 * so it neither writes nor checkpoints beside that process.
 * @throws {BackupExists} @throws {BrokenBackup} the copy does not check.
 */
export const backUpFolder = (folder: string, encryptionKey: string, toPath: string): void => {
  if (existsSync(toPath)) throw new BackupExists(`${toPath} exists already; choose another name`, { path: toPath });
  mkdirSync(dirname(toPath), { recursive: true });
  const source = new Libsql(join(folder, 'wakil.db'), encrypted(encryptionKey, true));
  try {
    source.prepare('vacuum into ?').run(toPath);
  } finally {
    source.close();
  }
  checkDatabase(toPath, encryptionKey);
};

/** @throws {BrokenBackup} */
export const checkDatabase = (path: string, encryptionKey: string): void => {
  const refuse = (cause?: unknown): never => {
    throw new BrokenBackup(`${path} is no whole database that this key opens; nothing was changed`, { path }, cause);
  };
  if (!existsSync(path)) refuse();
  const copy = new Libsql(path, encrypted(encryptionKey, true));
  try {
    const result = copy.prepare('pragma integrity_check').get() as { integrity_check?: string } | undefined;
    const tenants = copy.prepare("select count(*) as tables from sqlite_master where name = 'tenants'").get() as {
      tables: number;
    };
    if (result?.integrity_check !== 'ok' || tenants.tables !== 1) refuse();
  } catch (error) {
    refuse(error);
  } finally {
    copy.close();
  }
};

/**
 * Puts a backup in the place of a folder's database. What was there stays beside it as `wakil.db.before-restore`.
 * @throws {DataFolderInUse} stop the server first. @throws {BrokenBackup}
 */
export const restoreFolder = (folder: string, encryptionKey: string, fromPath: string): void => {
  checkDatabase(fromPath, encryptionKey);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  try {
    const target = join(folder, 'wakil.db');
    const arriving = `${target}.arriving`;
    rmSync(arriving, { force: true });
    const source = new Libsql(fromPath, encrypted(encryptionKey, true));
    source.prepare('vacuum into ?').run(arriving);
    source.close();
    checkDatabase(arriving, encryptionKey);
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(target + suffix)) renameSync(target + suffix, `${target}.before-restore${suffix}`);
    renameSync(arriving, target);
  } finally {
    unlock();
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
  const target = join(folder, 'wakil.db');
  const arriving = `${target}.arriving`;
  const unlock = lockFolder(folder);
  try {
    checkDatabase(target, keys.old);
    rmSync(arriving, { force: true });
    const source = new Libsql(target, encrypted(keys.old, true));
    source.prepare('vacuum into ?').run(arriving);
    source.close();
    const copy = new Libsql(arriving, encrypted(keys.old, false));
    copy.pragma(`rekey='${keys.new}'`);
    copy.close();
    checkDatabase(arriving, keys.new);
    renameSync(arriving, `${target}.new-key`);
    keepKey();
    for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true });
    renameSync(`${target}.new-key`, target);
  } finally {
    unlock();
  }
};
