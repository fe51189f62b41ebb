import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';

/**
 * Counts in this process's memory. Bounded: beyond `maxKeys` the key that was quiet longest is forgotten, so a flood of new
 * keys costs an old one its count and never the process its memory.
 */
export class MemoryRateLimiter implements RateLimiter {
  // The library ties a limit to an instance; ours comes with each call, so its own is out of reach and we compare the count.
  readonly #counts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 1 });
  readonly #keys = new Set<string>();
  readonly #maxKeys: number;

  constructor(maxKeys = 100_000) {
    this.#maxKeys = maxKeys;
  }

  async take(key: string, points: number, windowMs: number): Promise<void> {
    this.#seen(key);
    const { consumedPoints, msBeforeNext } = await this.#counts.consume(key, 1, { customDuration: windowMs / 1000 });
    if (consumedPoints > points) throw new TooManyRequests(Math.max(1, msBeforeNext));
  }

  async blockedForMs(key: string, points: number): Promise<number> {
    const count = await this.#counts.get(key);
    return count instanceof RateLimiterRes && count.consumedPoints >= points ? Math.max(0, count.msBeforeNext) : 0;
  }

  async clear(key: string): Promise<void> {
    this.#keys.delete(key);
    await this.#counts.delete(key);
  }

  #seen(key: string): void {
    this.#keys.delete(key);
    this.#keys.add(key);
    if (this.#keys.size <= this.#maxKeys) return;
    for (const quietest of this.#keys) {
      this.#keys.delete(quietest);
      void this.#counts.delete(quietest);
      return;
    }
  }
}
