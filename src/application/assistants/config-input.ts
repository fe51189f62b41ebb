import { InvalidInput, listOf, oneOf, textOf } from '#application/input';
import { withChanges } from '#application/tenancy/assistant-settings-input';
import type { Intent, IntentTarget, Synonym } from '#domain/assistant/intent';
import type { Wording } from '#domain/assistant/templates/voice';
import { normalised } from '#domain/assistant/words';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { type Form, isAskable } from '#domain/leads/form';
import { DomainError } from '#domain/shared/domain-error';
import { type Language, languages } from '#domain/shared/language';
import { type AssistantConfig, tones, type VersionedSettings } from '#domain/studio/assistant-config';
import { guidanceFaults, type WordingFault, wordingFaults } from '#domain/studio/wording-faults';
import type { AssistantSettings } from '#domain/tenancy/assistant-settings';
import { answerModes } from '#domain/tenancy/assistant-settings';

/** A sentence may not be worded like this. */
export class WordingRefused extends DomainError {
  readonly code = 'assistant.wording_refused';
  readonly kind = 'invalid';
  /** Each with where it is, and what is wrong as a code: the panel says it in words. */
  readonly faults: readonly { readonly path: string; readonly message: WordingFault }[];
  constructor(path: string, faults: readonly WordingFault[]) {
    super('this wording may not be said', { path });
    this.faults = faults.map((message) => ({ path: `config.${path}`, message }));
  }
}
/** An intent leads to a service or an FAQ that is not there. */
export class IntentLeadsNowhere extends DomainError {
  readonly code = 'assistant.intent_leads_nowhere';
  readonly kind = 'invalid';
}

/** Any part of a version; what is left out stays. */
export type ConfigInput = { readonly [Key in keyof AssistantConfig]?: AssistantConfig[Key] | undefined };

export const configLimits = { intents: 200, phrases: 30, synonyms: 300, name: 60, phrase: 200, word: 60 } as const;

/** @throws {WordingRefused} */
const wordingInOne = (language: Language, texts: Readonly<Record<string, string>>): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const [id, raw] of Object.entries(texts)) {
    const text = raw.trim();
    // Empty again: as reviewed.
    if (text === '') continue;
    const faults = wordingFaults(id, language, text);
    if (faults.length > 0) throw new WordingRefused(`wording.${language}.${id}`, faults);
    kept[id] = text;
  }
  return kept;
};

const wordingFrom = (raw: Wording): Wording => {
  const kept: Partial<Record<Language, Record<string, string>>> = {};
  for (const language of languages) {
    const texts = raw[language];
    if (texts === undefined) continue;
    const own = wordingInOne(language, texts as Readonly<Record<string, string>>);
    if (Object.keys(own).length > 0) kept[language] = own;
  }
  return kept as Wording;
};

/** What the tenant has that a version may speak of. */
export type Scope = {
  readonly catalogue: CatalogueSnapshot;
  readonly forms: readonly Form[];
  readonly settings: AssistantSettings;
};

/** @throws {IntentLeadsNowhere} */
const targetOf = (name: string, target: IntentTarget, { catalogue, forms }: Scope): IntentTarget => {
  const { services, faqs } = catalogue;
  const isThere =
    (!('faq' in target) || faqs.has(target.faq)) &&
    (!('service' in target) || services.has(target.service)) &&
    (!('form' in target) || forms.some((form) => form.id === target.form && isAskable(form)));
  if (!isThere) throw new IntentLeadsNowhere('what the intent leads to is not there', { name });
  return target;
};

const unique = (field: string, texts: readonly string[]): readonly string[] => {
  const keys = texts.map(normalised);
  if (keys.includes('')) throw new InvalidInput(field, `${field} needs letters or digits`);
  return texts.filter((_text, index) => keys.indexOf(keys[index] ?? '') === index);
};

const intentsFrom = (raw: readonly Intent[], before: readonly Intent[], scope: Scope): Intent[] => {
  const intents = listOf('intents', raw, configLimits.intents).map(({ name, phrases, target }) => {
    const clean = listOf('phrases', phrases, configLimits.phrases, 1).map((each) =>
      textOf('phrases', each, configLimits.phrase),
    );
    // What led somewhere once is not refused because the service was archived since: it is asked about no more.
    const isKept = before.some((each) => JSON.stringify(each.target) === JSON.stringify(target));
    return {
      name: textOf('name', name, configLimits.name),
      phrases: unique('phrases', clean),
      target: isKept ? target : targetOf(name, target, scope),
    };
  });
  const phrases = intents.flatMap((each) => each.phrases.map(normalised));
  if (new Set(phrases).size !== phrases.length)
    throw new InvalidInput('intents', 'two intents have the same phrase: it could mean either');
  if (new Set(intents.map(({ name }) => name)).size !== intents.length)
    throw new InvalidInput('intents', 'two intents have the same name');
  return intents;
};

const synonymsFrom = (raw: readonly Synonym[]): Synonym[] => {
  const synonyms = listOf('synonyms', raw, configLimits.synonyms).map(({ word, means }) => ({
    word: textOf('word', word, configLimits.word),
    means: textOf('means', means, configLimits.word),
  }));
  unique(
    'synonyms',
    synonyms.map(({ word }) => word),
  );
  if (new Set(synonyms.map(({ word }) => normalised(word))).size !== synonyms.length)
    throw new InvalidInput('synonyms', 'a word can stand for one thing only');
  return synonyms;
};

const guidanceFrom = (raw: string): string => {
  const text = textOf('guidance', raw, 2_000, 0);
  const faults = guidanceFaults(text);
  if (faults.length > 0) throw new WordingRefused('guidance', faults);
  return text;
};

const versioned = (before: AssistantConfig, changes: ConfigInput, settings: AssistantSettings): VersionedSettings => {
  const { languages: spoken, defaultLanguage, confidenceThreshold, escalationKeywords, allowedResponses } = changes;
  const given = { languages: spoken, defaultLanguage, confidenceThreshold, escalationKeywords, allowedResponses };
  return withChanges({ ...settings, ...before }, given);
};

/** A version's configuration after the change. @throws {InvalidInput} @throws {WordingRefused} @throws {IntentLeadsNowhere} */
export const configAfter = (before: AssistantConfig, changes: ConfigInput, scope: Scope): AssistantConfig => {
  const kept = versioned(before, changes, scope.settings);
  return {
    languages: kept.languages,
    defaultLanguage: kept.defaultLanguage,
    confidenceThreshold: kept.confidenceThreshold,
    escalationKeywords: kept.escalationKeywords,
    allowedResponses: kept.allowedResponses,
    answerMode: oneOf('answerMode', changes.answerMode ?? before.answerMode, answerModes),
    tone: oneOf('tone', changes.tone ?? before.tone, tones),
    guidance: changes.guidance === undefined ? before.guidance : guidanceFrom(changes.guidance),
    wording: changes.wording === undefined ? before.wording : wordingFrom(changes.wording),
    intents: changes.intents === undefined ? before.intents : intentsFrom(changes.intents, before.intents, scope),
    synonyms: changes.synonyms === undefined ? before.synonyms : synonymsFrom(changes.synonyms),
    priceReceipts: changes.priceReceipts ?? before.priceReceipts,
  };
};
