import { type RedisServer, startRedis } from '#test/services/redis';
import { makeEmptyDatabase, type TestDatabase } from '#test/support/postgres-database';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { WhatsAppProgram } from '#test/support/whatsapp-program';

type Pair = readonly [Product, Product];

/** Two processes of each role over one PostgreSQL and one Redis, an emulated WhatsApp beside them. */
export class Cluster {
  readonly redis: RedisServer;
  readonly whatsapp: WhatsAppProgram;
  readonly api: Pair;
  readonly workers: Pair;
  readonly numbers: Pair;
  readonly #database: TestDatabase;
  readonly #removeFolder: () => void;

  private constructor(
    parts: Pick<Cluster, 'redis' | 'whatsapp' | 'api' | 'workers' | 'numbers'>,
    database: TestDatabase,
    removeFolder: () => void,
  ) {
    this.redis = parts.redis;
    this.whatsapp = parts.whatsapp;
    this.api = parts.api;
    this.workers = parts.workers;
    this.numbers = parts.numbers;
    this.#database = database;
    this.#removeFolder = removeFolder;
  }

  static async start(): Promise<Cluster> {
    // They share the keys in it.
    const folder = temporaryFolder('cluster');
    const [database, redis, whatsapp] = await Promise.all([makeEmptyDatabase(), startRedis(), WhatsAppProgram.start()]);
    const start = (roles: string, more: Record<string, string> = {}): Promise<Product> =>
      startProduct({
        dataDir: folder.path,
        environment: {
          ...whatsapp.environment,
          POSTGRES_URL: database.url,
          REDIS_URL: redis.url,
          WAKIL_HEALTH_PORT: '0',
          WAKIL_ROLES: roles,
          ...more,
        },
      });
    // The first one brings the schema up to date.
    const first = await start('api', { POSTGRES_OWNER_URL: database.ownerUrl });
    const [second, ...others] = await Promise.all(
      ['api', 'worker', 'worker', 'whatsapp', 'whatsapp'].map((roles) => start(roles)),
    );
    const [worker1, worker2, number1, number2] = others;
    const api = pair(first, second);
    const parts = { redis, whatsapp, api, workers: pair(worker1, worker2), numbers: pair(number1, number2) };
    return new Cluster(parts, database, folder.remove);
  }

  get all(): readonly Product[] {
    return [...this.api, ...this.workers, ...this.numbers];
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((product) => product.kill('SIGKILL')));
    await this.redis.stop();
    await this.whatsapp.stop();
    await this.#database.drop();
    this.#removeFolder();
  }
}

const pair = (one: Product | undefined, other: Product | undefined): Pair => {
  if (one === undefined || other === undefined) throw new Error('a process is missing');
  return [one, other];
};

/** What a process shows of itself to the monitoring. */
export const figuresOf = async ({ healthUrl }: Product): Promise<string> =>
  (await fetch(`${healthUrl}/metrics`)).text();

/** What it logged under a name, from a line on. */
export const logged = ({ log }: Product, event: string, from = 0): readonly string[] =>
  log.slice(from).filter((line) => line.includes(`"${event}"`));

/** Resolves to the milliseconds until it was so. @param everyMs how often it is asked: a key may ask only so often. */
export const timeUntil = async (
  what: string,
  isSo: () => Promise<boolean>,
  withinMs: number,
  everyMs = 10,
): Promise<number> => {
  const from = performance.now();
  for (;;) {
    if (await isSo().catch(() => false)) return Math.round(performance.now() - from);
    if (performance.now() - from > withinMs) throw new Error(`waited ${withinMs} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};
