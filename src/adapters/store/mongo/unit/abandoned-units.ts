import mongoose from 'mongoose';
import type { Models } from '#adapters/store/mongo/models';
import { acrossTenants } from '#adapters/store/mongo/platform/platform-reader';
import { finish } from './writer-lock.js';

/** How often the sweeper's questions make us look. */
const lookEveryMs = 5_000;

/** Units of work that were committed by a process that died before it carried them out. */
export class AbandonedUnits {
  readonly #models: Models;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Carries them out; those of the living are waited for, which is short. What fails now is found again the next time. */
  async finish(): Promise<void> {
    const filter = { pending: mongoose.trusted({ $ne: null }) };
    const query = this.#models.everyWriter.find(filter, { _id: 1 }).comment(acrossTenants);
    const found = await query.lean<{ readonly _id: string }[]>();
    await Promise.allSettled(found.map(({ _id }) => finish(this.#models, _id)));
  }

  /** The same now and then, beside what is being done. */
  look(): void {
    const now = performance.now();
    if (now - this.#looked < lookEveryMs) return;
    this.#looked = now;
    this.finish().catch(() => undefined);
  }
}
