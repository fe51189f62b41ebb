import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { settledVerdict } from '#test/chaos/settled';
import type { Acked } from '#test/chaos/traffic';
import { inboundChange } from '#test/emulators/graph-api/webhook-payload';
import { itemAt } from '#test/support/catalogue-items';

const copies = 5;
const sevenDaysAgo = (): number => Math.floor(Date.now() / 1_000) - 7 * 24 * 3_600;

/** F3: 3 entries × 3 changes × 3 messages of two businesses in one POST, a week late, five copies at once. */
export const duplicates: Fault = {
  name: 'F3 duplicated, batched, late',
  run: async (_, topology) => {
    const rig = await Rig.start({ topology });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const acked: Acked[] = [];
    const entries = [0, 1, 2].map((entry) =>
      [0, 1, 2].map((change) => {
        const { phoneNumberId } = rig.businesses[(entry + change) % 2] ?? { phoneNumberId: '' };
        const messages = [0, 1, 2].map((index) => {
          const id = rig.emulator.newWamid();
          const customer = `97152${entry}${change}${index}00000`;
          acked.push({ id, customer, phoneNumberId, ackedAt: Date.now() });
          return {
            id,
            phoneNumberId,
            from: customer,
            text: `Price of the ${itemAt(entry * 3 + change).name}?`,
            at: sevenDaysAgo(),
          };
        });
        return inboundChange(phoneNumberId, messages);
      }),
    );
    const { status } = await rig.emulator.deliver(entries, { times: copies });
    const { problems, ...verdict } = await settledVerdict(rig, acked);
    const sends = rig.emulator.sends.length;
    await rig.close();
    const wrong = [
      ...(status === 200 ? [] : [`answered ${status}`]),
      ...(sends === 27 ? [] : [`${sends} replies to 27 messages`]),
    ];
    return { ...held, ...verdict, problems: [...problems, ...wrong], facts: { copies, messages: 27, replies: sends } };
  },
};
