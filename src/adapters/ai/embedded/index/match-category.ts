import { isCue, type Unit } from '../reading/unit.js';
import { canonical } from '../text/tokenise.js';
import type { CatalogueIndex, Category } from './catalogue-index.js';
import { type Form, shareOf } from './form.js';

type CategoryMatch = { readonly category: Category; readonly units: ReadonlySet<number>; readonly fit: number };

/** How much of a category's name is said, 0..1. */
const saidOf = (form: Form, said: ReadonlyMap<string, number>): number => {
  const shares = [...form.shares];
  const whole = shares.reduce((sum, [, share]) => sum + share, 0);
  const matched = shares.filter(([key]) => said.has(key)).reduce((sum, [, share]) => sum + share, 0);
  return whole === 0 ? 0 : matched / whole;
};

/** "A list of services", where one category of several is called "Services": elsewhere the word means everything. */
export const matchCalled = (
  { categoryIndex, categories }: CatalogueIndex,
  units: readonly Unit[],
  text: string,
): CategoryMatch | null => {
  if (categories.length < 2) return null;
  for (const [at, unit] of units.entries()) {
    const [called] = isCue(unit, 'goods') ? categoryIndex.exactly(canonical(text.slice(unit.start, unit.end))) : [];
    const category = categories[called ?? -1];
    if (category !== undefined) return { category, units: new Set([at]), fit: 1 };
  }
  return null;
};

/** The category a clause names, if at least half of its name is said. */
export const matchCategory = (
  { categoryIndex, categories }: CatalogueIndex,
  units: readonly Unit[],
): CategoryMatch | null => {
  const naming = units.filter((unit) => unit.kind === 'topic' || unit.kind === 'word');
  const weights = new Map(naming.map((unit) => [unit.key, shareOf(unit) * categoryIndex.rarity(unit.key)]));
  const [best] = categoryIndex
    .nearest(weights, 8)
    .flatMap((id) =>
      (categoryIndex.entries[id]?.forms ?? []).map((form) => ({ id, form, said: saidOf(form, weights) })),
    )
    .filter(({ said }) => said >= 0.5)
    .sort((a, b) => b.said - a.said);
  const category = categories[best?.id ?? -1];
  if (best === undefined || category === undefined) return null;
  const positions = units.flatMap((unit, at) => (best.form.keys.has(unit.key) ? [at] : []));
  return { category, units: new Set(positions), fit: 0.88 + 0.12 * best.said };
};
