import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MemoryRateLimiter } from '#adapters/identity/memory-rate-limiter';
import { RedisRateLimiter } from '#adapters/identity/redis-rate-limiter';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { openLink } from '#test/support/redis-links';
import { SilentTelemetry } from '#test/support/silent-telemetry';

let server: RedisServer;
let link: RedisLink | null = null;
beforeAll(async () => {
  if (!redisIsMissing) server = await startRedis();
});
afterEach(() => {
  link?.close();
  link = null;
});
afterAll(async () => {
  if (!redisIsMissing) await server.stop();
});

const implementations = [
  { name: 'MemoryRateLimiter', isMissing: false, open: () => Promise.resolve<RateLimiter>(new MemoryRateLimiter()) },
  {
    name: 'RedisRateLimiter',
    isMissing: redisIsMissing,
    open: async (): Promise<RateLimiter> => {
      ({ link } = await openLink(server));
      return new RedisRateLimiter({ link, local: new MemoryRateLimiter(), telemetry: new SilentTelemetry() });
    },
  },
];

describe.each(implementations)('$name honours the RateLimiter contract', ({ open, isMissing }) => {
  it.skipIf(isMissing)('gives as many as there are, and says how long the next one takes', async () => {
    const limiter = await open();
    for (let taken = 0; taken < 3; taken += 1) await limiter.take('ten_a:http', 3, 60_000);
    const refusal = await limiter.take('ten_a:http', 3, 60_000).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TooManyRequests);
    expect((refusal as TooManyRequests).retryAfterMs).toBeGreaterThan(50_000);
    expect((refusal as TooManyRequests).retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it.skipIf(isMissing)('counts every one of many at once', async () => {
    const limiter = await open();
    const tries = Array.from({ length: 50 }, () =>
      limiter.take('ten_a:http', 20, 60_000).then(
        () => 'taken',
        () => 'refused',
      ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(20);
  });

  it.skipIf(isMissing)('keeps keys apart', async () => {
    const limiter = await open();
    await limiter.take('ten_a:http', 1, 60_000);
    await expect(limiter.take('ten_b:http', 1, 60_000)).resolves.toBeUndefined();
    await expect(limiter.take('ten_a:invite', 1, 60_000)).resolves.toBeUndefined();
  });

  it.skipIf(isMissing)('says whether a key is blocked, and takes nothing for it', async () => {
    const limiter = await open();
    expect(await limiter.blockedForMs('sign_in:a@example.com', 2)).toBe(0);
    await limiter.take('sign_in:a@example.com', 2, 60_000);
    expect(await limiter.blockedForMs('sign_in:a@example.com', 2)).toBe(0);
    expect(await limiter.blockedForMs('sign_in:a@example.com', 2)).toBe(0);
    await limiter.take('sign_in:a@example.com', 2, 60_000);
    expect(await limiter.blockedForMs('sign_in:a@example.com', 2)).toBeGreaterThan(50_000);
  });

  it.skipIf(isMissing)('forgets a key that is cleared', async () => {
    const limiter = await open();
    await limiter.take('ten_a:http', 1, 60_000);
    await limiter.clear('ten_a:http');
    await expect(limiter.take('ten_a:http', 1, 60_000)).resolves.toBeUndefined();
  });

  it.skipIf(isMissing)('begins anew when the window is over', async () => {
    const limiter = await open();
    await limiter.take('ten_a:http', 1, 1_000);
    const refusal = await limiter.take('ten_a:http', 1, 1_000).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TooManyRequests);
    await expect.poll(() => limiter.blockedForMs('ten_a:http', 1), { timeout: 5_000 }).toBe(0);
    await expect(limiter.take('ten_a:http', 1, 1_000)).resolves.toBeUndefined();
  });
});
