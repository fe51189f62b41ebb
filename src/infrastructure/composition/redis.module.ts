import type { Container } from 'inversify';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Presence } from '#application/ports/presence';
import type { RateLimiter } from '#application/ports/rate-limiter';
import { tokens } from '#infrastructure/composition/tokens';

/** What several processes share through Redis, made before the container because it is only imported when configured. */
export type RedisAdapters = {
  readonly queue: JobQueue;
  /** The sweeper has looked itself: what it finds is this process's to do, Redis or not. */
  readonly sweeperQueue: Pick<JobQueue, 'enqueue'>;
  readonly bus: LiveBus;
  readonly presence: Presence;
  readonly limiter: RateLimiter;
  close(): void;
};

/** In the place of what one process has for itself. */
export const bindRedis = (container: Container, adapters: RedisAdapters): void => {
  container.rebind(tokens.queue).toConstantValue(adapters.queue);
  container.rebind(tokens.sweeperQueue).toConstantValue(adapters.sweeperQueue);
  container.rebind(tokens.bus).toConstantValue(adapters.bus);
  container.rebind(tokens.presence).toConstantValue(adapters.presence);
  container.rebind(tokens.limiter).toConstantValue(adapters.limiter);
};
