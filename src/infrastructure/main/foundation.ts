import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { SteadyClock } from '#adapters/clock/steady-clock';
import { SystemClock } from '#adapters/clock/system-clock';
import { createSigningKey, JoseTokenSigner } from '#adapters/identity/jose-token-signer';
import { NodeSecrets } from '#adapters/identity/node-secrets';
import type { MongoStoreOptions } from '#adapters/store/mongo/open-mongo-store';
import { DataFolderInUse } from '#adapters/store/sql/dialects/sqlite/folder-lock';
import { WrongEncryptionKey } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import { measuredStore } from '#adapters/telemetry/metrics/measured-store';
import { PrometheusMetrics } from '#adapters/telemetry/metrics/prometheus-metrics';
import { PinoTelemetry } from '#adapters/telemetry/pino-telemetry';
import { redaction } from '#adapters/telemetry/redaction';
import type { Tracing } from '#adapters/telemetry/watcher';
import { KeysMissing, WrongMasterKey } from '#application/ports/master-key';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Foundation } from '#infrastructure/composition/application';
import type { RedisAdapters } from '#infrastructure/composition/redis.module';
import { type Config, WrongConfiguration } from '#infrastructure/config/config';
import { databaseKeyFile, databaseKeyPath, signingKeyFile, signingKeysDamaged } from '#infrastructure/config/key-files';
import { refuseLostVaultKey } from '#infrastructure/main/lost-vault-key';
import { placeOfMasterKey, sealingOf } from '#infrastructure/main/master-keys';

/** The key of the database file: from the configuration, else from the data folder, where the first start puts a new one. */
const databaseKeyOf = ({ databaseKey, dataDir }: Config, telemetry: Telemetry): string => {
  if (databaseKey !== null) return databaseKey;
  const path = databaseKeyPath(dataDir);
  if (existsSync(join(dataDir, 'wakil.db')) && !existsSync(path))
    throw new WrongConfiguration(
      `WAKIL_DATABASE_KEY must be the key of the database in ${dataDir}, or ${path} must hold it`,
      'start.database_key_missing',
    );
  const { key, isNew } = databaseKeyFile(dataDir);
  if (isNew)
    telemetry.info('database_key.created', { path, hint: 'keep a copy elsewhere: without it the data cannot be read' });
  return key;
};

const makeFolder = (dataDir: string): void => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const { code = 'no folder' } = error as NodeJS.ErrnoException;
    throw new WrongConfiguration(
      `WAKIL_DATA_DIR must be a folder this process can write to; ${dataDir} is not (${code})`,
      'start.folder_not_writable',
    );
  }
};

/** Its driver is loaded where it is used, and not at every start. @throws {WrongConfiguration} */
const openMongo = async (uri: string, surroundings: Omit<MongoStoreOptions, 'uri'>): Promise<Store> => {
  const { openMongoStore, MongoNotUsable } = await import('#adapters/store/mongo/open-mongo-store');
  try {
    return await openMongoStore({ uri, ...surroundings });
  } catch (error) {
    if (!(error instanceof MongoNotUsable)) throw error;
    throw new WrongConfiguration(`MONGODB_URI must be a database that Wakil can use: ${error.message}`, error);
  }
};

const refused = (config: Config, error: unknown): unknown => {
  if (error instanceof DataFolderInUse)
    return new WrongConfiguration(
      `${error.message}; only with PostgreSQL or MongoDB may several processes share a store`,
      error,
    );
  if (error instanceof WrongMasterKey)
    return new WrongConfiguration(
      `${placeOfMasterKey(config)} must hold the master key of the store: ${error.message}`,
      error,
    );
  if (error instanceof KeysMissing)
    return new WrongConfiguration(`${error.message}; put keys/data-keys.json back and restore again`, error);
  if (!(error instanceof WrongEncryptionKey)) return error;
  const place = config.databaseKey === null ? databaseKeyPath(config.dataDir) : 'WAKIL_DATABASE_KEY';
  return new WrongConfiguration(
    `${place} must hold the key of the database in ${config.dataDir}: the one it holds does not open it`,
    error,
  );
};

const openStore = async (config: Config, telemetry: Telemetry, clock: SystemClock): Promise<Store> => {
  const secrets = new NodeSecrets();
  const { postgres } = config;
  const sealing = sealingOf(config, telemetry);
  const surroundings = { sha256: (text: string) => secrets.sha256(text), sealing };
  // PostgreSQL is asked for its time in every unit; MongoDB once a minute, and in between this process counts on.
  const steady = new SteadyClock(clock, () => performance.now());
  try {
    if (config.mongoUri !== null) return await openMongo(config.mongoUri, { clock: steady, ...surroundings });
    if (postgres === null) {
      const encryptionKey = databaseKeyOf(config, telemetry);
      return await openSqliteStore({ folder: config.dataDir, encryptionKey, clock: steady, ...surroundings });
    }
    // Its driver is loaded by those who use it.
    const { openPostgresStore } = await import('#adapters/store/sql/open-postgres-store');
    return await openPostgresStore({ ...postgres, clock, ...surroundings });
  } catch (error) {
    throw refused(config, error);
  }
};

/** The libraries for traces are loaded only where traces are sent. */
const openTracing = async ({ operations }: Config): Promise<Tracing | null> => {
  if (!operations.isTraced) return null;
  const { OtelTracing } = await import('#adapters/telemetry/tracing/otel-tracing');
  return new OtelTracing({ roles: [...operations.roles] });
};

/** @throws {WrongConfiguration} */
const openSigner = async ({ dataDir }: Config, clock: SystemClock): Promise<JoseTokenSigner> => {
  const keys = await signingKeyFile(dataDir, createSigningKey);
  return JoseTokenSigner.create({ keys, issuer: 'wakil', audience: 'wakil', clock }).catch(() => {
    throw signingKeysDamaged(dataDir);
  });
};

export type OpenFoundation = Foundation & {
  readonly telemetry: PinoTelemetry;
  readonly metrics: PrometheusMetrics;
  readonly tracing: Tracing | null;
};

/** Its clients are imported only where they are asked for. */
const redisOf = async (
  { redis }: Config,
  surroundings: { readonly telemetry: Telemetry; readonly clock: SystemClock },
): Promise<RedisAdapters | null> => {
  if (redis === null) return null;
  const { openRedis } = await import('#infrastructure/main/open-redis');
  return openRedis(redis, surroundings);
};

/** Opens what needs the disk or the database’s server. @throws {WrongConfiguration} @throws {DomainError} it cannot be used as it is. */
export const openFoundation = async (given: Config): Promise<OpenFoundation> => {
  const config = { ...given, dataDir: resolve(given.dataDir) };
  makeFolder(config.dataDir);
  const metrics = new PrometheusMetrics({ tenants: config.operations.metricsTenants });
  const tracing = await openTracing(config);
  const log = pino({ level: config.logLevel, base: null, redact: redaction });
  const telemetry = new PinoTelemetry(log, { watcher: metrics, tracing });
  const clock = new SystemClock();
  const opened = await openStore(config, telemetry, clock);
  const store = measuredStore(opened, (area, seconds, failed) => metrics.stored(area, seconds, failed));
  await refuseLostVaultKey(config, store);
  const signer = await openSigner(config, clock);
  const redis = await redisOf(config, { telemetry, clock });
  return { config, store, telemetry, metrics, tracing, clock, signer, redis };
};
