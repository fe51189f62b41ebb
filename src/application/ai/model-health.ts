import type { ModelFault } from '#application/ports/language-model';
import type { LiveBus } from '#application/ports/live-bus';
import type { ModelRef } from '#domain/ai/ai-settings';

export type Health = {
  readonly lastAnswerAt: Date | null;
  readonly lastFault: ModelFault | null;
  readonly lastFaultAt: Date | null;
};

const unknown: Health = { lastAnswerAt: null, lastFault: null, lastFaultAt: null };
const mostKept = 200;
const keyOf = ({ connection, model }: ModelRef): string => `${connection} ${model}`;

/** That it goes on as before is told so often. */
const toldEveryMs = 5_000;

/**
 * How each model did lately, for the super admin's screen. Whoever asks models tells the others, since the screen's process may
 * ask none; what a process missed it knows after the next answer.
 */
export class ModelHealth {
  readonly #bus: LiveBus;
  readonly #seen = new Map<string, Health>();
  readonly #told = new Map<string, { readonly fault: ModelFault | null; readonly atMs: number }>();

  constructor(bus: LiveBus) {
    this.#bus = bus;
    bus.subscribe((notice) => {
      if (notice.kind === 'model_health') this.#heard(notice, notice.fault, new Date(notice.atMs));
    });
  }

  of(ref: ModelRef): Health {
    return this.#seen.get(keyOf(ref)) ?? unknown;
  }
  answered(ref: ModelRef, at: Date): void {
    this.#saw(ref, null, at);
  }
  failed(ref: ModelRef, fault: ModelFault, at: Date): void {
    this.#saw(ref, fault, at);
  }

  #saw(ref: ModelRef, fault: ModelFault | null, at: Date): void {
    this.#heard(ref, fault, at);
    const told = this.#told.get(keyOf(ref));
    const atMs = at.getTime();
    if (told !== undefined && told.fault === fault && atMs - told.atMs < toldEveryMs) return;
    if (this.#told.size >= mostKept) this.#told.clear();
    this.#told.set(keyOf(ref), { fault, atMs });
    const { connection, model } = ref;
    this.#bus.publish({ kind: 'model_health', tenantId: null, connection, model, fault, atMs });
  }

  #heard(ref: ModelRef, fault: ModelFault | null, at: Date): void {
    const before = this.of(ref);
    const isOlder = at < (fault === null ? (before.lastAnswerAt ?? at) : (before.lastFaultAt ?? at));
    if (isOlder) return;
    this.#keep(
      ref,
      fault === null ? { ...before, lastAnswerAt: at } : { ...before, lastFault: fault, lastFaultAt: at },
    );
  }

  #keep(ref: ModelRef, health: Health): void {
    if (this.#seen.size >= mostKept && !this.#seen.has(keyOf(ref))) this.#seen.clear();
    this.#seen.set(keyOf(ref), health);
  }
}
