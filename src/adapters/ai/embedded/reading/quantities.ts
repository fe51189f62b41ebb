import type { Mention } from '../index/mention.js';
import { isCue, type Unit } from './unit.js';

/** What no order of ours exceeds; a larger number is a price, a phone number or a joke. */
const maxQuantity = 99;

const isCount = (unit: Unit | undefined): unit is Unit & { value: number } =>
  unit?.kind === 'number' &&
  unit.value !== null &&
  Number.isInteger(unit.value) &&
  unit.value >= 1 &&
  unit.value <= maxQuantity;

/** Words that may stand between a count and what is counted: "2 pieces of the …". */
const bridges = (unit: Unit | undefined): boolean =>
  unit !== undefined && (unit.kind === 'filler' || isCue(unit, 'piece', 'it', 'add', 'want', 'order'));

const isPiece = (unit: Unit | undefined): boolean => unit !== undefined && isCue(unit, 'piece');

/** @param describes is the unit a word of the counted service's own text, such as the box it comes in? */
type Describes = (mention: Mention, unit: Unit) => boolean;

type Search = {
  readonly units: readonly Unit[];
  readonly taken: ReadonlySet<number>;
  readonly bridges: (unit: Unit | undefined) => boolean;
};

const search = ({ units, taken, bridges }: Search, from: number, step: 1 | -1, reach: number): number | null => {
  for (let at = from, hops = 0; hops < reach; at += step, hops += 1) {
    if (taken.has(at)) return null;
    if (isCount(units[at])) return at;
    if (!bridges(units[at])) return null;
  }
  return null;
};

/** A number right behind a name counts it, unless it stands before the next one: "sofa 2", not "sofa, 2 ACs". */
const behind = (how: Search, from: number): number | null => {
  const at = search(how, from, 1, 3);
  return at === null || how.taken.has(at + 1) ? null : at;
};

/** "The maid for 4 hours" is a name with its count inside. */
const within = ({ units, taken }: Search, first: number, last: number): number | null => {
  const at = units.findIndex(
    (unit, position) => position > first && position < last && isCount(unit) && !taken.has(position),
  );
  return at < 0 ? null : at;
};

const countAt = (how: Search, mention: Mention): number | null => {
  const first = Math.min(...mention.units);
  const last = Math.max(...mention.units);
  return search(how, first - 1, -1, 4) ?? within(how, first, last) ?? behind(how, last + 1);
};

export type Counted = { readonly mentions: readonly Mention[]; readonly used: ReadonlySet<number> };

const isDual = (mention: Mention, units: readonly Unit[]): boolean =>
  [...mention.units].some((at) => units[at]?.kind !== 'number' && units[at]?.value === 2);

/** Gives each mention the number before it, inside it, right behind it or in its dual, and says which units those were. */
export const countMentions = (
  units: readonly Unit[],
  mentions: readonly Mention[],
  reserved: ReadonlySet<number>,
  describes: Describes,
): Counted => {
  const used = new Set<number>();
  const named = mentions.flatMap((mention) => [...mention.units]);
  const counted = mentions.map((mention) => {
    if (isDual(mention, units)) return { ...mention, quantity: 2 };
    const spans = (unit: Unit | undefined): boolean =>
      bridges(unit) || (unit !== undefined && describes(mention, unit));
    const at = countAt({ units, taken: new Set([...reserved, ...used, ...named]), bridges: spans }, mention);
    if (at === null) return mention;
    for (const near of [at - 1, at, at + 1].filter((each) => each === at || isPiece(units[each]))) used.add(near);
    return { ...mention, quantity: units[at]?.value ?? null };
  });
  return { mentions: counted, used };
};

/** The only count of a clause that names nothing ("make it 3"), or null. */
export const loneCount = (units: readonly Unit[], reserved: ReadonlySet<number>): number | null => {
  const counts = units.filter((unit, at) => isCount(unit) && !reserved.has(at));
  return counts.length === 1 ? (counts[0]?.value ?? null) : null;
};
