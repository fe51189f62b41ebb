import { type Connection, type ConnectOptions, Mongoose } from 'mongoose';
import type { SealingOptions } from '#adapters/store/sealing/sealing-options';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Sha256 } from '#domain/compliance/audit-entry';
import { DomainError } from '#domain/shared/domain-error';
import { ensureSchema } from './ensure-schema.js';
import { makeModels } from './models.js';
import { MongoStore } from './mongo-store.js';
import { refusalReason } from './refusal-reason.js';
import { openSealing } from './sealing/open-sealing.js';
import { ServerClock } from './server-clock.js';
import { WriteLines } from './unit/write-line.js';

export type MongoStoreOptions = {
  /** With the name of the database; may hold a password, and is never told to anybody. */
  readonly uri: string;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed; for measuring what sealing costs. */
  readonly sealing: SealingOptions | null;
  /** How long the server may take to answer at the start. */
  readonly patienceMs?: number;
};

/** The server cannot be used as it was named. Says what is wrong, and neither address nor password. */
export class MongoNotUsable extends DomainError {
  readonly code = 'store.mongo_not_usable';
  readonly kind = 'fatal';
}

/** An acknowledged write is on the disks of most members, and survives the loss of any one of them. */
const options = (patienceMs: number): ConnectOptions => ({
  serverSelectionTimeoutMS: patienceMs,
  connectTimeoutMS: patienceMs,
  socketTimeoutMS: 60_000,
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 30_000 },
  readPreference: 'primary',
  retryWrites: true,
  promoteBuffers: true,
  autoIndex: false,
  // A command waits for a server as long as the driver does, and no longer.
  bufferCommands: false,
  autoCreate: false,
  appName: 'wakil',
});

/**
 * Connects, with the collections made.
 * @param more options of the driver's, for who watches its commands.
 * @throws {MongoNotUsable} @throws {NewerSchema}
 */
export const connectMongo = async (
  uri: string,
  patienceMs = 10_000,
  more: ConnectOptions = {},
): Promise<Connection> => {
  const mongoose = new Mongoose();
  mongoose.set('strictQuery', 'throw');
  mongoose.set('sanitizeFilter', true);
  let connection: Connection | null = null;
  try {
    connection = await mongoose.createConnection(uri, { ...options(patienceMs), ...more }).asPromise();
    await ensureSchema(connection);
    return connection;
  } catch (error) {
    await connection?.close();
    if (error instanceof DomainError) throw error;
    throw new MongoNotUsable(refusalReason(error), {});
  }
};

type OnConnection = Pick<MongoStoreOptions, 'clock' | 'sha256' | 'sealing'>;

/** @throws {WrongMasterKey} @throws {KeysMissing} the connection is closed then. */
export const storeOn = async (
  connection: Connection,
  { clock, sha256, sealing }: OnConnection,
): Promise<MongoStore> => {
  const models = makeModels(connection);
  const parts = { models, lines: new WriteLines(models), clock, sha256 };
  try {
    return new MongoStore(connection, {
      ...parts,
      sealing: sealing === null ? null : await openSealing(parts, sealing),
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
};

/**
 * Alone or beside other processes, by the server's time.
 * @throws {MongoNotUsable} @throws {NewerSchema} @throws {WrongMasterKey} @throws {KeysMissing}
 */
export const openMongoStore = async ({ uri, clock, patienceMs, ...more }: MongoStoreOptions): Promise<Store> => {
  const connection = await connectMongo(uri, patienceMs);
  const serverClock = await ServerClock.of(connection, clock);
  connection.once('close', () => serverClock.stop());
  return storeOn(connection, { clock: serverClock, ...more });
};
