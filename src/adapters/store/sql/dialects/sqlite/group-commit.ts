import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';
import { Traffic } from '#adapters/shared/traffic';
import type { SqlScope, SqlSession } from '#adapters/store/sql/database';
import { StoreUnavailable } from '#application/ports/store';
import { FairQueue } from './fair-queue.js';
import type { LibsqlConnection } from './libsql-connection.js';
import { unavailable } from './sqlite-errors.js';
import { SqliteSession } from './sqlite-session.js';

type Unit = {
  readonly work: (session: SqlSession) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};
type Outcome = { readonly unit: Unit; readonly tell: () => void };

/** A longer batch would hold up the event loop; the rest goes into the next one, and what comes meanwhile has its turn in it. */
const mostUnits = 128;
/**
 * While one tenant writes far more than another, a batch ends sooner: the other waits for the rest of one at each step of an answer.
 * Each commit waits for the disk, so that also where units take long it is paid once for so many.
 */
const consideratelyMs = 5;
const fewestUnits = 16;

/**
 * The only place that writes. Units that were queued in one turn of the event loop run one after the other inside one
 * transaction, each in a savepoint of its own, and share one COMMIT: one wait for the disk carries all of them.
 * Nobody is told anything before that COMMIT.
 */
export class GroupCommit {
  readonly #connection: LibsqlConnection;
  readonly #session: SqlSession;
  readonly #queue = new FairQueue<Unit>();
  readonly #traffic = new Traffic();
  readonly #betweens: (() => void)[] = [];
  #running = false;
  #closed = false;

  constructor(connection: LibsqlConnection) {
    this.#connection = connection;
    this.#session = new SqliteSession(connection);
  }

  /** @param scope whose turn it takes. */
  write<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed', {}));
    if (typeof scope !== 'string') this.#traffic.note(scope.tenantId, performance.now());
    return new Promise<T>((resolve, reject) => {
      this.#queue.add(scope, { work, resolve: resolve as (result: unknown) => void, reject });
      this.#wake();
    });
  }

  /** Runs between two batches, outside any transaction. @throws {StoreUnavailable} */
  between(work: () => void): Promise<void> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed', {}));
    return new Promise<void>((resolve, reject) => {
      this.#betweens.push(() => {
        try {
          resolve(work());
        } catch (error) {
          reject(unavailable(error) ?? error);
        }
      });
      this.#wake();
    });
  }

  /** Writes what is queued and refuses what comes later. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  #wake(): void {
    if (this.#running) return;
    this.#running = true;
    setImmediate(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    for (const run of this.#betweens.splice(0)) run();
    if (this.#queue.size > 0) await this.#flush();
    this.#running = false;
    if (this.#queue.size + this.#betweens.length > 0) this.#wake();
  }

  async #flush(): Promise<void> {
    const units: Unit[] = [];
    const outcomes: Outcome[] = [];
    try {
      this.#connection.exec('begin immediate');
      for (const unit of this.#batch()) {
        units.push(unit);
        outcomes.push(await this.#runUnit(unit));
      }
      this.#connection.exec('commit');
    } catch (error) {
      this.#abandon([...units, ...this.#batch()], error);
      return;
    }
    for (const { tell } of outcomes) tell();
  }

  /** Asked again after each unit, so that who has come meanwhile has a turn. */
  *#batch(): Generator<Unit, void> {
    const now = performance.now();
    const until = this.#traffic.isUneven(now) ? now + consideratelyMs : Number.POSITIVE_INFINITY;
    for (let count = 0; count < mostUnits; count += 1) {
      const unit = count >= fewestUnits && performance.now() >= until ? undefined : this.#queue.next();
      if (unit === undefined) return;
      yield unit;
    }
  }

  /** A unit that throws is undone alone, unless what it met concerns all: then this throws as well. */
  async #runUnit(unit: Unit): Promise<Outcome> {
    this.#connection.exec('savepoint unit');
    try {
      const result = await unit.work(this.#session);
      this.#connection.exec('release unit');
      return { unit, tell: () => unit.resolve(result) };
    } catch (error) {
      // SQLite may have rolled back everything by itself; another statement would then be committed on its own.
      if (!this.#connection.inTransaction || unavailable(error) !== null) throw error;
      this.#connection.exec('rollback to unit');
      this.#connection.exec('release unit');
      return { unit, tell: () => unit.reject(error) };
    }
  }

  #abandon(units: readonly Unit[], error: unknown): void {
    const told = unavailable(error) ?? new StoreUnavailable('the store could not commit', {}, error);
    try {
      this.#connection.rollback();
    } finally {
      for (const { reject } of units) reject(told);
    }
  }
}
