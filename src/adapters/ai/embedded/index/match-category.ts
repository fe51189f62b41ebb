import type { Unit } from '../reading/unit.js';
import type { CatalogueIndex, Category } from './catalogue-index.js';
import { shareOf } from './form.js';

type CategoryMatch = { readonly category: Category; readonly units: ReadonlySet<number>; readonly fit: number };

/** The category a clause names, if more than half of its name is said. */
export const matchCategory = ({ categoryIndex, categories }: CatalogueIndex, units: readonly Unit[]): CategoryMatch | null => {
  const naming = units.filter((unit) => unit.kind === 'topic' || unit.kind === 'word');
  const weights = new Map(naming.map((unit) => [unit.key, shareOf(unit) * categoryIndex.rarity(unit.key)]));
  let best: CategoryMatch | null = null;
  for (const id of categoryIndex.nearest(weights, 8)) {
    const category = categories[id];
    for (const form of categoryIndex.entries[id]?.forms ?? []) {
      const said = [...form.shares].filter(([key]) => weights.has(key)).reduce((sum, [, share]) => sum + share, 0);
      const whole = [...form.shares.values()].reduce((sum, share) => sum + share, 0);
      const fit = whole === 0 ? 0 : said / whole;
      if (category === undefined || fit < 0.5 || fit <= (best?.fit ?? 0)) continue;
      const positions = units.flatMap((unit, at) => (form.keys.has(unit.key) ? [at] : []));
      best = { category, units: new Set(positions), fit };
    }
  }
  return best === null ? null : { ...best, fit: 0.88 + 0.12 * best.fit };
};
