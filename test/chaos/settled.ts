import type { Rig } from '#test/chaos/rig';
import type { Acked } from '#test/chaos/traffic';
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

/** The verdict once nothing moves any more: what still looks lost is looked at again until `withinMs` are over. */
export const settledVerdict = async (rig: Rig, acked: readonly Acked[], withinMs = 30_000): Promise<Verdict> => {
  const until = Date.now() + withinMs;
  await rig.emulator.idle();
  const lookers: Looker[] = [];
  for (const business of rig.businesses)
    lookers.push({ phoneNumberId: business.phoneNumberId, admin: await rig.admin(business) });
  for (;;) {
    const verdict = await judgeAll(rig, lookers, acked);
    if (verdict.lost === 0 || Date.now() > until) return verdict;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
};
