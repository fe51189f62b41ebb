import { type FaultResult, held } from '#test/chaos/fault';
import type { Rig } from '#test/chaos/rig';
import type { Acked, Traffic } from '#test/chaos/traffic';
import { judge, type Verdict } from '#test/chaos/verdict';
import type { HttpClient } from '#test/support/http-client';

const nothing: Verdict = { acked: 0, lost: 0, doubled: 0, outOfOrder: 0, problems: [] };

const sum = (left: Verdict, right: Verdict): Verdict => ({
  acked: left.acked + right.acked,
  lost: left.lost + right.lost,
  doubled: left.doubled + right.doubled,
  outOfOrder: left.outOfOrder + right.outOfOrder,
  problems: [...left.problems, ...right.problems],
});

type Looker = { readonly phoneNumberId: string; readonly admin: HttpClient };

const judgeAll = async (rig: Rig, lookers: readonly Looker[], acked: readonly Acked[]): Promise<Verdict> => {
  let total = nothing;
  for (const { admin, phoneNumberId } of lookers)
    total = sum(total, await judge(admin, rig.emulator, acked, phoneNumberId));
  return total;
};

/** The verdict once nothing moves any more: what looks lost is looked at again, twice at least, for as long as `withinMs`. */
const settled = async (rig: Rig, acked: readonly Acked[], withinMs: number): Promise<Verdict> => {
  await rig.emulator.idle();
  const lookers: Looker[] = [];
  for (const business of rig.businesses)
    lookers.push({ phoneNumberId: business.phoneNumberId, admin: await rig.admin(business) });
  let verdict = await judgeAll(rig, lookers, acked);
  // A look takes a while itself, and what was under way during it may have looked lost.
  const until = Date.now() + withinMs;
  do {
    if (verdict.lost === 0) return verdict;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    verdict = await judgeAll(rig, lookers, acked);
  } while (Date.now() < until);
  return verdict;
};

/** Of messages that a scenario wrote itself, or of traffic, which knows who was told what he never asked. */
export const settledVerdict = async (
  rig: Rig,
  written: readonly Acked[] | Traffic,
  withinMs = 60_000,
): Promise<FaultResult> => {
  const isTraffic = 'wrongCustomer' in written;
  const verdict = await settled(rig, isTraffic ? written.acked : written, withinMs);
  const wrongCustomer = isTraffic ? written.wrongCustomer : 0;
  const problems = wrongCustomer === 0 ? [] : [`${wrongCustomer} answers to what that customer never asked`];
  return { ...held, ...verdict, wrongCustomer, problems: [...verdict.problems, ...problems] };
};
