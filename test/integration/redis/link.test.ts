import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#adapters/clock/system-clock';
import { RedisLink } from '#adapters/shared/redis/redis-link';
import { warnOfWeakSettings } from '#adapters/shared/redis/weak-settings';
import { freePort, type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { until } from '#test/support/until';

let server: RedisServer | null = null;
let links: RedisLink[] = [];
let telemetry: SilentTelemetry;

beforeEach(() => {
  telemetry = new SilentTelemetry();
});
afterEach(async () => {
  for (const link of links) link.close();
  links = [];
  await server?.stop();
  server = null;
});

const linkTo = (url: string): RedisLink => {
  const link = new RedisLink({ url, prefix: 'wakil', name: `p${links.length}`, clock: new SystemClock(), telemetry });
  links.push(link);
  return link;
};
const started = async (options: Parameters<typeof startRedis>[0] = {}): Promise<RedisServer> => {
  server = await startRedis(options);
  return server;
};
const refusalOf = (link: RedisLink): Promise<unknown> =>
  link.start(5_000).then(
    () => 'it was let in',
    (error: unknown) => error,
  );

describe.skipIf(redisIsMissing)('the line to Redis', () => {
  it('says in one line, without the secret, that name or password are wrong', async () => {
    const { port } = await started({ password: 'right and secret' });
    for (const url of [`redis://:wrong-secret@127.0.0.1:${port}`, `redis://127.0.0.1:${port}`]) {
      const refusal = await refusalOf(linkTo(url));
      expect(refusal).toMatchObject({
        code: 'redis.refused',
        message: 'REDIS_URL must hold the name and the password of this Redis',
      });
    }
  });

  it('is let in with the right password, whatever characters are in it', async () => {
    const { url } = await started({ password: 'p@ss:w/ö rd%' });
    expect(await linkTo(url).start(5_000)).toBe(true);
  });

  it('says that there is no such database, or no Redis at all', async () => {
    const { port } = await started();
    expect(await refusalOf(linkTo(`redis://127.0.0.1:${port}/999`))).toMatchObject({
      message: 'REDIS_URL must end with a database this Redis has, such as /0',
    });
    const web = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => web.once('listening', resolve));
    const refusal = await refusalOf(linkTo(`redis://127.0.0.1:${(web.address() as AddressInfo).port}`));
    web.closeAllConnections();
    web.close();
    expect(refusal).toMatchObject({ message: 'REDIS_URL must be the address of a Redis: what answers there is none' });
  });

  it.each(['http://127.0.0.1:6379', 'redis://', 'redis://host/one/two', 'redis://:%E0%A4%A@host', 'nonsense'])(
    'knows a wrong address before it is tried: %s',
    (url) => {
      expect(() => linkTo(url)).toThrowError(expect.objectContaining({ code: 'redis.wrong_url' }));
    },
  );

  it('goes on without one that is not there, says so once, and is there when it comes', async () => {
    const port = await freePort();
    const link = linkTo(`redis://127.0.0.1:${port}`);
    expect(await link.start(500)).toBe(false);
    expect(telemetry.warnings).toEqual(['redis.away']);
    server = await startRedis({ port });
    await until('it is back', () => link.isUp);
    expect(telemetry.warnings).toEqual(['redis.away']);
  });

  it.each([
    ['is killed', (redis: RedisServer) => redis.kill('SIGKILL'), (redis: RedisServer) => redis.restart()],
    [
      'is stopped and keeps its sockets',
      (redis: RedisServer) => redis.kill('SIGSTOP'),
      (redis: RedisServer) => redis.kill('SIGCONT'),
    ],
    [
      'answers nobody for a while',
      (redis: RedisServer) => Promise.resolve(redis.command('CLIENT', 'PAUSE', '3000', 'ALL')),
      () => Promise.resolve(),
    ],
  ])('knows within two seconds that it %s, and when that is over', async (_what, harm, mend) => {
    const redis = await started();
    const link = linkTo(redis.url);
    await link.start(5_000);
    const turns: boolean[] = [];
    link.onTurn((isUp) => turns.push(isUp));
    await harm(redis);
    await until('it is known', () => !link.isUp, 2_000);
    expect(link.say('ten_a', 'live', 'x')).toBe(false);
    await mend(redis);
    await until('it is back', () => link.isUp);
    expect(turns).toEqual([false, true]);
  });

  it('hears again after only its ear was cut off', async () => {
    const redis = await started();
    const [one, two] = [linkTo(redis.url), linkTo(redis.url)];
    for (const link of [one, two]) await link.start(5_000);
    const heard: string[] = [];
    two.listen('live', (tenant, text) => heard.push(`${tenant} ${text}`));
    let turned = 0;
    two.onTurn(() => {
      turned += 1;
    });
    redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await until('it was away and is back', () => turned >= 2 && two.isUp);
    await until('it hears', () => {
      one.say('ten_a', 'live', 'after');
      return heard.includes('ten_a after');
    });
  });

  it('warns of a server that forgets, and of no other', async () => {
    const careless = await started({ appendOnly: false });
    careless.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    const link = linkTo(careless.url);
    await link.start(5_000);
    await warnOfWeakSettings(link, telemetry);
    expect(telemetry.warnings).toEqual(['redis.no_aof', 'redis.evicts']);
    await careless.stop();
    telemetry = new SilentTelemetry();
    const careful = await started();
    const other = linkTo(careful.url);
    await other.start(5_000);
    await warnOfWeakSettings(other, telemetry);
    expect(telemetry.warnings).toEqual([]);
  });
});
