import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Sha256 } from '#domain/compliance/audit-entry';
import { allTexts } from '#domain/shared/language';
import type { Material } from '#domain/understanding/tenant-understanding';

/** Below it there is nothing to tell apart, or nothing to learn from: the engine then matches FAQs by its word lists alone. */
const fewestQuestions = 3;
const fewestPhrasings = 2;

/** What a tenant's model is trained on: every phrasing of each FAQ that has an answer. Null: too little to train on. */
export const materialOf = ({ faqs }: CatalogueSnapshot): Material | null => {
  const answered = [...faqs.values()].filter(
    (faq) => faq.active && allTexts(faq.answer).some((text) => text.trim() !== ''),
  );
  const examples = answered.flatMap((faq) => faq.questions.map((text) => ({ text, label: faq.id })));
  const isEnough = answered.length >= fewestQuestions && examples.length >= fewestPhrasings * answered.length;
  return isEnough ? { examples, synonyms: [] } : null;
};

/** The same for the same material under the same constants. */
export const materialKey = (material: Material, fit: string, sha256: Sha256): string =>
  sha256(JSON.stringify([fit, material.examples.map(({ label, text }) => [label, text]), material.synonyms]));
