import type { TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import type { CatalogueIndex } from './catalogue-index.js';
import type { FaqMatch } from './match-faqs.js';

const mostMatches = 5;

/**
 * What the word lists found, with what the tenant's trained model makes of the text. For each FAQ the surer of the two counts:
 * the lists know words no tenant wrote down ("cards" is paying), the model knows how this tenant's customers ask. Measured by
 * `npm run bench:nlp -- --only tenant`: it answers more than either alone, and no less precisely than the lists.
 */
export const withTrained = (
  byWords: readonly FaqMatch[],
  index: CatalogueIndex,
  understanding: TenantUnderstanding | null,
  text: string,
): readonly FaqMatch[] => {
  if (understanding === null || byWords.some((match) => match.exact)) return byWords;
  const faqs = new Map<string, FaqMatch['faq']>(index.faqs.map((faq) => [faq.id, faq]));
  const best = new Map<string, FaqMatch>(byWords.map((match) => [match.faq.id, match]));
  for (const { label, confidence, isExact } of understanding.meanings(text, mostMatches)) {
    const faq = faqs.get(label);
    if (faq !== undefined && confidence > (best.get(label)?.confidence ?? 0))
      best.set(label, { faq, confidence, exact: isExact });
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence).slice(0, mostMatches);
};
