import Bull from 'bull';
import { wakeIn } from '#adapters/queue/bull/wake-wire';
import { keyOf } from '#adapters/queue/job-key';
import type { ConnectionOptions } from '#adapters/shared/redis/connection-options';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Clock } from '#application/ports/clock';
import type { Job } from '#application/ports/job-queue';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  readonly connection: ConnectionOptions;
  readonly link: Pick<RedisLink, 'isUp' | 'onTurn' | 'prefix'>;
  /** This process's, unique per start: no two wakes have the same id. */
  readonly name: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

const queueName = 'wakes';
/** A wake is handed on at once, so a few at a time are plenty. */
const concurrency = 8;
const passMs = 1_000;
const closeMs = 2_000;

/** DESIGN §8: bought with experiments. With Bull's own settings a worker that dies keeps its job for a minute. */
const settings = {
  lockDuration: 10_000,
  lockRenewTime: 3_000,
  stalledInterval: 5_000,
  maxStalledCount: 5,
  guardInterval: 5_000,
  retryProcessDelay: 500,
};

const optionsOf = (connection: ConnectionOptions, prefix: string): Bull.QueueOptions => ({
  prefix: `${prefix}:queue`,
  settings,
  defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  redis: {
    ...connection,
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
    connectTimeout: 5_000,
    // A dead line is noticed, also by the connection that waits for work: that one hears something every five seconds.
    socketTimeout: 15_000,
    retryStrategy: (times: number) => Math.min(times * 100, 1_000),
  },
});

/** Carries wakes to whichever process takes them first. It holds ids, each for as long as nobody has taken it. */
export class BullWakes {
  readonly #deps: Dependencies;
  #queue: Bull.Queue | null = null;
  #take: ((job: Job) => void) | null = null;
  #isTaking = false;
  #isClosed = false;
  #passed = 0;
  #unwatch = (): void => undefined;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Resolves to whether Redis has it. It may have it after all when it said so too late. */
  async pass(job: Job): Promise<boolean> {
    if (this.#isClosed) return false;
    this.#passed += 1;
    const jobId = `${job.tenantId}|${job.kind}|${keyOf(job)}|${this.#deps.name}.${this.#passed}`;
    const added = this.#open()
      .add({ ...job }, { jobId })
      .then(
        () => true,
        () => false,
      );
    return this.#within(passMs, added, false);
  }

  /** Takes wakes from now on, as soon as Redis is there. */
  take(take: (job: Job) => void): void {
    this.#take = take;
    this.#unwatch = this.#deps.link.onTurn((isUp) => {
      if (isUp) this.#begin();
    });
    if (this.#deps.link.isUp) this.#begin();
  }

  /** Takes no more; may still pass on. */
  async rest(): Promise<void> {
    this.#unwatch();
    this.#take = null;
    if (this.#queue === null || !this.#isTaking) return;
    await this.#within(closeMs, this.#queue.pause(true, true).catch(ignore), undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#queue !== null) await this.#within(closeMs, this.#queue.close(true).catch(ignore), undefined);
  }

  #open(): Bull.Queue {
    if (this.#queue !== null) return this.#queue;
    const { connection, link } = this.#deps;
    const queue = new Bull(queueName, optionsOf(connection, link.prefix));
    // It names its connection behind everybody's back, and nobody hears when that fails: the process would end by it.
    Object.assign(queue, { setWorkerName: () => Promise.resolve() });
    // That Redis is away is measured elsewhere and said once.
    queue.on('error', ignore);
    this.#queue = queue;
    return queue;
  }

  /** Bull gives up for good when its first connection to take with fails: then it is begun anew when Redis is back. */
  #begin(): void {
    if (this.#isTaking || this.#isClosed) return;
    this.#isTaking = true;
    const queue = this.#open();
    queue
      .process(concurrency, (job) => this.#heard(job.data))
      .catch(() => {
        if (this.#isClosed || this.#take === null) return;
        this.#isTaking = false;
        this.#queue = null;
        void queue.close(true).catch(ignore);
        if (this.#deps.link.isUp) this.#deps.clock.after(passMs, () => this.#begin());
      });
  }

  #heard(data: unknown): Promise<void> {
    const job = wakeIn(data);
    if (job === null) this.#deps.telemetry.warn('queue.not_understood', {});
    else this.#take?.(job);
    return Promise.resolve();
  }

  async #within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
    let callOff = (): void => undefined;
    const late = new Promise<T>((resolve) => {
      callOff = this.#deps.clock.after(ms, () => resolve(otherwise));
    });
    const first = await Promise.race([work, late]);
    callOff();
    return first;
  }
}

const ignore = (): undefined => undefined;
