import type { Member } from '#test/chaos/cluster/member';
import { type Fault, held } from '#test/chaos/fault';
import { Rig } from '#test/chaos/rig';
import { settledVerdict } from '#test/chaos/settled';
import { Traffic } from '#test/chaos/traffic';

/** Every point between being asked to stop and the end. */
const steps = ['stop.not_ready', 'stop.closed', 'stop.drained', 'stop.numbers_let_go', 'stop.store_closing'];

/** Longer than a stop takes here: while a process stops nobody can tell it what the provider took. The product's own is two minutes. */
const reconcileMs = 20_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** F18k: asked to stop, and killed at each step on the way, while customers write. */
export const killedWhileStopping = ({ perStep }: { readonly perStep: number }): Fault => ({
  name: 'F18k killed while stopping',
  run: async (random, topology) => {
    const rig = await Rig.start({ topology, environment: { WAKIL_RECONCILE_MS: String(reconcileMs) } });
    for (const name of ['Amber House', 'Cedar House']) await rig.open(name);
    const phoneNumberIds = rig.businesses.map(({ phoneNumberId }) => phoneNumberId);
    const traffic = new Traffic({ emulator: rig.emulator, phoneNumberIds, customers: 16, random });
    traffic.start();
    const survived: string[] = [];
    const { members } = rig.cluster;
    for (let round = 0; round < perStep * steps.length; round += 1) {
      const step = steps[round % steps.length] as string;
      const member = members[round % members.length] as Member;
      member.obey({ signal: 'SIGKILL', step, nth: 1 });
      await pause(200 + random.below(600));
      if ((await member.kill('SIGTERM')) === 0) survived.push(step);
      await member.start();
    }
    await traffic.stop();
    const verdict = await settledVerdict(rig, traffic);
    await rig.close();
    const missed = survived.map((step) => `it stopped without coming by ${step}`);
    return {
      ...held,
      ...verdict,
      kills: perStep * steps.length,
      problems: [...verdict.problems, ...missed],
      facts: { steps: steps.join(' ') },
    };
  },
});
