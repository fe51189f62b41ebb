import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';
import type { SqlScope, SqlSession } from '#adapters/store/sql/database';
import { StoreUnavailable } from '#application/ports/store';
import { FairQueue } from './fair-queue.js';
import type { LibsqlConnection } from './libsql-connection.js';
import { unavailable } from './sqlite-errors.js';
import { SqliteSession } from './sqlite-session.js';

type Unit = {
  readonly scope: SqlScope;
  readonly toldWhen: ToldWhen;
  readonly work: (session: SqlSession) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};
/** Who is told when it is committed has asked for nothing that a power cut must not undo. */
type ToldWhen = 'committed' | 'on disk';
type Outcome = { readonly unit: Unit; readonly tell: () => void };

/** A longer batch would hold up the event loop; the rest goes into the next one, and what comes meanwhile has its turn in it. */
const mostUnits = 128;
/** Who has all of theirs in a batch does not wait for the backlog of others for longer than this before it is committed. */
const consideratelyMs = 1.5;
/** A commit costs something as well, and is worth it for no fewer: neither in the batch nor behind it. */
const fewestUnits = 4;

/**
 * The only place that writes. Units that were queued in one turn of the event loop run one after the other inside one
 * transaction, each in a savepoint of its own, and share one COMMIT. Nobody is told anything before the disk has confirmed it,
 * but who asked to be told before; the next batch runs meanwhile, and those that are committed while the disk is busy share its next confirmation.
 */
export class GroupCommit {
  readonly #connection: LibsqlConnection;
  readonly #session: SqlSession;
  readonly #queue = new FairQueue<Unit>();
  readonly #betweens: (() => void)[] = [];
  readonly #confirm: () => Promise<void>;
  readonly #unconfirmed = new Set<Promise<void>>();
  #running = false;
  #refused: StoreUnavailable | null = null;

  /** @param confirm resolves once what was committed before the call is on the disk. */
  constructor(connection: LibsqlConnection, confirm: () => Promise<void>) {
    this.#connection = connection;
    this.#confirm = confirm;
    this.#session = new SqliteSession(connection);
  }

  /** @param scope whose turn it takes. */
  write<T>(work: (session: SqlSession) => Promise<T>, scope: SqlScope, toldWhen: ToldWhen = 'on disk'): Promise<T> {
    if (this.#refused !== null) return Promise.reject(this.#refused);
    return new Promise<T>((resolve, reject) => {
      this.#queue.add(scope, { scope, toldWhen, work, resolve: resolve as (result: unknown) => void, reject });
      this.#wake();
    });
  }

  /** Runs between two batches, outside any transaction. @throws {StoreUnavailable} */
  between(work: () => void): Promise<void> {
    if (this.#refused !== null) return Promise.reject(this.#refused);
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
    this.#refused ??= new StoreUnavailable('the store is closed', {});
    while (this.#running) await new Promise<void>((resolve) => setImmediate(resolve));
    await Promise.all(this.#unconfirmed);
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
    for (const { unit, tell } of outcomes) if (unit.toldWhen === 'committed') tell();
    // The next who waits for the disk has it confirm this too.
    if (outcomes.every(({ unit }) => unit.toldWhen === 'committed')) return;
    const confirmed = this.#tell(outcomes).finally(() => this.#unconfirmed.delete(confirmed));
    this.#unconfirmed.add(confirmed);
  }

  async #tell(outcomes: readonly Outcome[]): Promise<void> {
    try {
      await this.#confirm();
      for (const { tell } of outcomes) tell();
    } catch (error) {
      // The system forgets what it could not write, and says nothing the next time: nothing more is promised by this process.
      this.#refused = new StoreUnavailable(
        'the disk did not keep what was written; see to it and start again',
        {},
        error,
      );
      for (const { unit } of outcomes) unit.reject(this.#refused);
    }
  }

  /** Asked again after each unit, so that who has come meanwhile has a turn. */
  *#batch(): Generator<Unit, void> {
    const soon = performance.now() + consideratelyMs;
    let isSomebodyDone = false;
    for (let count = 0; count < mostUnits; count += 1) {
      const isWorthIt = count >= fewestUnits && this.#queue.size > fewestUnits;
      if (isSomebodyDone && isWorthIt && performance.now() >= soon) return;
      const unit = this.#queue.next();
      if (unit === undefined) return;
      isSomebodyDone ||= unit.scope !== 'platform' && !this.#queue.holds(unit.scope);
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
