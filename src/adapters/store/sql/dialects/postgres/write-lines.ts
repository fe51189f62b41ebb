import { setImmediate } from 'node:timers';
import type { PoolClient } from 'pg';
import type { SqlScope, SqlSession } from '#adapters/store/sql/database';
import { StoreUnavailable } from '#application/ports/store';
import { beginUnit } from './begin-unit.js';
import { beginWrite } from './locks.js';
import { isRepeatable, unavailable } from './postgres-errors.js';

type Unit = {
  readonly work: (session: SqlSession) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};
type Outcome = { readonly unit: Unit; readonly tell: () => void };
type Line = { readonly scope: SqlScope; readonly units: Unit[] };
export type OnConnection = <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;

/** A longer batch would keep other processes from the tenant; the rest goes into the next one. */
const mostUnits = 32;
/** How often a batch begins again when the server ended it for another's sake. */
const mostAttempts = 5;

/**
 * Where everything is written. Units of one scope stand in one line, in the order they were asked for; those that wait while others
 * run go together, each in a savepoint, and share one COMMIT. Lines of different tenants run beside each other. Nobody is told
 * anything before the COMMIT, and what was rolled back for another transaction's sake is run again from its beginning.
 */
export class WriteLines {
  readonly #onConnection: OnConnection;
  readonly #lines = new Map<string, Line>();
  #closed = false;

  constructor(onConnection: OnConnection) {
    this.#onConnection = onConnection;
  }

  write<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed', {}));
    return new Promise<T>((resolve, reject) => {
      const unit = { work, resolve: resolve as (result: unknown) => void, reject };
      const name = typeof scope === 'string' ? scope : `tenant ${scope.tenantId}`;
      const line = this.#lines.get(name);
      if (line !== undefined) return void line.units.push(unit);
      this.#lines.set(name, { scope, units: [unit] });
      setImmediate(() => void this.#drain(name));
    });
  }

  /** Writes what is queued and refuses what comes later. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#lines.size > 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async #drain(name: string): Promise<void> {
    for (let line = this.#lines.get(name); line !== undefined && line.units.length > 0; line = this.#lines.get(name))
      await this.#flush(line.scope, line.units.splice(0, mostUnits));
    this.#lines.delete(name);
  }

  async #flush(scope: SqlScope, units: readonly Unit[]): Promise<void> {
    try {
      for (const { tell } of await this.#committed(scope, units, mostAttempts)) tell();
    } catch (error) {
      const told = unavailable(error) ?? new StoreUnavailable('the store could not commit', {}, error);
      for (const { reject } of units) reject(told);
    }
  }

  async #committed(scope: SqlScope, units: readonly Unit[], attempts: number): Promise<readonly Outcome[]> {
    try {
      return await this.#onConnection((client) => batch(client, scope, units));
    } catch (error) {
      if (!isRepeatable(error) || attempts <= 1) throw error;
      return this.#committed(scope, units, attempts - 1);
    }
  }
}

/** One transaction. */
const batch = async (client: PoolClient, scope: SqlScope, units: readonly Unit[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  const session = await beginUnit(client, beginWrite(scope));
  const isAlone = units.length === 1;
  for (const unit of units)
    outcomes.push(await (isAlone ? runAlone(client, session, unit) : runInSavepoint(client, session, unit)));
  await commit(client);
  return outcomes;
};

/** The server answers a commit of what has failed by rolling back, and calls that a success. */
const commit = async (client: PoolClient): Promise<void> => {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new StoreUnavailable('the store rolled back', { reason: command });
};

const concernsAll = (error: unknown): boolean => isRepeatable(error) || unavailable(error) !== null;

const runAlone = async (client: PoolClient, session: SqlSession, unit: Unit): Promise<Outcome> => {
  try {
    const result = await unit.work(session);
    return { unit, tell: () => unit.resolve(result) };
  } catch (error) {
    if (concernsAll(error)) throw error;
    // What follows is the commit of a batch in which nothing is left.
    await client.query('rollback; begin');
    return { unit, tell: () => unit.reject(error) };
  }
};

/** A unit that throws is undone alone, unless what it met concerns all: then this throws as well. */
const runInSavepoint = async (client: PoolClient, session: SqlSession, unit: Unit): Promise<Outcome> => {
  await client.query('savepoint unit');
  try {
    const result = await unit.work(session);
    await client.query('release savepoint unit');
    return { unit, tell: () => unit.resolve(result) };
  } catch (error) {
    if (concernsAll(error)) throw error;
    await client.query('rollback to savepoint unit; release savepoint unit');
    return { unit, tell: () => unit.reject(error) };
  }
};
