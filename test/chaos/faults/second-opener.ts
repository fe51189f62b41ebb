import { Cluster } from '#test/chaos/cluster/cluster';
import type { Member } from '#test/chaos/cluster/member';
import { loadOf } from '#test/chaos/evidence/machine';
import type { Fault } from '#test/chaos/fault';
import { Customers } from '#test/chaos/oracle/customers';
import { verdictOf } from '#test/chaos/oracle/ledger-verdict';
import { Rig } from '#test/chaos/rig';
import { temporaryFolder } from '#test/support/product';

/**
 * Longer than a start takes here while two products start at once: nobody can tell a dead process what the provider took, and this fault
 * asks who holds the file, not how soon it goes on. The product's own is two minutes.
 */
const reconcileMs = 20_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** `null`: it was refused, as it has to be. */
const openAgain = async (dataDir: string): Promise<string | null> => {
  try {
    const second = await Cluster.start({ processes: ['api,worker,whatsapp'], environment: {}, dataDir });
    await second.stop();
    return 'a second process opened the data folder';
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return /another process|in use|locked/i.test(words) ? null : `refused with other words: ${words.slice(0, 200)}`;
  }
};

/** F25: a second process tries to open the file under load, and the first one is killed between two tries. */
export const secondOpener = ({ tries }: { readonly tries: number }): Fault => ({
  name: 'F25 second opener',
  on: ['embedded'],
  run: async (random, topology) => {
    const folder = temporaryFolder('second-opener');
    const environment = { WAKIL_RECONCILE_MS: String(reconcileMs) };
    const rig = await Rig.start({ topology, dataDir: folder.path, environment });
    await rig.open('Amber House');
    const phoneNumberIds = rig.businesses.map(({ phoneNumberId }) => phoneNumberId);
    const customers = new Customers({ emulator: rig.emulator, phoneNumberIds, customers: 16, random, restMs: 300 });
    customers.start();
    const problems: string[] = [];
    const [member] = rig.cluster.members as [Member];
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const opened = await openAgain(folder.path);
      if (opened !== null) problems.push(opened);
      await pause(random.below(1_000));
      await member.kill('SIGKILL');
      await member.start();
    }
    await customers.stop();
    const admin = await rig.admin(rig.businesses[0] as (typeof rig.businesses)[number]);
    const { holds } = await admin.get<{ holds: boolean }>('/api/v1/audit/verify');
    if (!holds) problems.push('the log of the business does not hold');
    const verdict = verdictOf(customers.ledger);
    await rig.close();
    folder.remove();
    return { ...verdict, kills: tries, problems: [...verdict.problems, ...problems], facts: { tries, load: loadOf() } };
  },
});
