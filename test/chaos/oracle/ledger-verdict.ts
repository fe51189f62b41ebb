import { type FaultResult, held } from '#test/chaos/fault';
import type { Ledger } from '#test/chaos/oracle/ledger';

/** What customers themselves can say; nothing of it was asked of the product. */
export const verdictOf = (...ledgers: readonly Ledger[]): FaultResult => {
  let verdict = held;
  for (const ledger of ledgers) {
    const counted = ledger.count();
    ledger.end();
    verdict = {
      ...verdict,
      acked: verdict.acked + counted.acked,
      lost: verdict.lost + counted.lost,
      doubled: verdict.doubled + counted.doubled,
      outOfOrder: verdict.outOfOrder + counted.outOfOrder,
      wrongCustomer: verdict.wrongCustomer + counted.wrongCustomer,
      problems: [
        ...verdict.problems,
        ...counted.problems,
        ...(counted.outOfOrder + counted.wrongCustomer > 0 && counted.problems.length === 0 ? ['disorder'] : []),
      ],
    };
  }
  return verdict;
};
