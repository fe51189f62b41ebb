import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, held } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import { Ledger, type Question } from '#test/chaos/oracle/ledger';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { Rig } from '#test/chaos/rig';
import { itemAt } from '#test/support/catalogue-items';

type Plan = {
  /** What a tenant's customers write a second on a usual day. */
  readonly usualPerSecond: number;
  readonly seconds: number;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const times = 10;
const atMost = 2;
const drainedWithinMs = 300_000;

const p95 = (questions: readonly Question[]): number => {
  const took = questions.flatMap(({ writtenAt, answeredAt }) => answeredAt.slice(0, 1).map((at) => at - writtenAt));
  return [...took].sort((one, other) => one - other)[Math.floor(took.length * 0.95)] ?? 0;
};

/** One tenant's customers, each asking once, at a steady rate whatever becomes of them. */
const burst = async (rig: Rig, phoneNumberId: string, perSecond: number, seconds: number): Promise<Ledger> => {
  const ledger = new Ledger(rig.emulator);
  const delivered: Promise<void>[] = [];
  const began = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    await pause(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
    const from = `9713${String(10_000_000 + index)}`;
    const question = ledger.asked(from, phoneNumberId, itemAt(index));
    const text = `How much is the ${question.item.name}?`;
    const acked = rig.emulator.customerWrites({ phoneNumberId, from, text }).delivered.then(() => {
      question.ackedAt = Date.now();
    });
    delivered.push(acked);
  }
  await Promise.all(delivered);
  return ledger;
};

/** F15: a tenant has ten times its usual traffic. It is absorbed, and its neighbour does not notice. */
export const noisyTenant = ({ usualPerSecond, seconds }: Plan): Fault => ({
  name: 'F15 noisy tenant',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology });
    const quiet = await rig.open('Quiet House');
    const noisy = await rig.open('Noisy House');
    const crowd = { emulator: rig.emulator, customers: 4, random, restMs: 500, prefix: '9714' };
    const customers = new Customers({ ...crowd, phoneNumberIds: [quiet.phoneNumberId] });
    customers.start();
    const usual = await burst(rig, noisy.phoneNumberId, usualPerSecond, seconds);
    const before = p95(customers.ledger.questions);
    const busyFrom = Date.now();
    const loud = await burst(rig, noisy.phoneNumberId, usualPerSecond * times, seconds);
    const endedAt = Date.now();
    await loud.until(() => loud.open.length === 0, drainedWithinMs);
    const drainedMs = Date.now() - endedAt;
    await customers.stop();
    const meanwhile = p95(customers.ledger.questions.filter(({ writtenAt }) => writtenAt > busyFrom));
    usual.end();
    const verdict = verdictOf(customers.ledger, loud);
    await rig.close();
    return {
      ...held,
      ...verdict,
      resumeMsMax: drainedMs,
      problems: [
        ...verdict.problems,
        ...(meanwhile <= atMost * before ? [] : [`the neighbour's p95 went from ${before} to ${meanwhile} ms`]),
      ],
      facts: { usualPerSecond, times, seconds, quietP95Ms: before, quietP95MeanwhileMs: meanwhile, load: loadOf() },
    };
  },
});
