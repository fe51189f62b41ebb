type Score = { value: number; at: number };

const halfLifeMs = 5_000;
/** Six half-lives after its last request a tenant is gone: there is nobody to be considerate of. */
const gone = 1 / 64;
const lookAgainMs = 100;
const timesAsMuch = 3;

/** How much each tenant asked for lately, what is longer ago counting for less and less. */
export class Traffic {
  readonly #scores = new Map<string, Score>();
  #lightest = 0;
  #lookAgainAt = 0;

  note(tenantId: string, nowMs: number): void {
    this.#scores.set(tenantId, { value: 1 + this.#now(this.#scores.get(tenantId), nowMs), at: nowMs });
  }

  /** Does it ask for several times as much as another that asks for something? One alone is nobody's neighbour. */
  isHeavy(tenantId: string, nowMs: number): boolean {
    if (nowMs >= this.#lookAgainAt) this.#look(nowMs);
    return this.#now(this.#scores.get(tenantId), nowMs) > timesAsMuch * Math.max(1, this.#lightest);
  }

  #look(nowMs: number): void {
    this.#lookAgainAt = nowMs + lookAgainMs;
    this.#lightest = Number.POSITIVE_INFINITY;
    for (const [tenantId, score] of this.#scores) {
      const value = this.#now(score, nowMs);
      if (value < gone) this.#scores.delete(tenantId);
      else this.#lightest = Math.min(this.#lightest, value);
    }
  }

  #now(score: Score | undefined, nowMs: number): number {
    return score === undefined ? 0 : score.value * 2 ** ((score.at - nowMs) / halfLifeMs);
  }
}
