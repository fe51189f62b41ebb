import { loadOf } from '#test/chaos/evidence/machine';
import { type Fault, held } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { patientOn, Rig } from '#test/chaos/rig';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const recoversWithinMs = 5_000;

/** How many processes say that they do not work. */
const notReady = async ({ cluster }: Rig): Promise<number> => {
  const statuses = await Promise.all(
    cluster.members.map(async ({ healthPort }) => {
      const signal = AbortSignal.timeout(10_000);
      const answer = await fetch(`http://127.0.0.1:${healthPort}/readyz`, { signal }).catch(() => null);
      return answer?.status ?? 0;
    }),
  );
  return statuses.filter((status) => status !== 200).length;
};

/** F5: the database is gone for a while, as after a crash of its server, while customers write. */
export const databaseDown = ({ downMs }: { readonly downMs: number }): Fault => ({
  name: 'F5 database down',
  on: ['redis-postgres', 'redis-mongo'],
  run: async (random, topology) => {
    const rig = await Rig.start({ topology, environment: patientOn(topology) });
    const { database } = rig.ground;
    if (database === null) return { ...held, notRun: 'the database is not ours to stop' };
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const phoneNumberIds = rig.businesses.map(({ phoneNumberId }) => phoneNumberId);
    const customers = new Customers({ emulator: rig.emulator, phoneNumberIds, customers: 24, random, restMs: 500 });
    const { ledger } = customers;
    customers.start();
    await ledger.until(() => ledger.questions.length >= 150, 120_000);
    const { acknowledged } = rig.emulator.counters.webhooks;
    await database.begin();
    // What was under way is told; from then on nothing may be acknowledged.
    await pause(1_000);
    const atStart = rig.emulator.counters.webhooks.acknowledged;
    await pause(downMs - 1_000);
    const ackedMeanwhile = rig.emulator.counters.webhooks.acknowledged - atStart;
    const unready = await notReady(rig);
    await database.end();
    const upAt = Date.now();
    await ledger.until(() => ledger.questions.some(({ answeredAt }) => answeredAt.some((at) => at > upAt)), 90_000);
    const resumeMsMax = Date.now() - upAt;
    const died = rig.cluster.members.filter(({ lives }) => !lives).map(({ roles }) => roles);
    await customers.stop();
    const verdict = verdictOf(ledger);
    await rig.close();
    return {
      ...verdict,
      resumeMsMax,
      problems: [
        ...verdict.problems,
        ...(ackedMeanwhile === 0 ? [] : [`${ackedMeanwhile} messages acknowledged without a database`]),
        ...(died.length === 0 ? [] : [`ended with it: ${died.join()}`]),
        ...(unready === topology.processes.length ? [] : [`only ${unready} processes said that they are not ready`]),
        ...(resumeMsMax <= recoversWithinMs ? [] : [`the first answer came ${resumeMsMax} ms after it was back`]),
      ],
      facts: { downMs, ackedBefore: acknowledged, unready, load: loadOf() },
    };
  },
});
