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
  /** Each has a queue of its own: a process takes only what it has workers for. */
  readonly kind: Job['kind'];
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

/** A wake is handed on at once, so a few at a time are plenty. */
const concurrency = 4;
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

/** What Bull itself keeps open, and the watch over a silent line that its client leaves running; their types do not say so. */
type Client = {
  readonly status: string;
  readonly socketTimeoutTimer?: NodeJS.Timeout;
  disconnect(): void;
  on(event: 'error', hear: () => void): void;
};
type Connected = { readonly clients: readonly Client[] };

const ignore = (): undefined => undefined;

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

/** Carries wakes of one kind to whichever process takes them first. It holds ids, each for as long as nobody has taken it. */
export class BullWakes {
  readonly #deps: Dependencies;
  /** Each is made when it is first needed: a process that never takes has no connection that waits for work. */
  #outgoing: Bull.Queue | null = null;
  #incoming: Bull.Queue | null = null;
  #take: ((job: Job) => void) | null = null;
  #passed = 0;
  #isClosed = false;
  #unwatch = (): void => undefined;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Resolves to whether Redis has it. It may have it after all when it said so too late. */
  async pass(job: Job): Promise<boolean> {
    if (this.#isClosed) return false;
    this.#passed += 1;
    const jobId = `${job.tenantId}|${job.kind}|${keyOf(job)}|${this.#deps.name}.${this.#passed}`;
    this.#outgoing ??= this.#open();
    const added = this.#outgoing.add({ ...job }, { jobId }).then(
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
    const incoming = this.#incoming;
    this.#incoming = null;
    if (incoming !== null) await this.#end(incoming);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.rest();
    const outgoing = this.#outgoing;
    this.#outgoing = null;
    if (outgoing !== null) await this.#end(outgoing);
  }

  #open(): Bull.Queue {
    const { connection, link, kind } = this.#deps;
    const queue = new Bull(kind, optionsOf(connection, link.prefix));
    // It names its connection behind everybody's back, and nobody hears when that fails: the process would end by it.
    Object.assign(queue, { setWorkerName: () => Promise.resolve() });
    // That Redis is away is measured elsewhere and said once.
    queue.on('error', ignore);
    return queue;
  }

  /** Bull gives up for good when its first connection to take with fails: then it is begun anew when Redis is there. */
  #begin(): void {
    if (this.#incoming !== null || this.#take === null) return;
    const incoming = this.#open();
    this.#incoming = incoming;
    incoming
      .process(concurrency, (job) => this.#heard(job.data))
      .catch(() => {
        if (this.#incoming !== incoming) return;
        this.#incoming = null;
        void this.#end(incoming);
        if (this.#deps.link.isUp) this.#deps.clock.after(passMs, () => this.#begin());
      });
  }

  #heard(data: unknown): Promise<void> {
    const job = wakeIn(data);
    if (job === null) this.#deps.telemetry.warn('queue.not_understood', {});
    else this.#take?.(job);
    return Promise.resolve();
  }

  /** Bull waits for an absent Redis, and may open anew what it has just closed: neither keeps this process alive. */
  async #end(queue: Bull.Queue): Promise<void> {
    await this.#within(closeMs, queue.close(true).catch(ignore), undefined);
    for (const client of (queue as unknown as Connected).clients) {
      client.on('error', ignore);
      // Of a line that is closed already it would wait two seconds for the end.
      if (client.status !== 'end') client.disconnect();
      clearTimeout(client.socketTimeoutTimer);
    }
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
