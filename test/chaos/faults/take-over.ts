import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { itemAt } from '#test/support/catalogue-items';

/** A request that was on its way when the person took over may still arrive; nothing is started after it. */
const inFlightMs = 50;

/** F9: a person takes over while the assistant is answering. */
export const takeOver = ({ races }: { races: number }): Fault => ({
  name: 'F9 take-over race',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology, emulator: { statuses: [] } });
    const { phoneNumberId, admin } = await rig.open('Amber House');
    let late = 0;
    let silenced = 0;
    for (let race = 0; race < races; race += 1) {
      const from = `97155${String(race).padStart(7, '0')}`;
      await rig.emulator.customerWrites({ phoneNumberId, from, text: 'hello' }).delivered;
      await rig.emulator.untilSend((send) => send.to === from);
      const newest = await admin.get<{ items: { conversation: { id: string } }[] }>('/api/v1/conversations?limit=1');
      const path = `/api/v1/conversations/${newest.items[0]?.conversation.id}/take-over`;
      const writes = rig.emulator.customerWrites({
        phoneNumberId,
        from,
        text: `How much is the ${itemAt(race).name}?`,
      }).delivered;
      await new Promise((resolve) => setTimeout(resolve, random.below(12)));
      await admin.post(path, {});
      const takenAt = Date.now();
      await writes;
      await new Promise((resolve) => setTimeout(resolve, 60));
      const sends = rig.emulator.sendsTo(from).slice(1);
      late += sends.filter((send) => send.at > takenAt + inFlightMs).length;
      silenced += sends.length === 0 ? 1 : 0;
    }
    await rig.close();
    return {
      ...held,
      problems: late === 0 ? [] : [`${late} assistant messages after the take-over`],
      facts: { races, silenced, late },
    };
  },
});
