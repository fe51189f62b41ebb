import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { settledVerdict } from '#test/chaos/settled';
import type { Acked } from '#test/chaos/traffic';
import { itemAt } from '#test/support/catalogue-items';

/** F6: 12 conversations × 20 bubbles, while the provider answers at random speeds. */
export const order: Fault = {
  name: 'F6 order',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology });
    const { phoneNumberId } = await rig.open('Amber House');
    const acked: Acked[] = [];
    for (let index = 0; index < 200; index += 1) rig.emulator.fail({ kind: 'delay', ms: random.below(80) });
    const write = async (customerIndex: number): Promise<void> => {
      const customer = `97153${String(customerIndex).padStart(7, '0')}`;
      for (let bubble = 0; bubble < 20; bubble += 1) {
        const { id, delivered } = rig.emulator.customerWrites({
          phoneNumberId,
          from: customer,
          text: `How much is the ${itemAt(bubble).name}?`,
        });
        await delivered;
        acked.push({ id, customer, phoneNumberId, ackedAt: Date.now() });
      }
    };
    await Promise.all(Array.from({ length: 12 }, (_, index) => write(index)));
    const { problems, ...verdict } = await settledVerdict(rig, acked);
    await rig.close();
    return { ...held, ...verdict, problems, facts: { conversations: 12, bubbles: 20 } };
  },
};
