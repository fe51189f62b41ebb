import type { Mention } from '../index/mention.js';
import { isCue, type Unit } from './unit.js';

/** What no order of ours exceeds; a larger number is a price, a phone number or a joke. */
const maxQuantity = 999;

const isCount = (unit: Unit | undefined): unit is Unit & { value: number } =>
  unit?.kind === 'number' && unit.value !== null && Number.isInteger(unit.value) && unit.value >= 1 && unit.value <= maxQuantity;

/** Words that may stand between a count and what is counted: "2 pieces of the …". */
const bridges = (unit: Unit | undefined): boolean =>
  unit !== undefined && (unit.kind === 'filler' || isCue(unit, 'piece', 'it', 'add', 'want', 'order'));

const search = (units: readonly Unit[], from: number, step: 1 | -1, taken: ReadonlySet<number>, reach: number): number | null => {
  for (let at = from, hops = 0; hops < reach; at += step, hops += 1) {
    if (taken.has(at)) return null;
    if (isCount(units[at])) return at;
    if (!bridges(units[at])) return null;
  }
  return null;
};

export type Counted = { readonly mentions: readonly Mention[]; readonly used: ReadonlySet<number> };

/** Gives each mention the number that stands before it, or right behind it, and says which units those were. */
export const countMentions = (units: readonly Unit[], mentions: readonly Mention[], reserved: ReadonlySet<number>): Counted => {
  const used = new Set<number>();
  const taken = (own: Mention): ReadonlySet<number> =>
    new Set([...reserved, ...used, ...mentions.filter((each) => each !== own).flatMap((each) => [...each.units])]);
  const counted = mentions.map((mention) => {
    const first = Math.min(...mention.units);
    const last = Math.max(...mention.units);
    const at = search(units, first - 1, -1, taken(mention), 4) ?? search(units, last + 1, 1, taken(mention), 3);
    if (at === null) return mention;
    used.add(at);
    const piece = [at - 1, at + 1].filter((near) => units[near] !== undefined && isCue(units[near] as Unit, 'piece'));
    for (const each of piece) used.add(each);
    return { ...mention, quantity: units[at]?.value ?? null };
  });
  return { mentions: counted, used };
};

/** The only count of a clause that names nothing ("make it 3"), or null. */
export const loneCount = (units: readonly Unit[], reserved: ReadonlySet<number>): number | null => {
  const counts = units.filter((unit, at) => isCount(unit) && !reserved.has(at));
  return counts.length === 1 ? (counts[0]?.value ?? null) : null;
};
