import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Models, RowModel } from '#adapters/store/mongo/models';
import { isDuplicateKey } from '#adapters/store/mongo/mongo-errors';
import { StoreUnavailable } from '#application/ports/store';
import { applySteps } from './apply-steps.js';
import type { Step } from './change-set.js';

/** A writer that has not moved for so long, by the watch of who waits, is dead. */
export const deadAfterMs = 5_000;
const longestWaitMs = 30_000;
const shortestPauseMs = 2;
const longestPauseMs = 40;

type Writer = {
  readonly _id: string;
  readonly owner: string | null;
  readonly beat: number;
  readonly joined: string | null;
  readonly pending: readonly Step[] | null;
};

/** Of this process: who reads it in a right knows that nobody else has that right. */
const processMark = randomUUID();
/** Rights that somebody in this process works under. Any other one of its own was given up, because the database was away. */
const atWork = new Set<string>();
const isGivenUp = ({ owner }: Writer): boolean => owner?.startsWith(processMark) === true && !atWork.has(owner);

/** Somebody took over: the unit has to be done anew. */
export class WriterLost extends Error {}

/**
 * The right to write for one tenant, and the place where what is written stands first. One command on one document commits a
 * unit of work, whatever the server can do: it puts the whole journal there if the right still holds. Then the steps are
 * carried out, and whoever finds a journal left behind carries it out before anything else. No clock is compared with another's.
 */
export class WriterLock {
  readonly #models: Models;
  readonly #scope: string;
  readonly #owner: string;

  private constructor(models: Models, scope: string, owner: string) {
    this.#models = models;
    this.#scope = scope;
    this.#owner = owner;
  }

  /**
   * @param joined a scope whose right is asked for under this one: what it left behind is carried out first.
   * @throws {StoreUnavailable} somebody alive has it all the time.
   */
  static async acquire(models: Models, scope: string, joined: string | null = null): Promise<WriterLock> {
    const owner = `${processMark} ${randomUUID()}`;
    atWork.add(owner);
    try {
      await taken(models, { scope, owner, joined });
    } catch (error) {
      atWork.delete(owner);
      throw error;
    }
    return new WriterLock(models, scope, owner);
  }

  /** From here on it is written, whatever becomes of this process. @throws {WriterLost} */
  async commit(steps: readonly Step[]): Promise<void> {
    const { matchedCount } = await this.#models.writers.updateOne(
      { _id: this.#scope, tenant_id: this.#scope, owner: this.#owner },
      { $set: { pending: steps }, $inc: { beat: 1 } },
    );
    if (matchedCount !== 1) throw new WriterLost();
    await applySteps(this.#models, steps);
  }

  /** @throws {WriterLost} */
  async assertHeld(): Promise<void> {
    const filter = { _id: this.#scope, tenant_id: this.#scope, owner: this.#owner };
    if ((await this.#models.writers.findOne(filter, { _id: 1 }).lean()) === null) throw new WriterLost();
  }

  /** Only after what was committed is carried out. */
  async release(): Promise<void> {
    try {
      await this.#models.writers.updateOne(
        { _id: this.#scope, tenant_id: this.#scope, owner: this.#owner },
        { $set: { owner: null, pending: null, joined: null } },
      );
    } finally {
      this.giveUp();
    }
  }

  /** Nothing is done under it any more: the next writer of this process takes it over at once, with what was committed. */
  giveUp(): void {
    atWork.delete(this.#owner);
  }
}

type Wanted = { readonly scope: string; readonly owner: string; readonly joined: string | null };

/** How long the same writer has been seen without a move. */
class Standstill {
  #mark = '';
  #since = performance.now();

  lastsMs(held: Writer | null): number {
    const now = performance.now();
    const mark = `${held?.owner}:${held?.beat}`;
    if (this.#mark !== mark) this.#since = now;
    this.#mark = mark;
    return now - this.#since;
  }
}

/** Resolves when it is theirs. */
const taken = async (models: Models, wanted: Wanted): Promise<void> => {
  const { scope } = wanted;
  const began = performance.now();
  const standstill = new Standstill();
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    if (await takeFree(models.writers, wanted)) return;
    const held = await models.writers.findOne({ _id: scope, tenant_id: scope }).lean<Writer | null>();
    const isDead = standstill.lastsMs(held) >= deadAfterMs;
    if (held !== null && (isDead || isGivenUp(held)) && (await takeDead(models, held, wanted))) return;
    if (performance.now() - began > longestWaitMs)
      throw new StoreUnavailable('another process writes all the time', {});
    await pause(pauseMs * (0.5 + Math.random()));
  }
};

const takeFree = async (writers: RowModel, { scope, owner, joined }: Wanted): Promise<boolean> => {
  const free = { _id: scope, tenant_id: scope, owner: null };
  const taken = await writers.updateOne(free, { $set: { owner, joined }, $inc: { beat: 1 } });
  if (taken.matchedCount === 1) return true;
  try {
    await writers.bulkWrite([{ insertOne: { document: { ...free, owner, joined, beat: 1, pending: null } } }] as never);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};

/** What the dead one left is carried out under the new right, before anything else is read. */
const takeDead = async (models: Models, held: Writer, { owner, joined }: Wanted): Promise<boolean> => {
  if (held.joined !== null) await finish(models, held.joined);
  const { matchedCount } = await models.writers.updateOne(
    { _id: held._id, tenant_id: held._id, owner: held.owner, beat: held.beat },
    { $set: { owner, joined }, $inc: { beat: 1 } },
  );
  if (matchedCount !== 1) return false;
  if (held.pending !== null) await applySteps(models, held.pending);
  return true;
};

/** Carries out what a dead process left of a scope. */
export const finish = async (models: Models, scope: string): Promise<void> => {
  const lock = await WriterLock.acquire(models, scope);
  await lock.release();
};
