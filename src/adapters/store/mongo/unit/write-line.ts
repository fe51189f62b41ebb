import { setTimeout as pause } from 'node:timers/promises';
import type { Models } from '#adapters/store/mongo/models';
import { asUnavailable } from '#adapters/store/mongo/mongo-errors';
import { StoreUnavailable } from '#application/ports/store';
import { ChangeSet } from './change-set.js';
import { WriterLock, WriterLost } from './writer-lock.js';

/** Units that share one commit. */
const mostTogether = 64;
/** How long the right to write stays in a process that goes on wanting it, while others wait: by time, as servers differ. */
const longestTurnMs = 200;
const mostTries = 5;
/** Longer than the longest pause of who waits for the right. */
const stepAsideMs = 70;

/** Does the work anew each time it is called; what it changes goes into the set. */
type Work<T> = (changes: ChangeSet, lock: WriterLock) => Promise<T>;

type Unit = {
  readonly work: Work<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  /** What lost its right under another one has to begin with the other one again. */
  readonly isUnder: boolean;
  tries: number;
};

/** The units of one scope in this process, one after the other; those that wait together are committed together. */
class Line {
  readonly #acquire: () => Promise<WriterLock>;
  readonly #isIdle: () => void;
  #units: Unit[] = [];
  #running: Promise<void> | null = null;

  constructor(acquire: () => Promise<WriterLock>, isIdle: () => void) {
    this.#acquire = acquire;
    this.#isIdle = isIdle;
  }

  add(unit: Unit): void {
    this.#units.push(unit);
    this.#running ??= this.#run();
  }

  get idle(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  async #run(): Promise<void> {
    while (this.#units.length > 0) await this.#turn();
    this.#running = null;
    this.#isIdle();
  }

  /** Takes the right to write, writes what waits, and gives it back. */
  async #turn(): Promise<void> {
    let units: readonly Unit[] = [];
    let lock: WriterLock | null = null;
    try {
      lock = await this.#acquire();
      const until = performance.now() + longestTurnMs;
      while (this.#units.length > 0 && performance.now() < until) {
        units = this.#units.splice(0, mostTogether);
        const outcomes = await together(lock, units);
        units = [];
        for (const tell of outcomes) tell();
      }
      await lock.release();
      if (this.#units.length > 0) await pause(stepAsideMs);
    } catch (error) {
      lock?.giveUp();
      this.#failed(error, units);
    }
  }

  /** Nothing of these was acknowledged. What lost its right is done anew; where the database is away, all fail. */
  #failed(error: unknown, units: readonly Unit[]): void {
    if (!(error instanceof WriterLost)) {
      const waiting = this.#units;
      this.#units = [];
      for (const { reject } of [...units, ...waiting]) reject(asUnavailable(error));
      return;
    }
    const again = units.filter((unit) => !unit.isUnder && unit.tries < mostTries);
    for (const unit of again) unit.tries += 1;
    this.#units.unshift(...again);
    for (const unit of units)
      if (unit.isUnder) unit.reject(error);
      else if (!again.includes(unit)) unit.reject(new StoreUnavailable('other processes write all the time', {}));
  }
}

type Outcome = () => void;

/** Each unit sees those before it. One that fails by itself leaves nothing behind, and the others go on. */
const together = async (lock: WriterLock, units: readonly Unit[]): Promise<readonly Outcome[]> => {
  const all = new ChangeSet(null);
  const outcomes: Outcome[] = [];
  for (const { work, resolve, reject } of units) {
    const own = new ChangeSet(all);
    try {
      const value = await work(own, lock);
      own.merge();
      outcomes.push(() => resolve(value as never));
    } catch (error) {
      if (error instanceof WriterLost) throw error;
      outcomes.push(() => reject(asUnavailable(error)));
    }
  }
  if (!all.isEmpty) await lock.commit(all.steps());
  return outcomes;
};

/** All writing of this process, tenant by tenant. */
export class WriteLines {
  readonly #models: Models;
  readonly #lines = new Map<string, Line>();

  constructor(models: Models) {
    this.#models = models;
  }

  /** All of the unit or nothing of it. @throws {StoreUnavailable} */
  write<T>(scope: string, work: Work<T>): Promise<T> {
    return this.#add(scope, () => WriterLock.acquire(this.#models, scope), work, false);
  }

  /** The same while no other process writes in `outer`: for what must be unique across tenants. */
  writeUnder<T>(outer: string, scope: string, work: Work<T>): Promise<T> {
    const inner = (right: WriterLock): Promise<T> =>
      this.#add(
        scope,
        () => WriterLock.acquire(this.#models, scope),
        async (changes, lock) => {
          // Whoever takes the outer right over takes this one first: the outer one is held as long as this one is.
          await right.assertHeld();
          return work(changes, lock);
        },
        true,
      );
    const acquire = () => WriterLock.acquire(this.#models, outer, scope);
    return this.#add(`${outer}>${scope}`, acquire, (_, right) => inner(right), false);
  }

  /** When nothing is being written any more. */
  async idle(): Promise<void> {
    while (this.#lines.size > 0) await Promise.all([...this.#lines.values()].map((line) => line.idle));
  }

  #add<T>(name: string, acquire: () => Promise<WriterLock>, work: Work<T>, isUnder: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const line = this.#lines.get(name) ?? new Line(acquire, () => this.#lines.delete(name));
      this.#lines.set(name, line);
      line.add({ work, resolve: resolve as (value: never) => void, reject, isUnder, tries: 0 });
    });
  }
}
