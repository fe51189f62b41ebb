import type { Clock } from '#application/ports/clock';

/** A tenant with heavy traffic asks for several times as much as another that asks for something. */
export type Weight = 'heavy' | 'light';

/** How much of a tenant with heavy traffic is taken on. */
export interface Pace {
  /** May another of its jobs of one kind begin, of which so many have begun and not got anywhere yet? */
  hasRoom(begun: number): boolean;
  /** A job begins. */
  enter(weight: Weight): void;
  /** It is over, or at it for so long that it most likely waits for somebody else. */
  settle(weight: Weight): void;
  /** It is over: what nobody waits for is not measured. */
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
/** Of each look so much counts: one round that is late says little. */
const weightOfLook = 0.2;
/** Up to here the event loop comes round as it should; from there on whoever waits for it notices, at each of a dozen steps. */
const inTimeMs = 0.6;
const lateMs = 1.2;
/** With two, one computes while another waits for the disk, and whoever else comes stands behind both. */
const fewest = 1;
/** However many others there are, one job begins in this time. */
const heldUpForMs = 50;

/** Down fast and up slowly: what was taken on has to be brought to its end. */
export const nextLimit = (limit: number, behindMs: number, most: number): number => {
  if (behindMs >= lateMs) return Math.max(fewest, Math.floor(limit * 0.7));
  return behindMs < inTimeMs ? Math.min(most, limit + 1) : limit;
};

/**
 * As many at once as the event loop can carry, and none while somebody lighter is being served. Jobs that compute gain nothing
 * from company: ten at once end as late as one after the other, and at each of its steps everybody else stands behind all ten.
 * Jobs that wait for a provider leave the loop idle, and then there is room for more.
 */
export class LoopPace implements Pace {
  readonly #deps: Dependencies;
  readonly #looks: (() => void)[] = [];
  #limit: number;
  #behindMs = 0;
  #jobs = 0;
  #lighter = 0;
  #heavyBeganAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | null = null;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#limit = deps.most;
  }

  hasRoom(begun: number): boolean {
    return begun < this.#limit && !this.#isHeldUp();
  }

  enter(weight: Weight): void {
    if (weight === 'light') this.#lighter += 1;
    else this.#heavyBeganAt = this.#deps.nowMs();
    this.#jobs += 1;
    if (this.#callOff === null) this.#schedule();
  }

  settle(weight: Weight): void {
    if (weight === 'heavy') return;
    this.#lighter -= 1;
    if (this.#lighter === 0) this.#look();
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

  #isHeldUp(): boolean {
    const isBehind = this.#limit < this.#deps.most / 2;
    return isBehind && this.#lighter > 0 && this.#deps.nowMs() - this.#heavyBeganAt < heldUpForMs;
  }

  #schedule(): void {
    const { clock, nowMs } = this.#deps;
    const due = nowMs() + everyMs;
    this.#callOff = clock.after(everyMs, () => this.#measure(nowMs() - due));
  }

  #measure(behindMs: number): void {
    this.#behindMs += weightOfLook * (Math.max(0, behindMs) - this.#behindMs);
    this.#limit = nextLimit(this.#limit, this.#behindMs, this.#deps.most);
    this.#schedule();
    this.#look();
  }

  #look(): void {
    for (const look of this.#looks) look();
  }
}
