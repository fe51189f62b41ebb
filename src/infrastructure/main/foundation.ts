import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { SystemClock } from '#adapters/clock/system-clock';
import { createSigningKey, JoseTokenSigner } from '#adapters/identity/jose-token-signer';
import { NodeSecrets } from '#adapters/identity/node-secrets';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import { PinoTelemetry } from '#adapters/telemetry/pino-telemetry';
import type { Telemetry } from '#application/ports/telemetry';
import type { Foundation } from '#infrastructure/composition/application';
import { type Config, WrongConfiguration } from '#infrastructure/config/config';
import { databaseKeyFile, databaseKeyPath, signingKeyFile } from '#infrastructure/config/key-files';

/** The key of the database file: from the configuration, else from the data folder, where the first start puts a new one. */
const databaseKeyOf = ({ databaseKey, dataDir }: Config, telemetry: Telemetry): string => {
  if (databaseKey !== null) return databaseKey;
  const path = databaseKeyPath(dataDir);
  if (existsSync(join(dataDir, 'wakil.db')) && !existsSync(path))
    throw new WrongConfiguration(
      `WAKIL_DATABASE_KEY must be the key of the database in ${dataDir}, or ${path} must hold it`,
    );
  const { key, isNew } = databaseKeyFile(dataDir);
  if (isNew)
    telemetry.info('database_key.created', { path, hint: 'keep a copy elsewhere: without it the data cannot be read' });
  return key;
};

/** Opens what needs the disk. @throws {WrongConfiguration} @throws {DataFolderInUse} */
export const openFoundation = async (given: Config): Promise<Foundation> => {
  const config = { ...given, dataDir: resolve(given.dataDir) };
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const telemetry = new PinoTelemetry(pino({ level: config.logLevel, base: null }));
  const clock = new SystemClock();
  const secrets = new NodeSecrets();
  const store = await openSqliteStore({
    folder: config.dataDir,
    encryptionKey: databaseKeyOf(config, telemetry),
    clock,
    sha256: (text) => secrets.sha256(text),
  });
  const keys = await signingKeyFile(config.dataDir, createSigningKey);
  const signer = await JoseTokenSigner.create({ keys, issuer: 'wakil', audience: 'wakil', clock });
  return { config, store, telemetry, clock, signer };
};
