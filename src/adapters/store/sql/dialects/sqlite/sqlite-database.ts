import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlDatabase, SqlScope, SqlSession } from '#adapters/store/sql/database';
import { DomainError } from '#domain/shared/domain-error';
import { finishRekey, takeKeysOut } from './database-file.js';
import { DiskSync } from './disk-sync.js';
import { lockFolder } from './folder-lock.js';
import { GroupCommit } from './group-commit.js';
import { LibsqlConnection } from './libsql-connection.js';
import { tellPlanner } from './planner-statistics.js';
import { SnapshotReader } from './snapshot-reader.js';
import { sqliteDialect } from './sqlite-dialect.js';
import { isNotADatabase, unavailable } from './sqlite-errors.js';

/** The key does not open the file, or the file is no database of ours. Nothing was changed. */
export class WrongEncryptionKey extends DomainError {
  readonly code = 'store.wrong_encryption_key';
  readonly kind = 'fatal';
}

const busyTimeoutMs = 5_000;
const cacheKib = 24_000;

const writerPragmas = [
  'journal_mode=WAL',
  // The disk is waited for by `DiskSync`, off the event loop, before anybody is told.
  'synchronous=NORMAL',
  `busy_timeout=${busyTimeoutMs}`,
  'foreign_keys=ON',
  // 64 MB: at the default 1,000 pages a busy store spends a quarter of its time writing the same pages into the file again, and at
  // 16 MB it still stops for 25 ms every 130 messages; here for 60 ms every 550.
  'wal_autocheckpoint=16000',
  `cache_size=-${cacheKib}`,
];
/** Never checkpoints: libsql 0.5.29 carries the WAL-reset bug, which needs two connections that do. */
const readerPragmas = [
  'query_only=ON',
  `busy_timeout=${busyTimeoutMs}`,
  'wal_autocheckpoint=0',
  `cache_size=-${cacheKib}`,
];

const opened = (path: string, key: string, pragmas: readonly string[]): LibsqlConnection => {
  const connection = new LibsqlConnection(path, key, busyTimeoutMs);
  try {
    for (const pragma of pragmas) connection.pragma(pragma);
    // SQLite reads nothing before it must; a wrong key shows here and not at the first customer.
    connection.rows('select count(*) as tables from sqlite_master', []);
    return connection;
  } catch (error) {
    connection.close();
    if (isNotADatabase(error))
      throw new WrongEncryptionKey(`the encryption key does not open ${path}; nothing was changed`, { path }, error);
    throw error;
  }
};

/** The file `wakil.db` in the folder, encrypted, open for this process alone. */
export class SqliteDatabase implements SqlDatabase {
  readonly dialect = sqliteDialect;
  readonly #writer: LibsqlConnection;
  readonly #reader: LibsqlConnection;
  readonly #commits: GroupCommit;
  readonly #disk: DiskSync;
  readonly #reads: SnapshotReader;
  readonly #unlock: () => void;
  readonly #folder: string;
  readonly #encryptionKey: string;

  private constructor(
    { writer, reader, unlock }: { writer: LibsqlConnection; reader: LibsqlConnection; unlock: () => void },
    { folder, encryptionKey }: { folder: string; encryptionKey: string },
  ) {
    this.#folder = folder;
    this.#encryptionKey = encryptionKey;
    this.#writer = writer;
    this.#reader = reader;
    this.#unlock = unlock;
    this.#disk = new DiskSync(join(folder, 'wakil.db-wal'));
    this.#commits = new GroupCommit(writer, () => this.#disk.confirm());
    this.#reads = new SnapshotReader(reader);
  }

  /** @throws {DataFolderInUse} @throws {WrongEncryptionKey} */
  static open(folder: string, encryptionKey: string): SqliteDatabase {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(folder);
    const path = join(folder, 'wakil.db');
    try {
      finishRekey(folder, encryptionKey);
      const writer = opened(path, encryptionKey, writerPragmas);
      const reader = opened(path, encryptionKey, readerPragmas);
      return new SqliteDatabase({ writer, reader, unlock }, { folder, encryptionKey });
    } catch (error) {
      unlock();
      throw error;
    }
  }

  read<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope = 'every tenant'): Promise<T> {
    return this.#reads.read(work, scope);
  }

  write<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope = 'every tenant'): Promise<T> {
    return this.#commits.write(work, scope);
  }

  writeAhead<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope = 'every tenant'): Promise<T> {
    return this.#commits.write(work, scope, 'committed');
  }

  /** Once the schema is up to date, and before anybody else uses it. @throws {StoreUnavailable} */
  planForGrowth(): void {
    try {
      tellPlanner(this.#writer);
    } catch (error) {
      throw unavailable(error) ?? error;
    }
  }

  /** The folder's lock says so. */
  whileAlone<T>(work: (isAlone: boolean) => Promise<T>): Promise<T> {
    return work(true);
  }

  /** The copy is encrypted with the same key, and without the keys of tenants. The writer waits meanwhile. @throws {StoreUnavailable} */
  async backup(toPath: string): Promise<void> {
    await this.#commits.between(() => void this.#writer.run('vacuum into ?', [toPath]));
    takeKeysOut(this.#folder, this.#encryptionKey, toPath);
  }

  async close(): Promise<void> {
    await this.#reads.close();
    await this.#commits.close();
    this.#disk.close();
    this.#reader.close();
    this.#writer.pragma('wal_checkpoint(TRUNCATE)');
    this.#writer.close();
    this.#unlock();
  }
}
