import { loadOf } from '#test/chaos/evidence/machine';
import type { Fault } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { patientOn, Rig } from '#test/chaos/rig';

type Plan = { readonly tenants: number; readonly conversationsEach: number; readonly rounds: number };

/** So many messages at once are a burst of minutes; nobody is forgotten in it. */
const answeredWithinMs = 300_000;

const openAll = async (rig: Rig, tenants: number): Promise<void> => {
  for (let index = 0; index < tenants; index += 1)
    await rig.open(`House ${index}`, `10.0.${index >> 7}.${index & 127}`);
};

/** A hundred businesses with ten customers each, who all talk at once: everybody is answered once, and by his own. */
export const hundredTenants = ({ tenants, conversationsEach, rounds }: Plan): Fault => ({
  name: 'F16 a hundred tenants',
  run: async (random, topology) => {
    const environment = { WAKIL_TRUST_PROXY: 'true', ...patientOn(topology) };
    const rig = await Rig.start({ topology, environment, emulator: { webhookConnections: 64 } });
    await openAll(rig, tenants);
    const phoneNumberIds = rig.businesses.map(({ phoneNumberId }) => phoneNumberId);
    const count = tenants * conversationsEach;
    const customers = new Customers({ emulator: rig.emulator, phoneNumberIds, customers: count, random, restMs: 100 });
    const { ledger } = customers;
    const tookMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = Date.now();
      await customers.askOnce(round);
      await ledger.until(() => ledger.open.length === 0, answeredWithinMs);
      tookMs.push(Date.now() - from);
    }
    await customers.stop(10_000);
    const verdict = verdictOf(ledger);
    await rig.close();
    const facts = { tenants, conversations: count, rounds, roundMs: tookMs.join(', '), load: loadOf() };
    return { ...verdict, facts };
  },
});
