import type { Member } from '#test/chaos/cluster/member';
import { loadOf } from '#test/chaos/evidence/machine';
import type { Fault } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import type { Question } from '#test/chaos/oracle/ledger';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { Rig } from '#test/chaos/rig';

const steps = ['turn.thought', 'turn.decided', 'turn.applied', 'message.sending', 'message.settled'];
/** Of a turn; a claimed message is held a second less. */
const leaseMs = 6_000;
const stoppedMs = 3 * leaseMs;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Plan = { readonly perStep: number; readonly customers?: number };
type Stop = { readonly step: string; readonly tookMs: number; readonly staleWrites: number };

/**
 * Answers that left after it went on, to those whom others had answered while it stood still: nobody else had a reason to. What came twice
 * or in disorder at another time is told as that.
 */
const staleSince = (questions: readonly Question[], stoppedAt: number, wokenAt: number): number =>
  questions
    .filter(({ answeredAt: [first = 0] }) => first >= stoppedAt && first < wokenAt)
    .reduce((sum, { answeredAt }) => sum + answeredAt.filter((at) => at >= wokenAt).length, 0);

/** What the ledger counts while one that was away for three leases goes on from where it stood. */
const stopAt = async ({ ledger }: Customers, member: Member, step: string): Promise<Stop> => {
  member.obey({ signal: 'SIGSTOP', step, nth: 2 });
  if (!(await member.untilStopped(60_000))) throw new Error(`no worker came by ${step}`);
  const at = Date.now();
  const waiting = ledger.questions.filter(({ answeredAt }) => answeredAt.length === 0);
  await ledger.until(() => waiting.every(({ answeredAt }) => answeredAt.length > 0), stoppedMs);
  const tookMs = Date.now() - at;
  await pause(Math.max(0, at + stoppedMs - Date.now()));
  const wokenAt = Date.now();
  member.signal('SIGCONT');
  // Whatever it still wants to do, it does now.
  await pause(3_000);
  return { step, tookMs, staleWrites: staleSince(ledger.questions, at, wokenAt) };
};

/** F7b: a process is stopped in the middle of something for three times its lease, and goes on as if nothing had been. */
export const fencing = ({ perStep, customers: count = 24 }: Plan): Fault => ({
  name: 'F7b fencing',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const phoneNumberIds = rig.businesses.map(({ phoneNumberId }) => phoneNumberId);
    const customers = new Customers({ emulator: rig.emulator, phoneNumberIds, customers: count, random, restMs: 500 });
    customers.start();
    const workers = rig.cluster.having('worker');
    const stops: Stop[] = [];
    for (let round = 0; round < perStep * steps.length; round += 1) {
      const step = steps[round % steps.length] as string;
      stops.push(await stopAt(customers, workers[round % workers.length] as Member, step));
    }
    await customers.stop();
    const verdict = verdictOf(customers.ledger);
    await rig.close();
    const staleWrites = stops.reduce((sum, stop) => sum + stop.staleWrites, 0);
    const tookMs = stops.map(({ step, tookMs: ms }) => `${step} ${ms}`).join(', ');
    const problems = [...verdict.problems, ...(staleWrites === 0 ? [] : [`${staleWrites} by one who held it no more`])];
    return { ...verdict, staleWrites, problems, facts: { stoppedMs, tookMs, load: loadOf() } };
  },
});
