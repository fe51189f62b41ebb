import { describe, expect, it } from 'vitest';
import { InProcessJobQueue } from '#adapters/queue/in-process/in-process-job-queue';
import type { LaneLimits } from '#adapters/queue/in-process/lane';
import type { Pace, Weight } from '#adapters/queue/in-process/loop-pace';
import type { Job } from '#application/ports/job-queue';
import { ConversationId, TenantId } from '#domain/shared/ids';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';

type Turn = Extract<Job, { kind: 'take_turn' }>;

const turn = (tenant: string, conversation: string): Turn => ({
  kind: 'take_turn',
  tenantId: TenantId(tenant),
  conversationId: ConversationId(conversation),
});

/** One that does as it is told. */
class ToldPace implements Pace {
  most = 1;
  jobs = 0;
  readonly entered: Weight[] = [];
  readonly settled: Weight[] = [];
  #look = (): void => undefined;
  hasRoom(begun: number): boolean {
    return begun < this.most;
  }
  enter(weight: Weight): void {
    this.jobs += 1;
    this.entered.push(weight);
  }
  settle(weight: Weight): void {
    this.settled.push(weight);
  }
  leave(): void {
    this.jobs -= 1;
  }
  onRoom(look: () => void): void {
    this.#look = look;
  }
  tell(most: number): void {
    this.most = most;
    this.#look();
  }
}

const aQueue = (about: Partial<LaneLimits> = {}) => {
  const clock = new FakeClock();
  const telemetry = new SilentTelemetry();
  const queue = new InProcessJobQueue({ clock, telemetry, concurrency: 1, perTenant: 1, ...about });
  const done: string[] = [];
  const gates: (() => void)[] = [];
  queue.process('take_turn', async (job) => {
    done.push(`${job.tenantId}/${job.conversationId}`);
    await new Promise<void>((resolve) => gates.push(resolve));
  });
  /** Lets the job that runs finish and the next one begin. */
  const finishOne = async (): Promise<void> => {
    gates.shift()?.();
    for (let step = 0; step < 10; step += 1) await Promise.resolve();
  };
  return { queue, clock, telemetry, done, finishOne, gates };
};

describe('the in-process job queue', () => {
  it('lets tenants take turns, however long the line of one is', async () => {
    const { queue, done, finishOne } = aQueue();
    for (let index = 0; index < 100; index += 1) queue.enqueue(turn('busy', `c${index}`));
    queue.enqueue(turn('quiet', 'c'));
    queue.start();
    await finishOne();
    expect(done).toEqual(['busy/c0', 'quiet/c']);
  });

  it('says what it holds: what waits, what is under way, and what is to be woken later', async () => {
    const { queue, clock, finishOne } = aQueue();
    const [first, second, later] = [turn('a', 'c1'), turn('a', 'c2'), turn('a', 'c3')];
    queue.start();
    queue.enqueue(first);
    queue.enqueue(second);
    queue.enqueue(later, 5_000);
    clock.advance(1_500);
    expect([first, second, later].map((job) => queue.holds(job))).toEqual([true, true, true]);
    expect(queue.holds(turn('b', 'c1'))).toBe(false);
    expect(queue.lanes()).toEqual([{ kind: 'take_turn', waiting: 1, running: 1, oldestMs: 1_500 }]);
    await finishOne();
    await finishOne();
    expect(queue.holds(first)).toBe(false);
    expect(queue.lanes()).toEqual([{ kind: 'take_turn', waiting: 0, running: 0, oldestMs: 0 }]);
  });

  it('leaves room for others while one tenant fills its share', () => {
    const { queue, done } = aQueue({ concurrency: 3, perTenant: 2 });
    for (let index = 0; index < 5; index += 1) queue.enqueue(turn('busy', `c${index}`));
    queue.enqueue(turn('quiet', 'c'));
    queue.start();
    expect(done).toEqual(['busy/c0', 'quiet/c', 'busy/c1']);
  });

  it('begins fewer of one tenant while the process is behind, and goes on as soon as it is not', async () => {
    const pace = new ToldPace();
    const { queue, clock, done, gates, finishOne } = aQueue({ concurrency: 8, perTenant: 4, pace });
    queue.start();
    queue.enqueue(turn('quiet', 'c'));
    for (let index = 0; index < 30; index += 1) queue.enqueue(turn('busy', `c${index}`));
    expect(done, 'what it asked for before it was three times as much').toHaveLength(4);
    clock.advance(200);
    while (gates.length > 1) await finishOne();
    const running = () => gates.length;
    expect(running(), 'one at a time from then on').toBe(1);
    queue.enqueue(turn('quiet', 'd'));
    queue.enqueue(turn('quiet', 'e'));
    expect(running(), 'the other is not slowed').toBe(3);
    pace.tell(2);
    expect(running()).toBe(4);
    pace.tell(24);
    expect(running(), 'never more than its share').toBe(6);
    for (let index = 0; index < 40; index += 1) await finishOne();
    expect(done).toHaveLength(33);
    expect(pace.jobs).toBe(0);
    expect(
      pace.entered.filter((weight) => weight === 'light'),
      'the quiet one, and before it was known',
    ).toHaveLength(6);
    expect(pace.settled.toSorted(), 'each once, as it began').toEqual(pace.entered.toSorted());
  });

  it('begins another while those before wait for a provider, up to the share of the tenant', async () => {
    const { queue, clock, gates, finishOne } = aQueue({ concurrency: 8, perTenant: 3, pace: new ToldPace() });
    queue.start();
    queue.enqueue(turn('quiet', 'c'));
    for (let index = 0; index < 30; index += 1) queue.enqueue(turn('busy', `c${index}`));
    clock.advance(200);
    while (gates.length > 1) await finishOne();
    clock.advance(1_000);
    expect(gates).toHaveLength(2);
    clock.advance(5_000);
    expect(gates).toHaveLength(3);
  });

  it('keeps workers for deciding while every delivery of the tenant hangs', async () => {
    const { queue, done } = aQueue();
    queue.process('deliver', () => new Promise(() => undefined));
    queue.start();
    queue.enqueue({ kind: 'deliver', tenantId: TenantId('a'), conversationId: ConversationId('slow') });
    queue.enqueue(turn('a', 'c'));
    expect(done).toEqual(['a/c']);
  });

  it('does not queue a job twice that already waits', async () => {
    const { queue, done, finishOne } = aQueue();
    queue.enqueue(turn('a', 'c'));
    queue.enqueue(turn('a', 'c'));
    queue.start();
    await finishOne();
    await finishOne();
    expect(done).toEqual(['a/c']);
  });

  it('never runs one key twice at once, and runs it again when it was woken meanwhile', async () => {
    const { queue, done, finishOne } = aQueue({ concurrency: 4, perTenant: 4 });
    queue.start();
    queue.enqueue(turn('a', 'c'));
    queue.enqueue(turn('a', 'c'));
    queue.enqueue(turn('a', 'c'));
    expect(done).toEqual(['a/c']);
    await finishOne();
    expect(done).toEqual(['a/c', 'a/c']);
    await finishOne();
    expect(done).toEqual(['a/c', 'a/c']);
  });

  it('waits as long as it is told, and the earlier of two wakes wins', () => {
    const { queue, clock, done } = aQueue();
    queue.start();
    queue.enqueue(turn('a', 'c'), 5_000);
    queue.enqueue(turn('a', 'c'), 1_000);
    queue.enqueue(turn('a', 'c'), 3_000);
    clock.advance(999);
    expect(done).toEqual([]);
    clock.advance(1);
    expect(done).toEqual(['a/c']);
  });

  it('goes on after a job that throws, and reports it', async () => {
    const { queue, telemetry, done, finishOne } = aQueue();
    queue.process('apply_turn', () => Promise.reject(new Error('broken')));
    queue.start();
    queue.enqueue({ kind: 'apply_turn', tenantId: TenantId('a'), turnId: 'trn_1' as never });
    queue.enqueue(turn('a', 'c'));
    await finishOne();
    expect(done).toEqual(['a/c']);
    expect(telemetry.errors.map(({ event }) => event)).toEqual(['job.failed']);
  });

  it('drains: starts nothing more and waits for what runs', async () => {
    const { queue, done, finishOne } = aQueue();
    queue.start();
    queue.enqueue(turn('a', 'c1'));
    queue.enqueue(turn('a', 'c2'));
    let drained = false;
    const draining = queue.drain(10_000).then(() => {
      drained = true;
    });
    await Promise.resolve();
    expect(drained).toBe(false);
    await finishOne();
    await draining;
    expect(done).toEqual(['a/c1']);
  });

  it('stops waiting for a job that hangs when the time is up', async () => {
    const { queue, clock } = aQueue();
    queue.start();
    queue.enqueue(turn('a', 'c1'));
    const draining = queue.drain(10_000);
    clock.advance(10_000);
    await expect(draining).resolves.toBeUndefined();
  });
});
