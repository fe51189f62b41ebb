import type { Clock } from '#application/ports/clock';

/** How many jobs of one kind may be started of a tenant with heavy traffic before the first of them has got anywhere. */
export interface Pace {
  readonly perTenant: number;
  /** A job begins, or is over: what nobody waits for is not measured. */
  enter(): void;
  leave(): void;
  /** @param look is called when more may begin than before. */
  onRoom(look: () => void): void;
}

type Dependencies = {
  readonly most: number;
  readonly clock: Pick<Clock, 'after'>;
  /** Runs on evenly, whatever becomes of the time of day. */
  readonly nowMs: () => number;
};

const everyMs = 10;
/** Up to here the event loop comes round as it should; from there on whoever waits for it notices. */
const inTimeMs = 1.5;
const lateMs = 4;
/** With two, one computes while another waits for the disk, and whoever else comes stands behind both. */
const fewest = 1;

/** Down fast and up slowly: what was taken on has to be brought to its end. */
export const nextLimit = (limit: number, behindMs: number, most: number): number => {
  if (behindMs >= lateMs) return Math.max(fewest, Math.floor(limit * 0.7));
  return behindMs < inTimeMs ? Math.min(most, limit + 1) : limit;
};

/**
 * As many at once as the event loop can carry. Jobs that compute gain nothing from company: ten at once end as late as one after
 * the other, and at each of its steps everybody else stands behind all ten. Jobs that wait for a provider leave the loop idle,
 * and then there is room for more.
 */
export class LoopPace implements Pace {
  readonly #deps: Dependencies;
  readonly #looks: (() => void)[] = [];
  #limit: number;
  #jobs = 0;
  #callOff: (() => void) | null = null;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#limit = deps.most;
  }

  get perTenant(): number {
    return this.#limit;
  }

  enter(): void {
    this.#jobs += 1;
    if (this.#callOff === null) this.#schedule();
  }

  leave(): void {
    this.#jobs -= 1;
    if (this.#jobs > 0) return;
    this.#callOff?.();
    this.#callOff = null;
  }

  onRoom(look: () => void): void {
    this.#looks.push(look);
  }

  #schedule(): void {
    const { clock, nowMs } = this.#deps;
    const due = nowMs() + everyMs;
    this.#callOff = clock.after(everyMs, () => this.#look(nowMs() - due));
  }

  #look(behindMs: number): void {
    const before = this.#limit;
    this.#limit = nextLimit(before, behindMs, this.#deps.most);
    this.#schedule();
    if (this.#limit > before) for (const look of this.#looks) look();
  }
}
