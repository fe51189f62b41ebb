import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MemoryRateLimiter } from '#adapters/identity/memory-rate-limiter';

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets so many through in the window, and says how long the next has to wait', async () => {
  const limiter = new MemoryRateLimiter();
  for (let attempt = 0; attempt < 3; attempt += 1) await limiter.take('key', 3, minute);
  vi.advanceTimersByTime(20_000);
  await expect(limiter.take('key', 3, minute)).rejects.toMatchObject({
    code: 'rate_limit.exceeded',
    retryAfterMs: 40_000,
  });
  expect(await limiter.blockedForMs('key', 3)).toBe(40_000);
  await limiter.take('another', 3, minute);
});

it('is never permanent: being refused does not make the wait longer', async () => {
  const limiter = new MemoryRateLimiter();
  await limiter.take('key', 1, minute);
  for (let attempt = 0; attempt < 100; attempt += 1) await limiter.take('key', 1, minute).catch(() => undefined);
  vi.advanceTimersByTime(minute + 1);
  expect(await limiter.blockedForMs('key', 1)).toBe(0);
  await expect(limiter.take('key', 1, minute)).resolves.toBeUndefined();
});

it('looking costs nothing, and the last point taken blocks', async () => {
  const limiter = new MemoryRateLimiter();
  expect(await limiter.blockedForMs('key', 1)).toBe(0);
  expect(await limiter.blockedForMs('key', 1)).toBe(0);
  await limiter.take('key', 1, minute);
  expect(await limiter.blockedForMs('key', 1)).toBe(minute);
});

it('forgets a key that is cleared', async () => {
  const limiter = new MemoryRateLimiter();
  await limiter.take('key', 1, minute);
  await limiter.clear('key');
  await expect(limiter.take('key', 1, minute)).resolves.toBeUndefined();
});

it('keeps so many keys and forgets the one that was quiet longest', async () => {
  const limiter = new MemoryRateLimiter(2);
  await limiter.take('busy', 2, minute);
  await limiter.take('quiet', 1, minute);
  await limiter.take('busy', 2, minute);
  await limiter.take('new', 1, minute);
  expect(await limiter.blockedForMs('quiet', 1)).toBe(0);
  expect(await limiter.blockedForMs('busy', 2)).toBe(minute);
});
