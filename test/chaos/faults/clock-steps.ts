import { loadOf } from '#test/chaos/evidence/machine';
import type { Fault } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { patientOn, Rig } from '#test/chaos/rig';

type Plan = { readonly everyMs: number; readonly customers?: number };

const tenMinutes = 600_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What each process in turn believes the time to be, from its own clock, every so often. */
const shifts: readonly number[] = [tenMinutes, -tenMinutes, 0, -tenMinutes, tenMinutes, 0];

/**
 * F13: clocks on the wall are stepped by ten minutes, of neighbours in opposite directions, while customers write and a provider
 * reports late what it took: nothing is taken from who holds it, and nothing is sent again.
 */
export const clockSteps = ({ everyMs, customers: count = 24 }: Plan): Fault => ({
  name: 'F13 clock steps',
  run: async (random, topology) => {
    const emulator = { latencyMs: 300, statuses: [{ status: 'delivered', afterMs: 1_500 }] } as const;
    const rig = await Rig.start({ topology, emulator, environment: patientOn(topology) });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const phoneNumberIds = rig.businesses.map(({ phoneNumberId }) => phoneNumberId);
    const customers = new Customers({ emulator: rig.emulator, phoneNumberIds, customers: count, random, restMs: 500 });
    customers.start();
    for (const shiftMs of shifts) {
      await pause(everyMs);
      for (const [index, member] of rig.cluster.members.entries())
        member.obey({ shiftMs: index % 2 === 0 ? shiftMs : -shiftMs });
      // In the middle of a send: the connection breaks after the provider took the message.
      rig.emulator.fail({ kind: 'drop_after', times: 2 });
    }
    await pause(everyMs);
    await customers.stop();
    const answers = customers.ledger.questions.flatMap(({ writtenAt, answeredAt }) =>
      answeredAt.slice(0, 1).map((at) => at - writtenAt),
    );
    const verdict = verdictOf(customers.ledger);
    await rig.close();
    const facts = { steps: shifts.length, slowestMs: Math.max(0, ...answers), load: loadOf() };
    return { ...verdict, kills: 0, facts };
  },
});
