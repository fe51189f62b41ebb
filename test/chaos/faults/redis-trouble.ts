import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { settledVerdict } from '#test/chaos/settled';
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

const timesLogged = (rig: Rig, event: string): number =>
  rig.product.log.filter((line) => line.includes(`"msg":"${event}"`)).length;

/** It noticed, and it noticed that it is over. */
const untilBack = async (rig: Rig): Promise<void> => {
  const until = Date.now() + mostSilentMs;
  while (timesLogged(rig, 'redis.away') > timesLogged(rig, 'redis.back') && Date.now() < until) await pause(50);
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

/** F7: Redis is killed, wiped, stopped and slowed down under load. It is a hint, so nothing is lost and answers go on. */
export const redisTrouble = (plan: Plan): Fault => ({
  name: 'F7 redis',
  run: async (random) => {
    if (redisIsMissing) return { ...held, facts: { notRun: 'redis-server is not installed' } };
    const redis = await startRedis();
    const rig = await Rig.start({ environment: { REDIS_URL: redis.url } });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const traffic = new Traffic({
      emulator: rig.emulator,
      phoneNumberIds: rig.businesses.map((each) => each.phoneNumberId),
      customers: 24,
      random,
    });
    traffic.start();
    await nextAnswer(rig);
    const waits = await trouble(rig, redis, plan);
    await traffic.stop();
    const { problems, ...verdict } = await settledVerdict(rig, traffic.acked);
    const [away, back] = ['redis.away', 'redis.back'].map((event) => timesLogged(rig, event));
    await rig.close();
    await redis.stop();
    const resumeMsMax = Math.max(...waits);
    return {
      ...verdict,
      kills: plan.kills,
      resumeMsMax,
      problems: [
        ...problems,
        ...(resumeMsMax > mostSilentMs ? ['nobody was answered for too long'] : []),
        ...(Number(away) < plan.kills + 2 || away !== back ? [`away ${away} times, back ${back} times`] : []),
      ],
      facts: { away: away ?? 0, wipes: plan.wipes, hangMs: plan.hangMs },
    };
  },
});
