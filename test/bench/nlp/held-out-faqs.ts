import type { Example } from '#domain/understanding/trained-model';
import { catalogueOf } from '#test/fit/tenant-catalogue';
import { fewShot, labelsOf, sample, withLabels } from '#test/support/nlp/data-sets';
import { faqsFor } from './first-answer.js';
import type { ScoreCard } from './score-card.js';
import type { TargetName, Targets } from './targets.js';

const measured: readonly TargetName[] = ['banking77', 'clinc150', 'arbanking77'];
const shops = 10;
const faqsOfAShop = 20;
const questionsOfAShop = 100;

type Shop = { readonly taught: readonly Example[]; readonly asked: readonly Example[] };

const shopOf = (all: Targets, name: TargetName, phrasings: number, seed: number): Shop => {
  const pool = all.full(name);
  const labels = new Set(sample(labelsOf(pool), faqsOfAShop, seed));
  return {
    taught: fewShot(withLabels(pool, labels), phrasings, seed),
    asked: sample(withLabels(all.scored(name).examples, labels), questionsOfAShop, seed),
  };
};

/**
 * Shops of twenty FAQs, each an intent of a public set in as many phrasings as the panel asks for, asked for in the words of a
 * part that nothing was taught or fitted on. No answer has words in it, so nothing is found by them. The bar is that of an
 * English set of FAQs with answers, which is not at hand; the Arabic figure stands beside it for information.
 */
export const heldOutFaqs = (all: Targets, card: ScoreCard): void => {
  for (const name of measured) {
    const missing = all.missing(name);
    if (missing.length > 0) {
      card.skip(`held_out_faq_${name}`, missing);
      continue;
    }
    for (const phrasings of [1, 3, 5]) {
      const shares = Array.from({ length: shops }, (_, at) => {
        const { taught, asked } = shopOf(all, name, phrasings, at + 1);
        const find = faqsFor(catalogueOf(taught), taught, all.constants(name));
        return asked.filter(({ text, label }) => find(text)[0]?.faq.id === label).length / asked.length;
      });
      const value = shares.reduce((sum, share) => sum + share, 0) / shops;
      const line = { unit: 'share', n: shops * questionsOfAShop, scored: all.scored(name).file };
      const bound = phrasings === 3 && name !== 'arbanking77' ? { atLeast: 0.76 } : {};
      card.add({ name: `held_out_faq_${name}_p_at_1_of_20_with_${phrasings}`, value, ...line, ...bound });
    }
  }
};
