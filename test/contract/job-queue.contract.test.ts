import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#adapters/clock/system-clock';
import { BullJobQueue } from '#adapters/queue/bull/bull-job-queue';
import { BullWakes } from '#adapters/queue/bull/bull-wakes';
import { InProcessJobQueue } from '#adapters/queue/in-process/in-process-job-queue';
import { connectionOptions } from '#adapters/shared/redis/connection-options';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Job, JobQueue } from '#application/ports/job-queue';
import { ConversationId, TenantId } from '#domain/shared/ids';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { FakeClock } from '#test/support/fake-clock';
import { openLink } from '#test/support/redis-links';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { until } from '#test/support/until';

type Limits = { readonly concurrency: number; readonly perTenant: number };
type Opened = {
  readonly queue: JobQueue;
  readonly clock: FakeClock;
  readonly telemetry: SilentTelemetry;
  /** How many wakes are on their way between processes. */
  readonly underWay: () => number;
};
type Implementation = {
  readonly name: string;
  readonly isMissing: boolean;
  readonly open: (limits: Limits) => Promise<Opened>;
  readonly close: () => Promise<void>;
};

const inProcess: Implementation = {
  name: 'InProcessJobQueue',
  isMissing: false,
  open: (limits) => {
    const [clock, telemetry] = [new FakeClock(), new SilentTelemetry()];
    const queue = new InProcessJobQueue({ clock, telemetry, ...limits });
    return Promise.resolve({ queue, clock, telemetry, underWay: () => 0 });
  },
  close: () => Promise.resolve(),
};

let server: RedisServer;
let links: RedisLink[] = [];

const bull: Implementation = {
  name: 'BullJobQueue',
  isMissing: redisIsMissing,
  open: async (limits) => {
    const [clock, telemetry, real] = [new FakeClock(), new SilentTelemetry(), new SystemClock()];
    const { link, name } = await openLink(server, { telemetry });
    links.push(link);
    const local = new InProcessJobQueue({ clock: real, telemetry, ...limits });
    const shared = { connection: connectionOptions(server.url), link, name, clock: real, telemetry };
    let underWay = 0;
    const wakesOf = (kind: Job['kind']) => {
      const wakes = new BullWakes({ ...shared, kind });
      return {
        pass: (job: Job) => {
          underWay += 1;
          return wakes.pass(job);
        },
        take: (take: (job: Job) => void) =>
          wakes.take((job) => {
            underWay -= 1;
            take(job);
          }),
        rest: () => wakes.rest(),
        close: () => wakes.close(),
      };
    };
    const queue = new BullJobQueue({ local, wakesOf, link, clock, telemetry });
    return { queue, clock, telemetry, underWay: () => underWay };
  },
  close: () => {
    for (const link of links) link.close();
    links = [];
    return Promise.resolve();
  },
};

beforeAll(async () => {
  if (!redisIsMissing) server = await startRedis();
});
afterAll(async () => {
  if (!redisIsMissing) await server.stop();
});

type Turn = Extract<Job, { kind: 'take_turn' }>;
const turn = (tenant: string, conversation: string): Turn => ({
  kind: 'take_turn',
  tenantId: TenantId(tenant),
  conversationId: ConversationId(conversation),
});

describe.each([inProcess, bull])('$name honours the JobQueue contract', ({ open, close, isMissing }) => {
  let running: Opened | null = null;
  /** Of the jobs under way, in the order in which they began. */
  let gates: (() => void)[] = [];
  let isOver = false;
  afterEach(async () => {
    isOver = true;
    for (const open of gates) open();
    const drained = running?.queue.drain(1_000);
    running?.clock.advance(1_000);
    await drained;
    running = null;
    await close();
  });

  /** Every job waits for a gate of its own. */
  const aQueue = async (limits: Partial<Limits> = {}) => {
    const begun = await open({ concurrency: 1, perTenant: 1, ...limits });
    running = begun;
    gates = [];
    isOver = false;
    const done: string[] = [];
    let atOnce = 0;
    let mostAtOnce = 0;
    begun.queue.process('take_turn', async (job) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      done.push(`${job.tenantId}/${job.conversationId}`);
      if (!isOver) await new Promise<void>((resolve) => gates.push(resolve));
      atOnce -= 1;
    });
    const runs = (count: number) => until(`${count} jobs have begun`, () => done.length >= count);
    const finishOne = () => gates.shift()?.();
    const arrived = () => until('everything has arrived', () => begun.underWay() === 0);
    return { ...begun, done, runs, finishOne, arrived, mostAtOnce: () => mostAtOnce };
  };

  it.skipIf(isMissing)('runs what it is given', async () => {
    const { queue, done, runs } = await aQueue();
    queue.start();
    queue.enqueue(turn('a', 'c'));
    await runs(1);
    expect(done).toEqual(['a/c']);
  });

  it.skipIf(isMissing)('runs what was enqueued before it started', async () => {
    const { queue, runs, done } = await aQueue({ concurrency: 2, perTenant: 2 });
    queue.enqueue(turn('a', 'c1'));
    queue.enqueue(turn('a', 'c2'));
    queue.start();
    await runs(2);
    expect([...done].sort()).toEqual(['a/c1', 'a/c2']);
  });

  it.skipIf(isMissing)('lets tenants take turns, however long the line of one is', async () => {
    const { queue, done, runs, finishOne, arrived } = await aQueue();
    queue.start();
    for (let index = 0; index < 100; index += 1) queue.enqueue(turn('busy', `c${index}`));
    await runs(1);
    queue.enqueue(turn('quiet', 'c'));
    await arrived();
    finishOne();
    await runs(2);
    finishOne();
    await runs(3);
    expect(done.indexOf('quiet/c')).toBeLessThanOrEqual(2);
    expect(done.indexOf('quiet/c')).toBeGreaterThan(0);
  });

  it.skipIf(isMissing)('leaves room for others while one tenant fills its share', async () => {
    const { queue, done, runs, arrived } = await aQueue({ concurrency: 3, perTenant: 2 });
    queue.start();
    for (let index = 0; index < 5; index += 1) queue.enqueue(turn('busy', `c${index}`));
    await runs(2);
    await arrived();
    queue.enqueue(turn('quiet', 'c'));
    await runs(3);
    await arrived();
    expect(done).toHaveLength(3);
    expect(done).toContain('quiet/c');
  });

  it.skipIf(isMissing)('keeps workers for deciding while every delivery of the tenant hangs', async () => {
    const { queue, runs, done } = await aQueue();
    let hanging = 0;
    queue.process('deliver', () => {
      hanging += 1;
      return new Promise(() => undefined);
    });
    queue.start();
    queue.enqueue({ kind: 'deliver', tenantId: TenantId('a'), conversationId: ConversationId('slow') });
    await until('the delivery hangs', () => hanging > 0);
    queue.enqueue(turn('a', 'c'));
    await runs(1);
    expect(done).toEqual(['a/c']);
  });

  it.skipIf(isMissing)('never runs one key twice at once, and runs it again when it was woken meanwhile', async () => {
    const { queue, done, runs, finishOne, arrived, mostAtOnce } = await aQueue({ concurrency: 4, perTenant: 4 });
    queue.start();
    queue.enqueue(turn('a', 'c'));
    await runs(1);
    queue.enqueue(turn('a', 'c'));
    queue.enqueue(turn('a', 'c'));
    await arrived();
    expect(done).toEqual(['a/c']);
    finishOne();
    await runs(2);
    finishOne();
    await arrived();
    expect(done).toEqual(['a/c', 'a/c']);
    expect(mostAtOnce()).toBe(1);
  });

  it.skipIf(isMissing)('waits as long as it is told, and the earlier of two wakes wins', async () => {
    const { queue, clock, done, runs, arrived, finishOne } = await aQueue();
    queue.start();
    queue.enqueue(turn('a', 'c'), 5_000);
    queue.enqueue(turn('a', 'c'), 1_000);
    queue.enqueue(turn('a', 'c'), 3_000);
    clock.advance(999);
    await arrived();
    expect(done).toEqual([]);
    clock.advance(1);
    await runs(1);
    finishOne();
    clock.advance(10_000);
    await arrived();
    expect(done).toEqual(['a/c']);
  });

  it.skipIf(isMissing)('forgets a later wake once the same job was woken', async () => {
    const { queue, clock, done, runs, arrived, finishOne } = await aQueue();
    queue.start();
    queue.enqueue(turn('a', 'c'), 5_000);
    queue.enqueue(turn('a', 'c'));
    await runs(1);
    finishOne();
    clock.advance(10_000);
    await arrived();
    expect(done).toEqual(['a/c']);
  });

  it.skipIf(isMissing)('goes on after a job that throws, and reports it', async () => {
    const { queue, telemetry, done, runs } = await aQueue();
    queue.process('deliver', () => Promise.reject(new Error('broken')));
    queue.start();
    queue.enqueue({ kind: 'deliver', tenantId: TenantId('a'), conversationId: ConversationId('c') });
    queue.enqueue(turn('a', 'c'));
    await runs(1);
    await until('it was reported', () => telemetry.errors.length > 0);
    expect(done).toEqual(['a/c']);
    expect(telemetry.errors.map(({ event }) => event)).toEqual(['job.failed']);
  });

  it.skipIf(isMissing)('drains: starts nothing more and waits for what runs', async () => {
    const { queue, done, runs, finishOne, arrived } = await aQueue();
    queue.start();
    queue.enqueue(turn('a', 'c1'));
    await runs(1);
    queue.enqueue(turn('a', 'c2'));
    await arrived();
    let drained = false;
    const draining = queue.drain(10_000).then(() => {
      drained = true;
    });
    expect(drained).toBe(false);
    finishOne();
    await draining;
    queue.enqueue(turn('a', 'c3'));
    expect(done).toEqual(['a/c1']);
  });
});
