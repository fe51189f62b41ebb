import type { DecisionInput } from '#domain/assistant/decision';
import type { Language } from '#domain/shared/language';

/** The wanted language if the tenant speaks it. */
export const spoken = (wanted: Language, { settings }: DecisionInput): Language =>
  settings.languages.includes(wanted) ? wanted : settings.defaultLanguage;

/** The language to answer in when no model says: the conversation's, else the script's, else the tenant's. */
export const languageOf = (input: DecisionInput): Language => {
  const isArabic = /\p{Script=Arabic}/u.test(input.unanswered.join(' '));
  return spoken(input.dialogue.language ?? (isArabic ? 'ar' : input.settings.defaultLanguage), input);
};
