import { join } from 'node:path';
import { DomainError } from '#domain/shared/domain-error';
import { LibsqlConnection } from './libsql-connection.js';

/** Another process has the data folder open. Two writers would lose each other's data, so the second one may not start. */
export class DataFolderInUse extends DomainError {
  readonly code = 'store.data_folder_in_use';
  readonly kind = 'fatal';
}

/**
 * Holds the folder for this process by an exclusive lock on a small file. The operating system drops it with the process,
 * also after `kill -9`, so nothing stale ever has to be cleared away.
 * @returns lets the folder go.
 * @throws {DataFolderInUse}
 */
export const lockFolder = (folder: string): (() => void) => {
  const lock = new LibsqlConnection(join(folder, 'wakil.lock'), null, 0);
  try {
    lock.pragma('locking_mode=EXCLUSIVE');
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new DataFolderInUse(`another process is using the data folder ${folder}; stop it first`, { folder }, cause);
  }
  return () => {
    lock.rollback();
    // The lock is only given up by a transaction that ends in the normal mode; closing alone keeps it.
    lock.pragma('locking_mode=NORMAL');
    lock.exec('begin exclusive');
    lock.rollback();
    lock.close();
  };
};
