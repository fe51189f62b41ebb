import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { settledVerdict } from '#test/chaos/settled';
import { isShared } from '#test/chaos/topology/topology';
import { Traffic } from '#test/chaos/traffic';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';

type Plan = { readonly kills: number; readonly wipes: number; readonly hangMs: number };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Longer than this without an answer, while everybody writes, is a standstill. */
const mostSilentMs = 15_000;

/** Milliseconds until the next answer leaves. */
const nextAnswer = async (rig: Rig): Promise<number> => {
  const since = Date.now();
  const send = await Promise.race([rig.emulator.untilSend(({ at }) => at > since), pause(mostSilentMs * 2)]);
  return send === undefined ? mostSilentMs * 2 : send.at - since;
};

/** In each process. */
const timesLogged = (rig: Rig, event: string): readonly number[] =>
  rig.cluster.members.map((member) => member.timesLogged(event));

/** Each noticed, and noticed that it is over. */
const untilBack = async (rig: Rig): Promise<void> => {
  const until = Date.now() + mostSilentMs;
  const isOver = (): boolean => {
    const back = timesLogged(rig, 'redis.back');
    return timesLogged(rig, 'redis.away').every((away, index) => away <= (back[index] ?? 0));
  };
  while (!isOver() && Date.now() < until) await pause(50);
};

/** Each way in which Redis fails, one after the other. Resolves to how long the next answer took after each. */
const trouble = async (rig: Rig, redis: RedisServer, { kills, wipes, hangMs }: Plan): Promise<number[]> => {
  const waits: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await redis.kill('SIGKILL');
    waits.push(await nextAnswer(rig));
    await pause(1_500);
    await redis.restart();
    waits.push(await nextAnswer(rig));
    await untilBack(rig);
  }
  for (let wipe = 0; wipe < wipes; wipe += 1) {
    redis.command('FLUSHALL');
    waits.push(await nextAnswer(rig));
  }
  await redis.kill('SIGSTOP');
  waits.push(await nextAnswer(rig));
  await pause(hangMs);
  await redis.kill('SIGCONT');
  waits.push(await nextAnswer(rig));
  await untilBack(rig);
  redis.command('CLIENT', 'PAUSE', '2000', 'ALL');
  waits.push(await nextAnswer(rig));
  await pause(2_500);
  await untilBack(rig);
  return waits;
};

/** One of the topology, or one beside the embedded store, which has none. */
const redisOf = (rig: Rig, own: RedisServer | null): RedisServer => {
  const redis = own ?? rig.ground.redis;
  if (redis === null) throw new Error('there is no Redis here');
  return redis;
};

/** F7: Redis is killed, wiped, stopped and slowed down under load. It is a hint, so nothing is lost and answers go on. */
export const redisTrouble = (plan: Plan): Fault => ({
  name: 'F7 redis',
  run: async (random, topology) => {
    if (redisIsMissing) return { ...held, notRun: 'redis-server is not installed' };
    const own = isShared(topology) ? null : await startRedis();
    const rig = await Rig.start({ topology, ...(own !== null && { environment: { REDIS_URL: own.url } }) });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const phoneNumberIds = rig.businesses.map((each) => each.phoneNumberId);
    const traffic = new Traffic({ emulator: rig.emulator, phoneNumberIds, customers: 24, random });
    traffic.start();
    await nextAnswer(rig);
    const waits = await trouble(rig, redisOf(rig, own), plan);
    await traffic.stop();
    const verdict = await settledVerdict(rig, traffic);
    const [away, back] = [timesLogged(rig, 'redis.away'), timesLogged(rig, 'redis.back')];
    await rig.close();
    await own?.stop();
    const resumeMsMax = Math.max(...waits);
    const isUnnoticed = away.some((times, index) => times < plan.kills + 2 || times !== back[index]);
    return {
      ...verdict,
      kills: plan.kills,
      resumeMsMax,
      problems: [
        ...verdict.problems,
        ...(resumeMsMax > mostSilentMs ? ['nobody was answered for too long'] : []),
        ...(isUnnoticed ? [`away ${away.join()} times, back ${back.join()} times`] : []),
      ],
      facts: { away: away.join(), wipes: plan.wipes, hangMs: plan.hangMs },
    };
  },
});
