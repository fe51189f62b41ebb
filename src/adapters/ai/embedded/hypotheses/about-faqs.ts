import { FaqId } from '#domain/shared/ids';
import { offeredSubject } from '../reading/subject.js';
import { hasCue } from '../reading/unit.js';
import type { Hypothesise } from './hypothesis.js';

/** An FAQ answers the clause. Its confidence already counts what the FAQ leaves unanswered. */
export const aboutFaqs: Hypothesise = ({ faqs }) => {
  const [best] = faqs;
  return best === undefined ? null : { acts: [{ act: 'answer_faq', faq: best.faq.id }], confidence: best.confidence };
};

/** "The second one", where the choices offered were FAQs. */
export const pickedFaq: Hypothesise = ({ briefing, units }) => {
  const offered = briefing.dialogue.choices.filter((choice) => choice.id.startsWith('faq:'));
  const place = hasCue(units, 'first') ? 0 : hasCue(units, 'second') ? 1 : hasCue(units, 'third') ? 2 : -1;
  const choice = briefing.dialogue.choices[place];
  if (choice === undefined || !offered.includes(choice) || units.length > 4) return null;
  const faq = FaqId(offeredSubject(choice.id));
  return briefing.catalogue.faqs.has(faq) ? { acts: [{ act: 'answer_faq', faq }], confidence: 0.95 } : null;
};
