import type { TrainingMaterial } from '#application/assistants/training-material';
import type { IntentTarget } from '#domain/assistant/intent';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Sha256 } from '#domain/compliance/audit-entry';
import { allTexts } from '#domain/shared/language';
import { type AnswerLabel, halfLifeWeight } from '#domain/understanding/confidence/answer-label';
import { labelOfTarget } from '#domain/understanding/intent-label';
import type { Material } from '#domain/understanding/tenant-understanding';
import type { Example } from '#domain/understanding/trained-model';

/** Below it there is nothing to tell apart, or nothing to learn from: the engine then matches FAQs by its word lists alone. */
const fewestLabels = 3;
const fewestPhrasings = 2;

const leadsSomewhere = (target: IntentTarget, { services }: CatalogueSnapshot, faqs: ReadonlySet<string>): boolean =>
  target.do === 'answer_faq' ? faqs.has(target.faq) : !('service' in target) || services.has(target.service);

/** The same sentence twice would be asked of a model that was told the answer. */
const withoutRepeats = (examples: readonly Example[]): readonly Example[] => [
  ...new Map(examples.map((example) => [JSON.stringify([example.label, example.text]), example])).values(),
];

/**
 * What a tenant's model is trained on: every phrasing of each FAQ that has an answer, and what its assistants were taught: intents
 * as more phrasings of what they lead to, synonyms as words that count as one. Null: too little to train on.
 */
export const materialOf = (snapshot: CatalogueSnapshot, taught: readonly TrainingMaterial[] = []): Material | null => {
  const answered = [...snapshot.faqs.values()].filter(
    (faq) => faq.active && allTexts(faq.answer).some((text) => text.trim() !== ''),
  );
  const known = new Set<string>(answered.map(({ id }) => id));
  const ofFaqs = answered.flatMap((faq) => faq.questions.map((text) => ({ text, label: faq.id })));
  const ofIntents = taught
    .flatMap(({ intents }) => intents)
    .filter(({ target }) => leadsSomewhere(target, snapshot, known))
    .flatMap(({ phrases, target }) => phrases.map((text) => ({ text, label: labelOfTarget(target) })));
  const examples = withoutRepeats([...ofFaqs, ...ofIntents]);
  const labels = new Set(examples.map(({ label }) => label)).size;
  const isEnough = labels >= fewestLabels && examples.length >= fewestPhrasings * labels;
  const synonyms = taught.flatMap((each) => each.synonyms.map(({ word, means }) => [word, means]));
  return isEnough ? { examples, synonyms } : null;
};

/** With what people's deeds said of earlier answers: by it the model's figures are calibrated. Old ones count less. */
export const withLabels = (material: Material, labels: readonly AnswerLabel[], now: Date): Material => ({
  ...material,
  judged: labels.map((label) => ({
    text: label.asked,
    proposed: label.proposed,
    isRight: label.isRight,
    weight: halfLifeWeight(label.at, now),
  })),
});

/** The same for the same material under the same constants, whatever was judged since. */
export const materialKey = (material: Material, fit: string, sha256: Sha256): string =>
  sha256(JSON.stringify([fit, material.examples.map(({ label, text }) => [label, text]), material.synonyms]));
