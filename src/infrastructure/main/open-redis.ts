import { randomBytes } from 'node:crypto';
import { MemoryRateLimiter } from '#adapters/identity/memory-rate-limiter';
import { RedisRateLimiter } from '#adapters/identity/redis-rate-limiter';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { InProcessPresence } from '#adapters/live-bus/in-process/in-process-presence';
import { RedisLiveBus } from '#adapters/live-bus/redis/redis-live-bus';
import { RedisPresence } from '#adapters/live-bus/redis/redis-presence';
import { BullJobQueue } from '#adapters/queue/bull/bull-job-queue';
import { BullWakes } from '#adapters/queue/bull/bull-wakes';
import { InProcessJobQueue } from '#adapters/queue/in-process/in-process-job-queue';
import { connectionOptions } from '#adapters/shared/redis/connection-options';
import { RedisLink } from '#adapters/shared/redis/redis-link';
import { warnOfWeakSettings } from '#adapters/shared/redis/weak-settings';
import type { Clock } from '#application/ports/clock';
import type { Telemetry } from '#application/ports/telemetry';
import type { RedisAdapters } from '#infrastructure/composition/redis.module';
import { pacedLanes } from '#infrastructure/composition/runtime.module';
import type { RedisConfig } from '#infrastructure/config/config';

type Surroundings = { readonly clock: Clock; readonly telemetry: Telemetry };

const firstAnswerMs = 3_000;

/**
 * Whatever uses Redis, connected. One that is not there is waited for while everything works without it.
 * @throws {WrongRedisUrl} @throws {RedisRefused}
 */
export const openRedis = async (
  { url, prefix }: RedisConfig,
  { clock, telemetry }: Surroundings,
): Promise<RedisAdapters> => {
  const name = randomBytes(9).toString('base64url');
  const link = new RedisLink({ url, prefix, name, clock, telemetry });
  if (await link.start(firstAnswerMs)) await warnOfWeakSettings(link, telemetry);
  const bus = new RedisLiveBus({ local: new InProcessLiveBus(), link, name, clock, telemetry });
  const presence = new RedisPresence({ local: new InProcessPresence(clock), link, name });
  bus.start();
  presence.start();
  const local = new InProcessJobQueue({ clock, telemetry, ...pacedLanes(clock) });
  const wakes = { connection: connectionOptions(url), link, name, clock, telemetry };
  return {
    queue: new BullJobQueue({
      local,
      wakesOf: (kind) => new BullWakes({ ...wakes, kind }),
      link,
      clock,
      telemetry,
    }),
    sweeperQueue: local,
    bus,
    presence,
    limiter: new RedisRateLimiter({ link, local: new MemoryRateLimiter(), telemetry }),
    close: () => {
      bus.stop();
      link.close();
    },
  };
};
