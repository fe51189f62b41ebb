import type { Member } from '#test/chaos/cluster/member';
import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, held } from '#test/chaos/fault';
import { Chatter } from '#test/chaos/whatsapp/chatter';
import { LinkedHouse } from '#test/chaos/whatsapp/linked-house';
import { pause } from '#test/chaos/whatsapp/linked-rig';
import { linkedVerdict } from '#test/chaos/whatsapp/linked-verdict';

type Plan = { readonly numbers: number; readonly kills: number; readonly stops: number };

const elsewhereWithinMs = 20_000;
const leaseMs = 15_000;

/** Whoever holds the most. */
const holderIn = (house: LinkedHouse): Member => {
  const members = [...house.cluster.having('whatsapp')];
  const [most] = members.sort((one, other) => house.heldBy(other).length - house.heldBy(one).length);
  if (most === undefined || house.heldBy(most).length === 0) throw new Error('nobody holds a number');
  return most;
};

/** It is gone: its numbers open elsewhere. Then it is back, and holds what is free. */
const killed = async (house: LinkedHouse): Promise<number> => {
  const holder = holderIn(house);
  const numbers = house.heldBy(holder);
  const since = performance.now();
  await holder.kill('SIGKILL');
  const tookMs = await house.untilElsewhere(numbers, holder, since);
  await holder.start();
  return tookMs;
};

/** It is stopped for three leases, and goes on as if nothing had been. */
const stopped = async (house: LinkedHouse): Promise<number> => {
  const holder = holderIn(house);
  const numbers = house.heldBy(holder);
  const since = performance.now();
  holder.signal('SIGSTOP');
  const tookMs = await house.untilElsewhere(numbers, holder, since);
  await pause(Math.max(0, since + 3 * leaseMs - performance.now()));
  holder.signal('SIGCONT');
  await pause(5_000);
  return tookMs;
};

/** One of two processes that hold linked numbers dies, or is stopped: the other holds them soon, and nothing is said twice. */
export const numberHolderKilled = ({ numbers, kills, stops }: Plan): Fault => ({
  name: 'F7c one holder of numbers killed',
  on: ['redis-postgres', 'redis-mongo'],
  run: async (random, topology) => {
    const house = await LinkedHouse.start(topology, numbers);
    const chatter = new Chatter(house, random);
    chatter.start();
    const tookMs: number[] = [];
    for (let round = 0; round < kills; round += 1) tookMs.push(await killed(house));
    for (let round = 0; round < stops; round += 1) tookMs.push(await stopped(house));
    await chatter.stop();
    const verdict = await linkedVerdict(house, chatter.said);
    const { conflicts, devicesWithTwoSockets } = await house.whatsapp.counters();
    await house.close();
    const late = tookMs.filter((ms) => ms > elsewhereWithinMs);
    return {
      ...held,
      ...verdict,
      kills: kills + stops,
      resumeMsMax: Math.max(...tookMs),
      problems: [
        ...verdict.problems,
        ...late.map((ms) => `open elsewhere after ${ms} ms`),
        ...(devicesWithTwoSockets.length === 0 ? [] : [`two sockets of ${devicesWithTwoSockets.join()}`]),
      ],
      facts: { numbers, elsewhereMs: tookMs.join(', '), conflicts, load: loadOf() },
    };
  },
});
