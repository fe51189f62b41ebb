import type { IntentTarget } from '#domain/assistant/intent';
import { targetOfLabel } from '#domain/understanding/intent-label';
import type { Meant, TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import type { CatalogueIndex } from './catalogue-index.js';
import type { FaqMatch } from './match-faqs.js';

export const mostMatches = 5;

type Seen = { readonly faq: FaqMatch['faq']; readonly byWords: number; readonly byModel: number };

/**
 * What the word lists found, with what the tenant's trained model makes of the text: the lists know words no tenant wrote down
 * ("cards" is paying), the model knows how this tenant's customers ask. Each has its say about every FAQ, weighed as fitted.
 */
export const withTrained = (
  byWords: readonly FaqMatch[],
  index: CatalogueIndex,
  understanding: TenantUnderstanding | null,
  meant: readonly Meant[],
): readonly FaqMatch[] => {
  if (understanding === null || byWords.some((match) => match.exact)) return byWords;
  const faqs = new Map<string, FaqMatch['faq']>(index.faqs.map((faq) => [faq.id, faq]));
  const seen = new Map<string, Seen>(
    byWords.map(({ faq, confidence }) => [faq.id, { faq, byWords: confidence, byModel: 0 }]),
  );
  const exact: FaqMatch[] = [];
  for (const { label, confidence, isExact } of meant) {
    const faq = faqs.get(label);
    if (faq === undefined) continue;
    if (isExact) exact.push({ faq, confidence, exact: true });
    else seen.set(label, { faq, byWords: seen.get(label)?.byWords ?? 0, byModel: confidence });
  }
  for (const { faq } of exact) seen.delete(faq.id);
  const weighed = [...seen.values()].map(
    (each): FaqMatch => ({
      faq: each.faq,
      confidence: understanding.jointly(each.byWords, each.byModel),
      exact: false,
    }),
  );
  return [...exact, ...weighed].sort((a, b) => b.confidence - a.confidence).slice(0, mostMatches);
};

/** An intent that was taught, and how sure the engine is that it is meant. */
export type TaughtIntent = { readonly target: IntentTarget; readonly confidence: number };

/** Words lists know nothing of intents: they speak neither for one nor against it. */
const noOpinion = 0.5;

/** The likeliest aim that is no FAQ, if the model sees one first. */
export const taughtIn = (meant: readonly Meant[], understanding: TenantUnderstanding | null): TaughtIntent | null => {
  const [first] = meant;
  const target = first === undefined ? null : targetOfLabel(first.label);
  if (first === undefined || target === null || understanding === null) return null;
  return { target, confidence: understanding.jointly(noOpinion, first.confidence) };
};
