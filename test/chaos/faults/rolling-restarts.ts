import type { Fault } from '#test/chaos/fault';
import { Chatter } from '#test/chaos/whatsapp/chatter';
import { LinkedRig, pause } from '#test/chaos/whatsapp/linked-rig';
import { resultOf } from '#test/chaos/whatsapp/rig-result';

export type Restarts = { readonly numbers: number; readonly asked: number; readonly killed: number };

/** The product ends and starts again under its linked numbers: nothing is scanned again, and no number has two sockets. */
export const rollingRestarts = ({ numbers, asked, killed }: Restarts): Fault => ({
  name: 'rolling restarts',
  on: ['embedded'],
  run: async (random) => {
    const rig = await LinkedRig.start({ numbers, customers: numbers });
    const chatter = new Chatter(rig, random);
    chatter.start();
    const signals = [...Array<'SIGTERM'>(asked).fill('SIGTERM'), ...Array<'SIGKILL'>(killed).fill('SIGKILL')];
    const reopened: number[] = [];
    const unclean: (number | null)[] = [];
    for (const signal of signals) {
      await pause(1_000 + random.below(2_000));
      const from = performance.now();
      const code = await rig.product.kill(signal);
      if (signal === 'SIGTERM' && code !== 0) unclean.push(code);
      await rig.restart();
      reopened.push(await rig.untilReopened(from));
    }
    const result = await resultOf(rig, chatter, { kills: signals.length, reopened });
    await rig.close();
    const problems = unclean.length === 0 ? [] : [`ended with ${unclean.join()} on SIGTERM`];
    return { ...result, problems: [...result.problems, ...problems] };
  },
});
