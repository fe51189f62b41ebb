import { describe, expect, it } from 'vitest';
import { BullJobQueue } from '#adapters/queue/bull/bull-job-queue';
import { wakeIn } from '#adapters/queue/bull/wake-wire';
import { InProcessJobQueue } from '#adapters/queue/in-process/in-process-job-queue';
import type { Job } from '#application/ports/job-queue';
import { ConversationId, TenantId } from '#domain/shared/ids';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';

const job: Job = { kind: 'deliver', tenantId: TenantId('ten_a'), conversationId: ConversationId('cnv_1') };

/** A process, and a Redis that does what the test says. */
const aProcess = ({ works = true }: { works?: boolean } = {}) => {
  const [clock, telemetry] = [new FakeClock(), new SilentTelemetry()];
  const link = { isUp: true };
  const passed: Job[] = [];
  const done: Job[] = [];
  const redis = { takes: true };
  const queue = new BullJobQueue({
    local: new InProcessJobQueue({ clock, telemetry, concurrency: 1, perTenant: 1 }),
    wakesOf: () => ({
      pass: (each: Job) => {
        passed.push(each);
        return Promise.resolve(redis.takes);
      },
      take: () => undefined,
      rest: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }),
    link,
    clock,
    telemetry,
  });
  if (works)
    queue.process('deliver', (each) => {
      done.push(each);
      return Promise.resolve();
    });
  queue.start();
  return { queue, clock, link, redis, passed, done };
};

describe('a queue over Redis', () => {
  it('passes a wake on, and does nothing itself about one that was taken', async () => {
    const { queue, passed, done } = aProcess();
    queue.enqueue(job);
    await new Promise(setImmediate);
    expect([passed, done]).toEqual([[job], []]);
  });

  it('does it itself, at once, while Redis is away', () => {
    const { queue, link, passed, done } = aProcess();
    link.isUp = false;
    queue.enqueue(job);
    expect([passed, done]).toEqual([[], [job]]);
  });

  it('does it itself when Redis does not say that it has it', async () => {
    const { queue, redis, done } = aProcess();
    redis.takes = false;
    queue.enqueue(job);
    await new Promise(setImmediate);
    expect(done).toEqual([job]);
  });

  it('does what was to come later itself, if it has workers for it, and else passes it on then', () => {
    const [worker, other] = [aProcess(), aProcess({ works: false })];
    for (const { queue, clock } of [worker, other]) {
      queue.enqueue(job, 1_000);
      clock.advance(1_000);
    }
    expect([worker.passed, worker.done]).toEqual([[], [job]]);
    expect([other.passed, other.done]).toEqual([[job], []]);
  });

  it('never throws, where nobody here can do it and Redis is away', () => {
    const { queue, link } = aProcess({ works: false });
    link.isUp = false;
    expect(() => queue.enqueue(job)).not.toThrow();
  });

  it.each([
    null,
    'x',
    {},
    { ...job, text: 'hello' },
    { ...job, kind: 'drop_table' },
    { kind: 'deliver', tenantId: 'ten_a' },
  ])('takes nothing from Redis that is no wake: %j', (data) => {
    expect(wakeIn(data)).toBeNull();
    expect(wakeIn({ ...job })).toEqual(job);
  });
});
