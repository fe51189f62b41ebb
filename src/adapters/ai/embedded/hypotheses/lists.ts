import { textIn } from '#domain/shared/language';
import { minorDigits } from '#domain/shared/money';
import type { Category } from '../index/catalogue-index.js';
import { matchCalled, matchCategory } from '../index/match-category.js';
import type { Scene } from '../reading/scene.js';
import { hasCue, isCue } from '../reading/unit.js';
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
  const named = matchCategory(scene.index, scene.units) ?? matchCalled(scene.index, scene.units, scene.text);
  if (named !== null) return named;
  const whole = scene.index.categories.find((category) => namesAllOf(scene, category));
  return whole === undefined || scene.subject === null
    ? null
    : { category: whole, units: scene.subject.units, fit: 0.97 };
};

/** Is one thing named, or a few whose prices are asked, rather than a kind of things? */
const isAboutFew = ({ subject, units }: Scene): boolean => {
  if (subject === null || subject.origin !== 'named') return false;
  const most = Math.max(...subject.mentions.map((mention) => mention.rivals));
  return most === 1 || (most <= 3 && hasCue(units, 'price', 'order', 'total') && !hasCue(units, 'list', 'goods'));
};

/** "My to do list": a list of the customer's own, none of ours. */
const isOwnList = ({ units }: Scene): boolean =>
  units.some((unit, at) => {
    const before = units.slice(Math.max(0, at - 3), at);
    const own = before.findLastIndex(({ key }) => key === 'my');
    return (
      isCue(unit, 'list') && own >= 0 && before.slice(own).every(({ kind }) => kind === 'filler' || kind === 'unknown')
    );
  });

type Meant = ReturnType<typeof categoryMeant>;

/** Is a list the answer, rather than a price or a description? */
const wantsList = (scene: Scene, meant: Meant, narrows: boolean): boolean => {
  const { units, subject } = scene;
  if (narrows) return true;
  const isWholeKind = meant !== null && meant.fit > 0.98 && hasCue(units, 'list');
  if (isAboutFew(scene) && !isWholeKind) return false;
  const asksPrices = hasCue(units, 'price') && subject === null && units.length <= 4;
  return asksPrices || hasCue(units, 'list', 'goods') || (meant !== null && hasCue(units, 'have', 'sell', 'price'));
};

const explainedIn = (scene: Scene, meant: Meant): ReadonlySet<number> =>
  new Set([
    ...cuesAt(scene, 'list', 'goods', 'price', 'have', 'sell', 'cheap', 'want', 'per', 'it', 'compare'),
    ...scene.amounts.filter((amount) => amount.isLimit).flatMap((amount) => [...amount.units]),
    ...(meant?.units ?? []),
  ]);

/** "What do you have?", of one category, within a limit, the cheapest first. */
export const listing: Hypothesise = (scene) => {
  const { units, briefing } = scene;
  const budgetMinor = budgetOf(scene);
  const cheapestFirst = hasCue(units, 'cheap');
  const meant = categoryMeant(scene);
  const narrows = budgetMinor !== null || cheapestFirst;
  if (!wantsList(scene, meant, narrows) || isOwnList(scene)) return null;
  const category = meant === null ? null : textIn(meant.category.text, briefing.defaultLanguage);
  const isPlain = narrows || meant !== null || hasCue(units, 'list', 'goods');
  return {
    acts: [{ act: 'list_services', category, budgetMinor, cheapestFirst }],
    confidence: confidenceIn(scene, (meant?.fit ?? 1) * (isPlain ? 0.96 : 0.88), explainedIn(scene, meant)),
  };
};
