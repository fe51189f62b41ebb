import { minorDigits } from '#domain/shared/money';
import { textIn } from '#domain/shared/language';
import type { Category } from '../index/catalogue-index.js';
import { matchCategory } from '../index/match-category.js';
import type { Scene } from '../reading/scene.js';
import { hasCue } from '../reading/unit.js';
import { confidenceIn, cuesAt, type Hypothesise } from './hypothesis.js';

const maxBudgetMinor = 1_000_000_000_000;

const budgetOf = ({ amounts, briefing }: Scene): number | null => {
  const limit = amounts.findLast((amount) => amount.isLimit);
  if (limit === undefined) return null;
  const minor = Math.round(limit.value * 10 ** minorDigits(briefing.catalogue.currency));
  return minor > 0 && minor <= maxBudgetMinor ? minor : null;
};

/** Does the clause name exactly what a category holds? Then listing the category answers it. */
const namesAllOf = ({ subject }: Scene, { members }: Category): boolean =>
  subject !== null &&
  subject.origin === 'named' &&
  subject.mentions.length === 1 &&
  (subject.mentions[0]?.rivals ?? 0) === members.length &&
  subject.mentions[0]?.services.every((service) => members.some((member) => member.id === service.id)) === true;

const categoryMeant = (scene: Scene): { category: Category; units: ReadonlySet<number>; fit: number } | null => {
  const named = matchCategory(scene.index, scene.units);
  if (named !== null) return named;
  const whole = scene.index.categories.find((category) => namesAllOf(scene, category));
  return whole === undefined || scene.subject === null ? null : { category: whole, units: scene.subject.units, fit: 0.97 };
};

/** Is one thing named, rather than a kind of things? */
const isAboutOne = ({ subject }: Scene): boolean =>
  subject !== null && subject.origin === 'named' && subject.mentions.some((mention) => mention.rivals === 1 && mention.coverage > 0.9);

/** "What do you have?", of one category, within a limit, the cheapest first. */
export const listing: Hypothesise = (scene) => {
  const { units, amounts, briefing } = scene;
  const budgetMinor = budgetOf(scene);
  const cheapestFirst = hasCue(units, 'cheap');
  const meant = categoryMeant(scene);
  const narrows = budgetMinor !== null || cheapestFirst;
  const asksForAll = hasCue(units, 'list', 'goods') || (hasCue(units, 'price') && scene.subject === null && units.length <= 4);
  const ofKind = meant !== null && hasCue(units, 'have', 'want', 'list', 'goods', 'price');
  if (!(asksForAll || narrows || ofKind) || isAboutOne(scene)) return null;
  const explained = new Set([
    ...cuesAt(scene, 'list', 'goods', 'price', 'have', 'cheap', 'want', 'per', 'it', 'compare'),
    ...amounts.filter((amount) => amount.isLimit).flatMap((amount) => [...amount.units]),
    ...(meant?.units ?? []),
  ]);
  const category = meant === null ? null : textIn(meant.category.text, briefing.defaultLanguage);
  const base = (meant?.fit ?? 1) * (hasCue(units, 'list', 'goods') || narrows || meant !== null ? 0.96 : 0.88);
  return {
    acts: [{ act: 'list_services', category, budgetMinor, cheapestFirst }],
    confidence: confidenceIn(scene, base, explained),
  };
};
