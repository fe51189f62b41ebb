import { hasCue, isCue, type Unit } from './unit.js';

/** A sum of money the customer named: a limit of their own, or a price they would like ours to be. */
export type Amount = { readonly value: number; readonly units: ReadonlySet<number>; readonly isLimit: boolean };

const positions = (from: number, to: number): ReadonlySet<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, index) => from + index));

/** Where a limit's words begin, looking back over fillers, "price" and "it" from a number. */
const limitBefore = (units: readonly Unit[], at: number): number | null => {
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const unit = units[back] as Unit;
    if (isCue(unit, 'under', 'budget')) return back;
    if (unit.kind !== 'filler' && !isCue(unit, 'price', 'it', 'currency')) return null;
  }
  return null;
};

const hasCurrency = (units: readonly Unit[], at: number): boolean =>
  [at - 1, at + 1].some((near) => {
    const unit = units[near];
    return unit !== undefined && isCue(unit, 'currency');
  });

/** "for 200", "= 99", "at 100", and "200 for the sofa": a bare number offered as a price. */
const offered = /(?:\b(?:for|at|to|in|say|ok)\s*|=\s*|ب\s*ـ?\s*|على\s+|ـ\s*)$/iu;

/** A number of this size is not how many of something a customer wants. */
const smallestPrice = 20;

const isOffered = (text: string, { value, start, end }: Unit): boolean =>
  (value ?? 0) >= smallestPrice && (offered.test(text.slice(0, start)) || /^\s*for\b/iu.test(text.slice(end)));

const amountAt = (text: string, units: readonly Unit[], at: number): Amount | null => {
  const unit = units[at];
  if (unit?.kind !== 'number' || unit.value === null) return null;
  const next = units[at + 1];
  const end = next !== undefined && isCue(next, 'currency') ? at + 1 : at;
  const limit = limitBefore(units, at);
  if (limit !== null) return { value: unit.value, units: positions(limit, end), isLimit: true };
  if (!hasCurrency(units, at) && !isOffered(text, unit)) return null;
  return { value: unit.value, units: positions(at, end), isLimit: hasCue(units, 'budget') };
};

/** The amounts in a clause; `text` is the cleaned text its units were read from. */
export const amountsIn = (text: string, units: readonly Unit[]): readonly Amount[] =>
  units.flatMap((_, at) => amountAt(text, units, at) ?? []);
