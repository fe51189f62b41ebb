import { loadavg } from 'node:os';
import { type FaultResult, held } from '#test/chaos/fault';
import type { Chatter } from '#test/chaos/whatsapp/chatter';
import type { LinkedRig } from '#test/chaos/whatsapp/linked-rig';
import { linkedVerdict } from '#test/chaos/whatsapp/linked-verdict';

const reopenWithinMs = 20_000;

/** What must hold of the sockets and of the log, whatever was killed. */
const linkProblems = async ({ whatsapp, watch, owners }: LinkedRig, reopened: readonly number[]): Promise<string[]> => {
  const counted = await whatsapp.counters();
  const late = reopened.filter((ms) => ms > reopenWithinMs);
  const checks: readonly (readonly [boolean, string])[] = [
    [counted.conflicts > 0, `${counted.conflicts} × 440`],
    [counted.devicesWithTwoSockets.length > 0, `two sockets of ${counted.devicesWithTwoSockets.join()}`],
    [counted.lateStanzas.length > 0, `${counted.lateStanzas.length} stanzas on streams that were replaced`],
    [
      counted.unknownStanzas + counted.errors > 0,
      `${counted.unknownStanzas} unknown stanzas, ${counted.errors} errors`,
    ],
    [late.length > 0, `opened again after ${late.join()} ms`],
    [watch.pairings > owners.length, `${watch.pairings} codes for ${owners.length} numbers`],
    [watch.secrets < owners.length, `only ${watch.secrets} secrets to look for`],
    [watch.leaks.length > 0, `in the log: ${watch.leaks.join(' ')}`],
  ];
  return checks.filter(([isBroken]) => isBroken).map(([, what]) => what);
};

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

/** Nobody writes any more: everything is settled, judged and put down. */
export const resultOf = async (
  rig: LinkedRig,
  chatter: Chatter,
  { kills, reopened }: { readonly kills: number; readonly reopened: readonly number[] },
): Promise<FaultResult> => {
  await chatter.stop();
  const { problems, ...verdict } = await linkedVerdict(rig, chatter.said);
  const { logins, duplicates } = await rig.whatsapp.counters();
  return {
    ...held,
    ...verdict,
    kills,
    resumeMsMax: Math.max(0, ...reopened),
    problems: [...problems, ...(await linkProblems(rig, reopened))],
    facts: {
      numbers: rig.owners.length,
      customers: rig.customers.length,
      reopenedMsMedian: median(reopened),
      logins,
      sameMessageAgain: duplicates,
      logLines: rig.watch.lines,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    },
  };
};
