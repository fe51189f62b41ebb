import type { ModelFault } from '#application/ports/language-model';
import type { ModelRef } from '#domain/ai/ai-settings';

export type Health = {
  readonly lastAnswerAt: Date | null;
  readonly lastFault: ModelFault | null;
  readonly lastFaultAt: Date | null;
};

const unknown: Health = { lastAnswerAt: null, lastFault: null, lastFaultAt: null };
const mostKept = 200;
const keyOf = ({ connection, model }: ModelRef): string => `${connection} ${model}`;

/** How each model did lately, as this process saw it; for the super admin's screen. */
export class ModelHealth {
  readonly #seen = new Map<string, Health>();

  of(ref: ModelRef): Health {
    return this.#seen.get(keyOf(ref)) ?? unknown;
  }
  answered(ref: ModelRef, at: Date): void {
    this.#keep(ref, { ...this.of(ref), lastAnswerAt: at });
  }
  failed(ref: ModelRef, fault: ModelFault, at: Date): void {
    this.#keep(ref, { ...this.of(ref), lastFault: fault, lastFaultAt: at });
  }

  #keep(ref: ModelRef, health: Health): void {
    if (this.#seen.size >= mostKept && !this.#seen.has(keyOf(ref))) this.#seen.clear();
    this.#seen.set(keyOf(ref), health);
  }
}
