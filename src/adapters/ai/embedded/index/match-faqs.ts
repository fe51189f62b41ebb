import type { Faq } from '#domain/catalogue/faq';
import type { Unit } from '../reading/unit.js';
import type { CatalogueIndex } from './catalogue-index.js';
import { matchQuestions } from './match-questions.js';

export type FaqMatch = {
  readonly faq: Faq;
  /** P(this FAQ answers the text), 0..1. */
  readonly confidence: number;
  readonly exact: boolean;
};

/** The FAQs nearest to a text, best first, at most five. */
export const matchFaqs = (index: CatalogueIndex, units: readonly Unit[], canonical: string): readonly FaqMatch[] =>
  matchQuestions(index.faqIndex, units, canonical).flatMap(({ id, ...rest }) => {
    const faq = index.faqs[id];
    return faq === undefined ? [] : [{ faq, ...rest }];
  });
