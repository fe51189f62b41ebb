import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { StoreUnavailable } from '#application/ports/store';
import { unavailable } from './postgres-errors.js';

const int8 = 20;
const numeric = 1_700;
/** Large numbers come as texts. Ours are counts, times in milliseconds and millionths of a dollar: all far below 2^53. */
const asNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a number from the store is too large');
  return value;
};

const parsers: PoolConfig['types'] = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 || oid === numeric ? asNumber : types.getTypeParser(oid, format as 'text'),
} as NonNullable<PoolConfig['types']>;

/** A process that was stopped with a transaction open is cut off: what it holds is wanted by others, and it was told nothing. */
const idleInTransactionMs = 10_000;
const statementMs = 30_000;
const lockWaitMs = 20_000;
const connectMs = 5_000;

export type PoolOptions = { readonly url: string; readonly connections: number; readonly isBounded: boolean };

const poolOf = ({ url, connections, isBounded }: PoolOptions): Pool => {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    types: parsers,
    application_name: 'wakil',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    // A role or a database may have been told not to wait for the disk; what we acknowledge has to be on it.
    options: '-c synchronous_commit=on',
    ...(isBounded && {
      idle_in_transaction_session_timeout: idleInTransactionMs,
      statement_timeout: statementMs,
      lock_timeout: lockWaitMs,
    }),
  });
  // A connection that ends is replaced when the next one is wanted, whether it was idle, in use or being put away; without a listener
  // it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

/** Connections to one database as one role. */
export class PostgresPool {
  readonly #pool: Pool;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#pool = poolOf(options);
  }

  /** A connection that met anything unexpected is not used again. @throws {StoreUnavailable} none is to be had. */
  async use<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreUnavailable('the store is closed', {});
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw unavailable(error) ?? new StoreUnavailable('the store cannot be reached now', { reason: 'refused' }, error);
    });
    let isSound = false;
    try {
      const result = await work(client);
      isSound = true;
      return result;
    } catch (error) {
      isSound = await rolledBack(client);
      throw error;
    } finally {
      client.release(!isSound);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#pool.end();
  }
}

const rolledBack = async (client: PoolClient): Promise<boolean> => {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
};
