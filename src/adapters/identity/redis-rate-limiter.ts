import { createHash } from 'node:crypto';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  readonly link: Pick<RedisLink, 'isUp' | 'commands' | 'prefix'>;
  /** Counts while Redis is away: each process for itself then. */
  readonly local: RateLimiter;
  readonly telemetry: Telemetry;
};

// One step, so that no key is left without an end. rate-limiter-flexible's own script counts in whole seconds only.
const takeScript = `
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {count, left}`;

const peekScript = `return {tonumber(redis.call('GET', KEYS[1]) or '0'), redis.call('PTTL', KEYS[1])}`;

/**
 * Counts for all processes of an installation. Keys are hashed: there are addresses in them. A process that is without Redis
 * counts for itself, so that a limit is then at most as many times wider as there are processes, and never none.
 */
export class RedisRateLimiter implements RateLimiter {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async take(key: string, points: number, windowMs: number): Promise<void> {
    const counted = await this.#ask(takeScript, key, Math.ceil(windowMs));
    if (counted === null) return this.#deps.local.take(key, points, windowMs);
    if (counted.count > points) throw new TooManyRequests(Math.max(1, counted.leftMs));
  }

  async blockedForMs(key: string, points: number): Promise<number> {
    const counted = await this.#ask(peekScript, key);
    if (counted === null) return this.#deps.local.blockedForMs(key, points);
    return counted.count >= points ? Math.max(0, counted.leftMs) : 0;
  }

  async clear(key: string): Promise<void> {
    const { link, local } = this.#deps;
    await local.clear(key);
    if (!link.isUp) return;
    await link.commands.del(this.#nameOf(key)).catch((error: unknown) => this.#failed(error));
  }

  /** `null`: Redis is away. */
  async #ask(script: string, key: string, ...words: number[]): Promise<{ count: number; leftMs: number } | null> {
    const { link } = this.#deps;
    if (!link.isUp) return null;
    try {
      const [count, leftMs] = (await link.commands.eval(script, 1, this.#nameOf(key), ...words)) as [number, number];
      return { count, leftMs };
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error.name : 'unknown';
    this.#deps.telemetry.step('rate_limit.counted_here', { reason });
  }

  /** What the key begins with stays readable: the tenant, or what is limited. */
  #nameOf(key: string): string {
    const colon = key.indexOf(':');
    const [first, rest] = [key.slice(0, colon), key.slice(colon + 1)];
    return `${this.#deps.link.prefix}:${first}:rate:${createHash('sha256').update(rest).digest('base64url')}`;
  }
}
