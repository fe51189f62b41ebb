import { Redis } from 'ioredis';
import { type ConnectionOptions, connectionOptions } from '#adapters/shared/redis/connection-options';
import { type RedisRefused, refusalIn } from '#adapters/shared/redis/redis-refused';
import type { Clock } from '#application/ports/clock';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  readonly url: string;
  /** Every key and channel of this installation begins with it. */
  readonly prefix: string;
  /** This process's, unique per start. */
  readonly name: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

type Hear = (tenant: string, text: string) => void;

const beatMs = 300;
/** So many words of our own that did not come back: it does not answer, whatever its socket says. */
const mostBehind = 3;
/** The ear's socket counts as dead by then, and another one is opened. */
const deafAfter = 30;
const commandMs = 1_000;
const reconnectMs = 1_000;

const optionsOf = (connection: ConnectionOptions) => ({
  ...connection,
  // The older protocol: every Redis, and whatever else calls itself one, speaks it.
  protocol: 2 as const,
  lazyConnect: true,
  connectTimeout: 5_000,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  retryStrategy: (times: number) => Math.min(times * 100, reconnectMs),
});

/**
 * This process and Redis. Whether Redis answers is measured, not believed: the process says a word to itself through it again
 * and again, and one that is stopped, slow or behind a dead line is as absent as one that refuses the connection. Nothing waits
 * for an absent Redis.
 */
export class RedisLink {
  readonly #deps: Dependencies;
  readonly #mouth: Redis;
  readonly #ears: Redis;
  readonly #topics = new Map<string, Hear>();
  readonly #watchers = new Set<(isUp: boolean) => void>();
  #isUp = false;
  #isClosed = false;
  #said = 0;
  #heard = 0;
  #cancelBeat = (): void => undefined;
  #awaySince: number | null = null;
  #refusal: RedisRefused | null = null;
  /** The system's word for what the connection met last, such as ENOTFOUND. */
  #met: string | null = null;

  /** @throws {WrongRedisUrl} */
  constructor(deps: Dependencies) {
    this.#deps = deps;
    const options = optionsOf(connectionOptions(deps.url));
    this.#mouth = new Redis({ ...options, enableOfflineQueue: false, commandTimeout: commandMs, socketTimeout: 5_000 });
    this.#ears = new Redis({ ...options, enableOfflineQueue: true, maxRetriesPerRequest: null });
    for (const client of [this.#mouth, this.#ears]) {
      client.on('error', (error: unknown) => {
        this.#refusal = refusalIn(error) ?? this.#refusal;
        this.#met = (error as NodeJS.ErrnoException).code ?? null;
      });
      client.on('close', () => this.#turn(false));
      client.on('ready', () => this.#sayBeat());
    }
    this.#ears.on('message', (channel: string, text: string) => this.#hearBeat(channel, text));
    this.#ears.on('pmessage', (_pattern: string, channel: string, text: string) => this.#hear(channel, text));
  }

  /** Whether it answers, as of a second ago. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** For commands. They end within a second, one way or the other. */
  get commands(): Redis {
    return this.#mouth;
  }

  get prefix(): string {
    return this.#deps.prefix;
  }

  /**
   * Connects, and goes on trying when nobody is there: resolves to whether it answered in time.
   * @throws {RedisRefused} somebody is there and will not have us, or is no Redis: waiting would not help.
   */
  async start(withinMs: number): Promise<boolean> {
    for (const client of [this.#mouth, this.#ears]) client.connect().catch(() => undefined);
    void this.#ears.subscribe(this.#ownChannel).catch(() => undefined);
    this.#beat();
    await this.#settled(withinMs);
    if (this.#refusal !== null) {
      this.close();
      throw this.#refusal;
    }
    if (!this.#isUp) this.#away();
    return this.#isUp;
  }

  /** The returned function ends it. */
  onTurn(watch: (isUp: boolean) => void): () => void {
    this.#watchers.add(watch);
    return () => this.#watchers.delete(watch);
  }

  /** What the processes of this installation say about a topic; own words included. One listener per topic. */
  listen(topic: string, hear: Hear): void {
    this.#topics.set(topic, hear);
    void this.#ears.psubscribe(`${this.#deps.prefix}:*:${topic}`).catch(() => undefined);
  }

  /** Nobody is waited for. `false`: Redis is away, and nobody elsewhere hears it. */
  say(tenant: string, topic: string, text: string): boolean {
    if (!this.#isUp) return false;
    this.#mouth.publish(`${this.#deps.prefix}:${tenant}:${topic}`, text).catch(() => undefined);
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelBeat();
    this.#watchers.clear();
    this.#mouth.disconnect();
    this.#ears.disconnect();
  }

  get #ownChannel(): string {
    return `${this.#deps.prefix}:process:${this.#deps.name}`;
  }

  /** Up, refused, or the time is over. */
  #settled(withinMs: number): Promise<void> {
    const { clock } = this.#deps;
    return new Promise((resolve) => {
      const done = (): void => {
        callOff();
        leave();
        resolve();
      };
      const callOff = clock.after(withinMs, done);
      const leave = this.onTurn(done);
      // The reason arrives with the error, before the connection ends.
      this.#mouth.once('close', () => {
        if (this.#refusal !== null) done();
      });
    });
  }

  #beat(): void {
    if (this.#isClosed) return;
    const behind = this.#said - this.#heard;
    if (behind >= mostBehind) this.#turn(false);
    if (behind >= deafAfter && this.#ears.status === 'ready') {
      this.#heard = this.#said;
      this.#ears.disconnect(true);
    }
    this.#sayBeat();
    this.#cancelBeat = this.#deps.clock.after(beatMs, () => this.#beat());
  }

  #sayBeat(): void {
    // Counted also while there is no connection: that is how far behind it is.
    this.#said += 1;
    this.#mouth.publish(this.#ownChannel, String(this.#said)).catch(() => undefined);
  }

  #hearBeat(channel: string, text: string): void {
    if (channel !== this.#ownChannel) return;
    this.#heard = Number(text);
    // A word from long ago says that it was slow, not that it is well.
    if (this.#said - this.#heard <= 1) this.#turn(true);
  }

  #hear(channel: string, text: string): void {
    const [tenant = '', topic = ''] = channel.slice(this.#deps.prefix.length + 1).split(':');
    this.#topics.get(topic)?.(tenant, text);
  }

  #turn(isUp: boolean): void {
    if (this.#isUp === isUp || this.#isClosed) return;
    this.#isUp = isUp;
    if (isUp) this.#back();
    else this.#away();
    for (const watch of this.#watchers) watch(isUp);
  }

  #away(): void {
    this.#awaySince = this.#deps.clock.now().getTime();
    this.#deps.telemetry.warn('redis.away', {
      hint: 'work goes on without it: workers find theirs by looking into the store; see that REDIS_URL names a Redis that runs',
      ...(this.#met !== null && { met: this.#met }),
    });
  }

  #back(): void {
    if (this.#awaySince === null) return;
    const awayMs = this.#deps.clock.now().getTime() - this.#awaySince;
    this.#awaySince = null;
    this.#met = null;
    this.#deps.telemetry.info('redis.back', { awayMs });
  }
}
