import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { FaqId, TenantId } from '#domain/shared/ids';
import { Currency } from '#domain/shared/money';
import type { Example } from '#domain/understanding/trained-model';

/** A made-up tenant that has an FAQ for each label, asked for in the examples' words. @param answers by label, where they matter. */
export const catalogueOf = (
  examples: readonly Example[],
  answers: ReadonlyMap<string, string> = new Map(),
): CatalogueSnapshot => {
  const tenantId = TenantId('ten_bench');
  const questions = new Map<string, string[]>();
  for (const { text, label } of examples) questions.set(label, [...(questions.get(label) ?? []), text]);
  const faqs = [...questions].map(([label, own]) => ({
    id: FaqId(label),
    tenantId,
    questions: own,
    answer: { en: answers.get(label) ?? 'An answer.' },
    category: '',
    active: true,
    createdAt: new Date(0),
    version: 1,
  }));
  const faqsById = new Map(faqs.map((faq) => [faq.id, faq]));
  return { tenantId, businessName: 'Acme', currency: Currency('AED'), version: 1, services: new Map(), faqs: faqsById };
};
