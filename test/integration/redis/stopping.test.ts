import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#adapters/clock/system-clock';
import { BullWakes } from '#adapters/queue/bull/bull-wakes';
import { connectionOptions } from '#adapters/shared/redis/connection-options';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { openLink } from '#test/support/redis-links';
import { SilentTelemetry } from '#test/support/silent-telemetry';

let server: RedisServer;
beforeAll(async () => {
  if (!redisIsMissing) server = await startRedis();
});
afterAll(async () => {
  if (!redisIsMissing) await server.stop();
});

/** Timers that a process would have to wait for at its end. */
const timers = (): number => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
/** Looks at every turn of the loop: who waits by a timer counts his own. */
const untilTimersAre = async (atMost: number, withinMs: number): Promise<number> => {
  const until = performance.now() + withinMs;
  while (timers() > atMost && performance.now() < until) await setImmediate();
  return timers();
};
const isWaitedAt = (): boolean => server.command('CLIENT', 'LIST').includes('cmd=brpoplpush');

describe.skipIf(redisIsMissing)('a process that takes wakes no more', () => {
  it('ends at once: nothing of a connection that waited for them is left behind', async () => {
    const { link, name } = await openLink(server);
    expect(await untilTimersAre(0, 10_000), 'of the link, which is connected').toBe(0);
    const telemetry = new SilentTelemetry();
    const parts = { connection: connectionOptions(server.url), link, name, clock: new SystemClock(), telemetry };
    const wakes = new BullWakes({ ...parts, kind: 'take_turn' });
    wakes.take(() => undefined);
    await expect.poll(isWaitedAt).toBe(true);
    await wakes.close();
    expect(await untilTimersAre(0, 5_000)).toBe(0);
    link.close();
  });
});
