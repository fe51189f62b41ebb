import { performance } from 'node:perf_hooks';
import type { Container } from 'inversify';
import { RandomIds } from '#adapters/identity/random-ids';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { InProcessJobQueue } from '#adapters/queue/in-process/in-process-job-queue';
import type { LaneLimits } from '#adapters/queue/in-process/lane';
import { LoopPace } from '#adapters/queue/in-process/loop-pace';
import { KeyFileVault } from '#adapters/vault/key-file-vault';
import type { Clock } from '#application/ports/clock';
import { sharingOf } from '#infrastructure/composition/sharing';
import { tokens } from '#infrastructure/composition/tokens';
import { secretKeyFile } from '#infrastructure/config/key-files';

/** How much is under way at once, of each kind of job. */
const laneLimits = { concurrency: 64, perTenant: 24 } as const;

/** The same, and fewer while the event loop has more to do than it can. One for all kinds of jobs: they share the loop. */
export const pacedLanes = (clock: Clock): LaneLimits => ({
  ...laneLimits,
  pace: new LoopPace({ most: laneLimits.perTenant, clock, nowMs: () => performance.now() }),
});

/** Time, ids, what wakes workers, and what seals secrets. */
export const bindRuntime = (container: Container): void => {
  container.bind(tokens.ids).toResolvedValue((clock) => new RandomIds(clock), [tokens.clock]);
  container.bind(tokens.bus).toResolvedValue(() => new InProcessLiveBus());
  container
    .bind(tokens.vault)
    .toResolvedValue(
      ({ dataDir }) => new KeyFileVault({ key: secretKeyFile(dataDir, 'vault'), purpose: 'vault' }),
      [tokens.config],
    );
  container
    .bind(tokens.queue)
    .toResolvedValue(
      (clock, telemetry) => new InProcessJobQueue({ clock, telemetry, ...pacedLanes(clock) }),
      [tokens.clock, tokens.telemetry],
    );
  container.bind(tokens.sharing).toResolvedValue(sharingOf, [tokens.ids, tokens.config]);
  container.bind(tokens.sweeperQueue).toResolvedValue((queue) => queue, [tokens.queue]);
};
