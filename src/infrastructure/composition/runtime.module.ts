import type { Container } from 'inversify';
import { RandomIds } from '#adapters/identity/random-ids';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { InProcessJobQueue } from '#adapters/queue/in-process/in-process-job-queue';
import { tokens } from '#infrastructure/composition/tokens';

/** Time, ids, and what wakes workers. */
export const bindRuntime = (container: Container): void => {
  container.bind(tokens.ids).toResolvedValue((clock) => new RandomIds(clock), [tokens.clock]);
  container.bind(tokens.bus).toResolvedValue(() => new InProcessLiveBus());
  container
    .bind(tokens.queue)
    .toResolvedValue(
      (clock, telemetry) => new InProcessJobQueue({ clock, telemetry, concurrency: 64, perTenant: 24 }),
      [tokens.clock, tokens.telemetry],
    );
};
