import type { Scene } from '../reading/scene.js';
import { hasCue } from '../reading/unit.js';
import { serviceIdsOf } from './about-items.js';
import type { Hypothesise } from './hypothesis.js';
import { confidenceIn, cuesAt } from './hypothesis.js';

/** The customer names a price for something of ours, or a limit for one certain thing: haggling, however it is put. */
const namesAPrice = ({ amounts, subject, units }: Scene): boolean => {
  if (amounts.some((amount) => !amount.isLimit))
    return subject !== null || hasCue(units, 'price', 'order', 'inject', 'it');
  const certain = subject?.mentions.every((mention) => mention.rivals === 1 && mention.coverage > 0.9);
  return amounts.length > 0 && certain === true;
};

const hasPercent = ({ units }: Scene): boolean =>
  hasCue(units, 'percent') && units.some((unit) => unit.kind === 'number');

/** Asks for less than the price, or tells us what our price is. The answer is the same whatever the reason given. */
export const noDiscount: Hypothesise = (scene) => {
  const asks = hasCue(scene.units, 'discount');
  const offers = namesAPrice(scene) || hasPercent(scene);
  const orders = hasCue(scene.units, 'inject') && (hasCue(scene.units, 'price', 'free', 'percent') || offers);
  if (!asks && !offers && !orders) return null;
  const mentions = scene.subject?.mentions.filter((mention) => mention.rivals <= 3) ?? [];
  const explained = new Set([
    ...cuesAt(
      scene,
      'discount',
      'price',
      'percent',
      'free',
      'inject',
      'order',
      'want',
      'cheap',
      'budget',
      'under',
      'confirm',
      'not',
      'total',
    ),
    ...scene.amounts.flatMap((amount) => [...amount.units]),
    ...(scene.subject?.units ?? []),
    ...scene.counts,
    ...scene.units.flatMap((unit, at) => (unit.kind === 'number' ? [at] : [])),
  ]);
  return {
    acts: [{ act: 'no_discount', services: serviceIdsOf(mentions) }],
    confidence: confidenceIn(scene, asks ? 0.96 : 0.93, explained, asks || orders ? 0.3 : 0.5),
  };
};
