import { describe, expect, it } from 'vitest';
import { InProcessJobQueue } from '#adapters/queue/in-process/in-process-job-queue';
import { Sweep } from '#application/delivery/sweep';
import type { Job } from '#application/ports/job-queue';
import type { Store } from '#application/ports/store';
import type { Facts } from '#application/ports/telemetry';
import { ConversationId, TenantId } from '#domain/shared/ids';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';

const ref = (id: string) => ({ tenantId: TenantId('ten_1'), conversationId: ConversationId(id) });

const aSweep = (dueTurns: readonly ReturnType<typeof ref>[], kinds?: ReadonlySet<Job['kind']>) => {
  const none = () => Promise.resolve([]);
  const platform = {
    dueTurns: () => Promise.resolve(dueTurns),
    unappliedTurns: none,
    dueDeliveries: none,
    dueReadings: none,
    dueStudioRuns: none,
    dueMedia: none,
  };
  const clock = new FakeClock();
  const steps: [string, Facts][] = [];
  const step = (name: string, facts: Facts): void => void steps.push([name, facts]);
  const telemetry = Object.assign(new SilentTelemetry(), { step });
  const queue = new InProcessJobQueue({ clock, telemetry, concurrency: 1, perTenant: 1 });
  const taken: string[] = [];
  queue.process('take_turn', async ({ conversationId }) => void taken.push(conversationId));
  const store = { platform } as unknown as Store;
  return {
    queue,
    steps,
    taken,
    sweep: new Sweep({ store, queue, clock, telemetry, everyMs: 1_000, kinds: kinds ?? null }),
  };
};

describe('the sweeper', () => {
  it('wakes all that is due, and counts as rescued only what no worker knew of', async () => {
    const { queue, steps, taken, sweep } = aSweep([ref('known'), ref('lost'), ref('lost too')]);
    queue.enqueue({ kind: 'take_turn', ...ref('known') });
    await sweep.execute();
    expect(steps).toEqual([['sweep.rescued', { take_turn: 2 }]]);
    // Woken once, they are known.
    await sweep.execute();
    expect(steps).toHaveLength(1);
    queue.start();
    await expect.poll(() => taken).toEqual(['known', 'lost', 'lost too']);
  });

  it('of a process that does not take turns leaves them alone, and counts none', async () => {
    const { queue, steps, taken, sweep } = aSweep([ref('not ours')], new Set(['deliver'] as const));
    queue.start();
    await sweep.execute();
    expect(steps).toEqual([]);
    expect(taken).toEqual([]);
  });
});
