import type { ResultValues } from '#domain/functions/result-values';
import type { CallableFunction } from '#domain/functions/tenant-function';
import type { FunctionId } from '#domain/shared/ids';

/** How a call came out. Only an answer whose every field may be said is one. */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly values: ResultValues }
  | { readonly kind: 'failed'; readonly reason: string };

/** The functions a turn may name, and what those it called answered. */
export type CallSnapshot = {
  readonly functions: ReadonlyMap<FunctionId, CallableFunction>;
  readonly outcomes: ReadonlyMap<FunctionId, CallOutcome>;
};

export const noCalls: CallSnapshot = { functions: new Map(), outcomes: new Map() };

/** What an answer is said from, or `null` when there is none. */
export const answerOf = (
  id: FunctionId,
  { functions, outcomes }: CallSnapshot,
): { readonly called: CallableFunction; readonly values: ResultValues } | null => {
  const called = functions.get(id);
  const outcome = outcomes.get(id);
  return called === undefined || outcome?.kind !== 'answered' ? null : { called, values: outcome.values };
};
