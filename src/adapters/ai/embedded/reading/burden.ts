import type { Cue } from '../lexicon/lexicon.js';
import type { Unit } from './unit.js';

/**
 * What leaving a cue unanswered costs, from 0 (it asks for nothing by itself) to 1 (ignoring it would be answering another
 * question). Cues that are not listed cost 0.5.
 */
const burdens: Readonly<Partial<Record<Cue, number>>> = {
  greet: 0,
  thanks: 0,
  bye: 0,
  have: 0,
  describe: 0,
  it: 0,
  want: 0,
  yes: 0,
  per: 0,
  piece: 0,
  currency: 0,
  talk: 0,
  goods: 0,
  list: 0,
  sell: 0.5,
  correct: 0,
  forget: 0,
  add: 0.1,
  both: 0.1,
  areYou: 0.1,
  howTo: 0.25,
  confirm: 0.2,
  order: 0.3,
  total: 0.3,
  compare: 0.4,
  not: 1,
  discount: 1,
  cancel: 1,
  account: 1,
  inject: 1,
  anger: 1,
  human: 1,
  foreignCurrency: 1,
  percent: 0.7,
  first: 0.2,
  second: 0.3,
  third: 0.3,
  last: 0.2,
};

/** What is lost when an answer does not account for this unit. */
export const burdenOf = (unit: Unit): number => {
  if (unit.kind === 'filler' || unit.value === 1) return 0;
  if (unit.kind === 'soft') return 0.2;
  if (unit.kind === 'cue') return burdens[unit.key as Cue] ?? 0.5;
  return unit.kind === 'number' || unit.kind === 'place' ? 0.5 : 1;
};

/** The share of a text's meaning that an answer would leave unaccounted for, 0..1. */
export const residueOf = (units: readonly Unit[], explained: ReadonlySet<number>): number => {
  let left = 0;
  let kept = 0;
  units.forEach((unit, at) => {
    const burden = burdenOf(unit);
    if (explained.has(at)) kept += Math.max(burden, 0.2);
    else left += burden;
  });
  return left === 0 ? 0 : left / (left + Math.max(kept, 0.5));
};
