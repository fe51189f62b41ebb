import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { itemAt } from '#test/support/catalogue-items';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** F8: replies to 1,000 customers are waiting to leave when the switch is thrown; afterwards it is released and they all leave. */
export const killSwitch = ({ trials, pending }: { trials: number; pending: number }): Fault => ({
  name: 'F8 kill switch',
  run: async () => {
    let late = 0;
    let lastAfterMs = 0;
    let withheld = 0;
    let missing = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const rig = await Rig.start({ emulator: { latencyMs: 150, statuses: [] } });
      const { phoneNumberId, admin } = await rig.open('Amber House');
      const customers = Array.from({ length: pending }, (_, index) => `97154${String(index).padStart(7, '0')}`);
      await Promise.all(
        customers.map(
          (from, index) =>
            rig.emulator.customerWrites({ phoneNumberId, from, text: `How much is the ${itemAt(index).name}?` })
              .delivered,
        ),
      );
      await admin.put('/api/v1/kill-switch', { on: true, reason: 'chaos' });
      const thrownAt = Date.now();
      await pause(3_000);
      const after = rig.emulator.sends.filter((send) => send.at > thrownAt);
      late += after.filter((send) => send.at > thrownAt + 1_000).length;
      lastAfterMs = Math.max(lastAfterMs, ...after.map((send) => send.at - thrownAt));
      withheld += pending - rig.emulator.sends.length;
      await admin.put('/api/v1/kill-switch', { on: false, reason: 'over' });
      const until = Date.now() + 60_000;
      while (
        new Set(rig.emulator.sends.map((send) => send.to)).size < pending - (await escalatedIn(admin)) &&
        Date.now() < until
      )
        await pause(250);
      missing += pending - new Set(rig.emulator.sends.map((send) => send.to)).size - (await escalatedIn(admin));
      await rig.close();
    }
    const problems = [
      ...(late === 0 ? [] : [`${late} sends later than 1 s`]),
      ...(missing === 0 ? [] : [`${missing} customers neither answered nor handed to a person`]),
    ];
    return { ...held, lost: Math.max(0, missing), problems, facts: { trials, pending, withheld, lastAfterMs, late } };
  },
});

/** Conversations whose turn met the switch: nothing was decided for them, a person was called. */
const escalatedIn = async (admin: { all<T>(path: string): Promise<T[]> }): Promise<number> =>
  (await admin.all('/api/v1/conversations?mode=waiting&limit=100')).length;
