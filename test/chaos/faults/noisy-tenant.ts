import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, held } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import { Ledger, type Question } from '#test/chaos/oracle/ledger';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { patientOn, Rig } from '#test/chaos/rig';
import { itemAt } from '#test/support/catalogue-items';

type Plan = {
  /** What a tenant's customers write a second on a usual day. */
  readonly usualPerSecond: number;
  readonly seconds: number;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const times = 10;
const atMost = 2;
/** Where an answer takes longer before there is any noise, the machine is at its end, and the ratio says nothing. */
const idleWithinMs = 5_000;
const drainedWithinMs = 300_000;

const p95 = (questions: readonly Question[]): number => {
  const took = questions.flatMap(({ writtenAt, answeredAt }) => answeredAt.slice(0, 1).map((at) => at - writtenAt));
  return [...took].sort((one, other) => one - other)[Math.floor(took.length * 0.95)] ?? 0;
};

type Burst = {
  readonly phoneNumberId: string;
  readonly prefix: string;
  readonly perSecond: number;
  readonly seconds: number;
};

/** One tenant's customers, each asking once, at a steady rate whatever becomes of them. */
const burst = async (
  { emulator }: Rig,
  ledger: Ledger,
  { phoneNumberId, prefix, perSecond, seconds }: Burst,
): Promise<void> => {
  const delivered: Promise<void>[] = [];
  const began = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    await pause(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
    const from = `${prefix}${String(10_000_000 + index)}`;
    const question = ledger.asked(from, phoneNumberId, itemAt(index));
    const text = `How much is the ${question.item.name}?`;
    const acked = emulator.customerWrites({ phoneNumberId, from, text }).delivered.then(() => {
      question.ackedAt = Date.now();
    });
    delivered.push(acked);
  }
  await Promise.all(delivered);
};

/** F15: a tenant has ten times its usual traffic. It is absorbed, and its neighbour does not notice. */
export const noisyTenant = ({ usualPerSecond, seconds }: Plan): Fault => ({
  name: 'F15 noisy tenant',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology, environment: patientOn(topology) });
    const quiet = await rig.open('Quiet House');
    const noisy = await rig.open('Noisy House');
    const { emulator } = rig;
    // One for both: who is told what the neighbour's customers asked for is told so.
    const ledger = new Ledger(emulator);
    const ofQuiet = (): readonly Question[] =>
      ledger.questions.filter(({ phoneNumberId }) => phoneNumberId === quiet.phoneNumberId);
    const crowd = { emulator, ledger, customers: 4, random, restMs: 500, prefix: '9714' };
    const customers = new Customers({ ...crowd, phoneNumberIds: [quiet.phoneNumberId] });
    customers.start();
    const usual = { phoneNumberId: noisy.phoneNumberId, prefix: '9713', perSecond: usualPerSecond, seconds };
    await burst(rig, ledger, usual);
    const before = p95(ofQuiet());
    const busyFrom = Date.now();
    await burst(rig, ledger, { ...usual, prefix: '9712', perSecond: usualPerSecond * times });
    const endedAt = Date.now();
    await ledger.until(() => ledger.open.length === 0, drainedWithinMs);
    const drainedMs = Date.now() - endedAt;
    await customers.stop();
    const meanwhile = p95(ofQuiet().filter(({ writtenAt }) => writtenAt > busyFrom));
    const verdict = verdictOf(ledger);
    await rig.close();
    return {
      ...held,
      ...verdict,
      resumeMsMax: drainedMs,
      problems: [
        ...verdict.problems,
        ...(before <= idleWithinMs ? [] : [`nothing was shown: ${before} ms before the burst`]),
        ...(meanwhile <= atMost * before ? [] : [`the neighbour's p95 went from ${before} to ${meanwhile} ms`]),
      ],
      facts: { usualPerSecond, times, seconds, quietP95Ms: before, quietP95MeanwhileMs: meanwhile, load: loadOf() },
    };
  },
});
