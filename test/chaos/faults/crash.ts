import type { Member } from '#test/chaos/cluster/member';
import type { Fault } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import type { Random } from '#test/chaos/seeded-random';
import { settledVerdict } from '#test/chaos/settled';
import { isShared } from '#test/chaos/topology/topology';
import { type Acked, Traffic } from '#test/chaos/traffic';

/** Every point at which the engine has done something and not yet the next thing, and who comes by it. */
const steps = [
  { step: 'message.received', role: 'api' },
  { step: 'turn.thought', role: 'worker' },
  { step: 'turn.decided', role: 'worker' },
  { step: 'turn.applied', role: 'worker' },
  { step: 'message.sending', role: 'worker' },
  { step: 'message.settled', role: 'worker' },
] as const;

/** What a start has to be at work after, and what one of two has to take over from the other. */
const resumesWithin = { embedded: 5_000, shared: 15_000 };

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
const endsWithin = async (member: Member, ms: number): Promise<void> => {
  if (!(await member.untilEnded(ms))) await member.kill('SIGKILL');
};

class Killer {
  readonly resumed: number[] = [];
  readonly #rig: Rig;
  readonly #traffic: Traffic;
  readonly #random: Random;
  #turns = 0;
  constructor(rig: Rig, traffic: Traffic, random: Random) {
    this.#rig = rig;
    this.#traffic = traffic;
    this.#random = random;
  }

  /** One process dies at a step, the next time one at another. */
  async atStep(round: number): Promise<void> {
    const { step, role } = steps[round % steps.length] as (typeof steps)[number];
    const member = this.#next(role);
    const order = { signal: 'SIGKILL', step, nth: 1 + this.#random.below(12) } as const;
    if (isShared(this.#rig.topology)) {
      member.obey(order);
      await endsWithin(member, 15_000);
      return this.#startAgain(member);
    }
    // It is dead: it may reach its step while it repairs what the last kill left, before it listens. A kill like any other.
    const resumed = this.#expect();
    const isUp = await member.start(order).then(
      () => true,
      () => false,
    );
    if (isUp) await endsWithin(member, 15_000);
    await this.#note(resumed);
  }

  async atRandom(): Promise<void> {
    const member = this.#next('worker');
    const resumed = this.#expect();
    if (!member.lives) await member.start();
    await pause(30 + this.#random.below(400));
    await member.kill('SIGKILL');
    if (isShared(this.#rig.topology)) await this.#startAgain(member);
    else await this.#note(resumed);
  }

  /** Whoever waits is answered at last. */
  async end(): Promise<void> {
    const resumed = this.#expect();
    for (const member of this.#rig.cluster.members) if (!member.lives) await member.start();
    const last = await Promise.race([resumed, pause(20_000).then(() => 20_000)]);
    if (last !== null) this.resumed.push(last);
  }

  /** The others go on meanwhile, and how long the dead one's customers wait for them counts. */
  async #startAgain(member: Member): Promise<void> {
    const resumed = this.#expect();
    await member.start();
    const ms = await Promise.race([resumed, pause(20_000).then(() => 20_000)]);
    if (ms !== null) this.resumed.push(ms);
  }

  /**
   * While the only process is down somebody writes for the first time: those who wrote before may each have a message that waits
   * for the provider's word, and that window is not what a start is judged by.
   */
  #expect(): Promise<number | null> {
    const waiting = stuck(this.#rig, this.#traffic.acked);
    if (!isShared(this.#rig.topology)) waiting.add(this.#traffic.newcomer());
    return resumption(this.#rig, waiting, Date.now());
  }

  async #note(resumed: Promise<number | null>): Promise<void> {
    const ms = await Promise.race([resumed, pause(0).then(() => null)]);
    if (ms !== null) this.resumed.push(ms);
  }

  #next(role: string): Member {
    const members = this.#rig.cluster.having(role);
    return members[this.#turns++ % members.length] as Member;
  }
}

/**
 * F1 and F2: killed at every named step and at random moments, while customers write and the provider delivers again, some of it
 * five times at once.
 */
export const crash = ({ perStep, atRandom }: { perStep: number; atRandom: number }): Fault => ({
  name: 'F1+F2 crash',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const phoneNumberIds = rig.businesses.map((each) => each.phoneNumberId);
    const traffic = new Traffic({ emulator: rig.emulator, phoneNumberIds, customers: 24, random });
    traffic.start();
    await pause(500);
    if (!isShared(topology)) await rig.cluster.members[0]?.kill('SIGKILL');
    const killer = new Killer(rig, traffic, random);
    for (let round = 0; round < perStep * steps.length; round += 1) await killer.atStep(round);
    for (let round = 0; round < atRandom; round += 1) await killer.atRandom();
    await killer.end();
    await traffic.stop();
    const { problems, ...verdict } = await settledVerdict(rig, traffic);
    await rig.close();
    const resumeMsMax = Math.max(0, ...killer.resumed);
    const isLate = resumeMsMax > (isShared(topology) ? resumesWithin.shared : resumesWithin.embedded);
    return {
      ...verdict,
      kills: perStep * steps.length + atRandom + (isShared(topology) ? 0 : 1),
      resumeMsMax,
      problems: isLate ? [...problems, 'resumed too late'] : problems,
      facts: { resumptions: killer.resumed.length },
    };
  },
});
