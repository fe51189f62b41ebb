import type { Service } from '#domain/catalogue/service';
import type { Unit } from '../reading/unit.js';
import type { CatalogueIndex } from './catalogue-index.js';
import { type Form, shareOf } from './form.js';
import type { InvertedIndex } from './inverted-index.js';
import type { Mention } from './mention.js';

const maxMentions = 6;
const maxRivals = 60;
/** A name said this completely is that name, whatever else shares its words. */
const complete = 0.95;

type Candidate = {
  readonly id: number;
  readonly keys: readonly string[];
  readonly mass: number;
  readonly coverage: number;
};

const weightIn = (index: InvertedIndex, key: string, share: number): number => share * index.rarity(key);

const coverageOf = (index: InvertedIndex, form: Form, said: ReadonlySet<string>): number => {
  let matched = 0;
  let whole = 0;
  for (const [key, share] of form.shares) {
    const weight = weightIn(index, key, share);
    whole += weight;
    if (said.has(key)) matched += weight;
  }
  return whole === 0 ? 0 : matched / whole;
};

const candidateOf = (index: InvertedIndex, id: number, weights: ReadonlyMap<string, number>): Candidate => {
  const said = new Set(weights.keys());
  let best: Candidate = { id, keys: [], mass: 0, coverage: 0 };
  for (const form of index.entries[id]?.forms ?? []) {
    const keys = [...form.keys].filter((key) => said.has(key)).sort();
    const mass = keys.reduce((sum, key) => sum + (weights.get(key) ?? 0), 0);
    const coverage = coverageOf(index, form, said);
    if (mass + 0.5 * coverage > best.mass + 0.5 * best.coverage) best = { id, keys, mass, coverage };
  }
  return best;
};

const names = (unit: Unit): boolean => unit.kind === 'topic' || unit.kind === 'word';

/** Units that hold in some service's name, by key; heavier for rarer words. */
const weightsOf = (index: InvertedIndex, units: readonly Unit[]): Map<string, number> =>
  new Map(
    units
      .filter((unit) => index.holders(unit.key).length > 0)
      .map((unit) => [unit.key, weightIn(index, unit.key, shareOf(unit)) * unit.fidelity]),
  );

/** The candidates that fit as well as the best: with a complete name only such, else all whose names share the same words. */
const rivalsOf = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const best = candidates[0];
  if (best === undefined) return [];
  const words = best.keys.join(' ');
  if (best.coverage >= complete)
    return candidates.filter((each) => each.coverage >= complete && each.keys.join(' ') === words);
  return candidates.filter((each) => each.keys.join(' ') === words);
};

const fitOf = (rivals: readonly Candidate[], units: readonly Unit[]): number => {
  const coverage = rivals[0]?.coverage ?? 0;
  const fidelity = Math.min(1, ...units.map((unit) => unit.fidelity));
  const base = rivals.length > 1 ? 0.97 : coverage >= complete ? 1 : 0.84 + 0.14 * coverage;
  return base * (0.6 + 0.4 * fidelity);
};

const bestMention = (index: CatalogueIndex, units: readonly Unit[], open: ReadonlySet<number>): Mention | null => {
  const { serviceIndex, services } = index;
  const fresh = weightsOf(
    serviceIndex,
    units.filter((unit, at) => open.has(at) && names(unit)),
  );
  if (fresh.size === 0) return null;
  const all = weightsOf(serviceIndex, units);
  const ranked = serviceIndex
    .nearest(fresh, maxRivals)
    .map((id) => candidateOf(serviceIndex, id, all))
    .filter((each) => each.keys.some((key) => fresh.has(key)))
    .sort((a, b) => b.mass + 0.5 * b.coverage - (a.mass + 0.5 * a.coverage) || a.id - b.id);
  const rivals = rivalsOf(ranked);
  const keys = new Set(rivals[0]?.keys ?? []);
  const claimed = new Set(units.flatMap((unit, at) => (keys.has(unit.key) ? [at] : [])));
  const own = [...claimed].flatMap((at) => units[at] ?? []);
  if (rivals.length === 0) return null;
  return {
    services: rivals
      .map((each) => services[each.id])
      .filter((each): each is Service => each !== undefined)
      .slice(0, 8),
    rivals: rivals.length,
    units: claimed,
    coverage: rivals[0]?.coverage ?? 0,
    fit: fitOf(rivals, own),
    quantity: null,
  };
};

/** "3 boxes" of what comes in boxes: a word from the text of another service named does not name one of its own. */
const namesAnother = (
  index: CatalogueIndex,
  units: readonly Unit[],
  mention: Mention,
  others: readonly Mention[],
): boolean => {
  if (mention.coverage >= complete) return true;
  const described = others.flatMap(({ services }) => services.map((service) => index.contextOf(service.id)));
  return ![...mention.units].every((at) => described.some((keys) => keys?.has(units[at]?.key ?? '') === true));
};

/** The services a clause names, in the order of mention. */
export const matchServices = (index: CatalogueIndex, units: readonly Unit[]): readonly Mention[] => {
  const open = new Set(units.keys());
  const mentions: Mention[] = [];
  while (mentions.length < maxMentions) {
    const mention = bestMention(index, units, open);
    if (mention === null) break;
    const fresh = [...mention.units].filter((at) => open.has(at));
    if (fresh.length === 0) break;
    for (const at of fresh) open.delete(at);
    mentions.push({ ...mention, units: new Set(fresh) });
  }
  const firstOf = (mention: Mention): number => Math.min(...mention.units);
  return mentions
    .filter((mention) =>
      namesAnother(
        index,
        units,
        mention,
        mentions.filter((other) => other !== mention),
      ),
    )
    .sort((a, b) => firstOf(a) - firstOf(b));
};
