import type { Fault } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import type { Random } from '#test/chaos/seeded-random';
import { settledVerdict } from '#test/chaos/settled';
import { type Acked, Traffic } from '#test/chaos/traffic';
import type { Product } from '#test/support/product';

/** Every point at which the engine has done something and not yet the next thing. */
export const steps = [
  'message.received',
  'turn.thought',
  'turn.decided',
  'turn.applied',
  'message.sending',
  'message.settled',
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Acknowledged, and nothing sent to that customer since. */
const stuck = (rig: Rig, acked: readonly Acked[]): Set<string> =>
  new Set(
    acked
      .slice(-200)
      .filter(({ customer, ackedAt }) => !rig.emulator.sendsTo(customer).some((send) => send.at >= ackedAt - 500))
      .map(({ customer }) => customer),
  );

/** Resolves to the milliseconds until the first of these customers is answered; `null` when nobody waited. */
const resumption = async (rig: Rig, waiting: ReadonlySet<string>, since: number): Promise<number | null> => {
  if (waiting.size === 0) return null;
  const send = await rig.emulator.untilSend(({ to, at }) => waiting.has(to) && at >= since);
  return send.at - since;
};

/** It kills itself when it reaches its step; if it never does, it is killed after all. */
const endsWithin = async (product: Product, ms: number): Promise<void> => {
  const timer = setTimeout(() => void product.kill('SIGKILL'), ms);
  await product.ended;
  clearTimeout(timer);
};

const killOnce = async (
  rig: Rig,
  traffic: Traffic,
  random: Random,
  round: number,
  stepKills: number,
): Promise<number | null> => {
  const killAt =
    round < stepKills ? { step: steps[round % steps.length] as string, nth: 1 + random.below(12) } : undefined;
  const waiting = stuck(rig, traffic.acked);
  const since = Date.now();
  // It may reach its step while it repairs what the last kill left, before it listens: a kill like any other.
  const isUp = await rig.restart(killAt).then(
    () => true,
    (error: unknown) => {
      if (killAt === undefined) throw error;
      return false;
    },
  );
  if (!isUp) return null;
  const resumed = resumption(rig, waiting, since);
  if (killAt === undefined) {
    await pause(30 + random.below(400));
    await rig.product.kill('SIGKILL');
  } else await endsWithin(rig.product, 15_000);
  return Promise.race([resumed, pause(0).then(() => null)]);
};

/**
 * F1 and F2: killed at every named step and at random moments, while customers write and the provider delivers again, some of it
 * five times at once.
 */
export const crash = ({ perStep, atRandom }: { perStep: number; atRandom: number }): Fault => ({
  name: 'F1+F2 crash',
  run: async (random) => {
    const rig = await Rig.start();
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const traffic = new Traffic({
      emulator: rig.emulator,
      phoneNumberIds: rig.businesses.map((each) => each.phoneNumberId),
      customers: 24,
      random,
    });
    traffic.start();
    await pause(500);
    await rig.product.kill('SIGKILL');
    const kills = perStep * steps.length + atRandom;
    const resumed: number[] = [];
    for (let round = 0; round < kills; round += 1) {
      const ms = await killOnce(rig, traffic, random, round, perStep * steps.length);
      if (ms !== null) resumed.push(ms);
    }
    const waiting = stuck(rig, traffic.acked);
    const since = Date.now();
    await rig.restart();
    const last = await Promise.race([resumption(rig, waiting, since), pause(10_000).then(() => 10_000)]);
    if (last !== null) resumed.push(last);
    await traffic.stop();
    const { problems, ...verdict } = await settledVerdict(rig, traffic.acked);
    await rig.close();
    const resumeMsMax = Math.max(0, ...resumed);
    return {
      ...verdict,
      kills: kills + 1,
      resumeMsMax,
      problems: resumeMsMax > 5_000 ? [...problems, 'resumed too late'] : problems,
      facts: { resumptions: resumed.length },
    };
  },
});
