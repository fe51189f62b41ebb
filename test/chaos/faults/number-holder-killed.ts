import type { Member } from '#test/chaos/cluster/member';
import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, held } from '#test/chaos/fault';
import { Chatter } from '#test/chaos/whatsapp/chatter';
import { LinkedHouse } from '#test/chaos/whatsapp/linked-house';
import { pause } from '#test/chaos/whatsapp/linked-rig';
import { linkedVerdict } from '#test/chaos/whatsapp/linked-verdict';
import type { Counted } from '#test/support/whatsapp-program';

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

type Stopped = { readonly tookMs: number; readonly numbers: number };

/** It is stopped for three leases, and goes on as if nothing had been. */
const stopped = async (house: LinkedHouse): Promise<Stopped> => {
  const holder = holderIn(house);
  const numbers = house.heldBy(holder);
  const since = performance.now();
  holder.signal('SIGSTOP');
  const tookMs = await house.untilElsewhere(numbers, holder, since);
  await pause(Math.max(0, since + 3 * leaseMs - performance.now()));
  holder.signal('SIGCONT');
  await pause(5_000);
  return { tookMs, numbers: numbers.length };
};

/**
 * WhatsApp's own view of the streams: never two live ones of a device, nothing said on one after it was replaced, and none replaced
 * but those of a process that was stopped (a killed one leaves none open), each once: nobody fights for a number.
 */
const streamProblems = (counted: Counted, ofStopped: number): readonly string[] => {
  const { conflicts, devicesWithTwoSockets, lateStanzas } = counted;
  const checks: readonly (readonly [boolean, string])[] = [
    [devicesWithTwoSockets.length > 0, `two sockets of ${devicesWithTwoSockets.join()}`],
    [
      lateStanzas.length > 0,
      `said on a replaced stream: ${lateStanzas.map(({ tag, id }) => `${tag} ${id}`).join(', ')}`,
    ],
    [conflicts > ofStopped, `${conflicts} × 440, where ${ofStopped} numbers were held by who was stopped`],
  ];
  return checks.filter(([isBroken]) => isBroken).map(([, what]) => what);
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
    const stoppedOnes: Stopped[] = [];
    for (let round = 0; round < stops; round += 1) stoppedOnes.push(await stopped(house));
    tookMs.push(...stoppedOnes.map((each) => each.tookMs));
    await chatter.stop();
    const verdict = await linkedVerdict(house, chatter.said);
    const counted = await house.whatsapp.counters();
    const ofStopped = stoppedOnes.reduce((sum, each) => sum + each.numbers, 0);
    await house.close();
    const late = tookMs.filter((ms) => ms > elsewhereWithinMs);
    return {
      ...held,
      ...verdict,
      kills: kills + stops,
      staleWrites: counted.lateStanzas.length,
      resumeMsMax: Math.max(...tookMs),
      problems: [
        ...verdict.problems,
        ...late.map((ms) => `open elsewhere after ${ms} ms`),
        ...streamProblems(counted, ofStopped),
      ],
      facts: { numbers, elsewhereMs: tookMs.join(', '), conflicts: counted.conflicts, ofStopped, load: loadOf() },
    };
  },
});
