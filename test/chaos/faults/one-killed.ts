import type { Member } from '#test/chaos/cluster/member';
import { loadOf } from '#test/chaos/evidence/machine';
import type { Fault } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import type { Question } from '#test/chaos/oracle/ledger';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { Rig } from '#test/chaos/rig';
import type { Random } from '#test/chaos/seeded-random';
import { isShared } from '#test/chaos/topology/topology';

type Plan = { readonly rounds: number; readonly customers?: number };

/** What a worker is in the middle of. */
const steps = ['turn.thought', 'message.sending', 'turn.decided', 'message.settled', 'turn.applied'];
const resumesWithinMs = 15_000;

type Kill = {
  readonly step: string;
  readonly recoveredMs: number;
  /** Who waited longest, and for what. */
  readonly last: string;
};

/** When it was written and acknowledged, counted from the death. */
const storyOf = ({ customer, item, writtenAt, ackedAt }: Question, diedAt: number): string =>
  `${customer}, ${item.name}, written at ${writtenAt - diedAt}, acknowledged at ${ackedAt === null ? 'no time' : ackedAt - diedAt}`;

/** It dies at its step. Resolves when everybody who waited at that moment is answered. */
const killAt = async (
  rig: Rig,
  customers: Customers,
  member: Member,
  order: { step: string; nth: number },
): Promise<Kill> => {
  const { ledger } = customers;
  member.obey({ signal: 'SIGKILL', ...order });
  if (!(await member.untilEnded(60_000)))
    throw new Error(`it did not come by ${order.step}; ${ledger.open.length} of ${ledger.questions.length} wait`);
  const diedAt = Date.now();
  const waiting = ledger.questions.filter(({ answeredAt }) => answeredAt.length === 0);
  if (!isShared(rig.topology)) await member.start();
  await ledger.until(() => waiting.every(({ answeredAt }) => answeredAt.length > 0), 90_000);
  const now = Date.now();
  const [last] = [...waiting].sort((one, other) => (other.answeredAt[0] ?? now) - (one.answeredAt[0] ?? now));
  if (!member.lives) await member.start();
  if (last === undefined) return { step: order.step, recoveredMs: 0, last: 'nobody' };
  return { step: order.step, recoveredMs: (last.answeredAt[0] ?? now) - diedAt, last: storyOf(last, diedAt) };
};

/** What an answer takes when nobody dies. */
const slowestOf = (questions: readonly Question[]): number =>
  Math.max(0, ...questions.flatMap(({ writtenAt, answeredAt }) => answeredAt.slice(0, 1).map((at) => at - writtenAt)));

const killEach = async (rig: Rig, customers: Customers, rounds: number, random: Random): Promise<Kill[]> => {
  const kills: Kill[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const workers = rig.cluster.having('worker');
    const member = workers[round % workers.length] as Member;
    const step = steps[round % steps.length] as string;
    kills.push(await killAt(rig, customers, member, { step, nth: 1 + random.below(6) }));
  }
  return kills;
};

/**
 * F1, one of two workers: it is killed in the middle of something and does not come back before the other has taken over all that it
 * held. On one process it does come back, at once.
 */
export const oneKilled = ({ rounds, customers: count = 24 }: Plan): Fault => ({
  name: 'F1 one worker killed',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const phoneNumberIds = rig.businesses.map(({ phoneNumberId }) => phoneNumberId);
    const customers = new Customers({ emulator: rig.emulator, phoneNumberIds, customers: count, random, restMs: 500 });
    customers.start();
    // A house at work: what a first start costs is told elsewhere.
    const { ledger } = customers;
    await ledger.until(() => ledger.questions.length >= 3 * count, 180_000);
    const usualMs = slowestOf(ledger.questions.slice(count));
    const kills = await killEach(rig, customers, rounds, random);
    await customers.stop();
    const verdict = verdictOf(ledger);
    await rig.close();
    const resumeMsMax = Math.max(...kills.map(({ recoveredMs }) => recoveredMs));
    const late = kills.filter(({ recoveredMs }) => recoveredMs > resumesWithinMs);
    return {
      ...verdict,
      kills: rounds,
      resumeMsMax,
      problems: [
        ...verdict.problems,
        ...late.map(({ step, recoveredMs, last }) => `killed at ${step}: answered after ${recoveredMs} ms (${last})`),
      ],
      facts: {
        recoveredMs: kills.map(({ step, recoveredMs }) => `${step} ${recoveredMs}`).join(', '),
        customers: count,
        usualMs,
        load: loadOf(),
      },
    };
  },
});
