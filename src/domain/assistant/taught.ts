import type { DecisionInput } from '#domain/assistant/decision';
import { canAsk } from '#domain/assistant/flow-snapshot';
import type { Intent, IntentTarget, Synonym } from '#domain/assistant/intent';
import type { Act } from '#domain/assistant/proposal';
import { normalised } from '#domain/assistant/words';

/** The act an intent stands for. The guard looks at it as at any other. */
export const actOfTarget = (target: IntentTarget): Act => {
  switch (target.do) {
    case 'answer_faq':
      return { act: 'answer_faq', faq: target.faq };
    case 'quote_price':
    case 'describe':
    case 'availability':
      return { act: target.do, services: [target.service] };
    case 'list_services':
      return { act: 'list_services', category: null, budgetMinor: null, cheapestFirst: false };
    case 'ask_form':
      return { act: 'ask_form', form: target.form };
    case 'hand_over':
      return { act: 'hand_over', reason: 'customer_asked' };
  }
};

const isGone = (target: IntentTarget, { catalogue, menus }: DecisionInput): boolean =>
  ('form' in target && !canAsk(menus, target.form)) ||
  ('faq' in target && !catalogue.faqs.has(target.faq)) ||
  ('service' in target && !catalogue.services.has(target.service));

/** What was written is one of the phrases, spelling aside. Of one that leads to something no longer there, nothing is known. */
export const intentSaid = (input: DecisionInput): Intent | null => {
  const said = normalised(input.unanswered.join(' '));
  if (said === '' || input.intents === undefined) return null;
  const found = input.intents.find(({ phrases }) => phrases.some((phrase) => normalised(phrase) === said));
  return found === undefined || isGone(found.target, input) ? null : found;
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text with the tenant's own words put as the catalogue knows them, whole words only; longer ones first. */
export const withSynonyms = (text: string, synonyms: readonly Synonym[]): string =>
  [...synonyms]
    .sort((left, right) => right.word.length - left.word.length)
    .reduce(
      (said, { word, means }) =>
        said.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'giu'), () => means),
      text,
    );
