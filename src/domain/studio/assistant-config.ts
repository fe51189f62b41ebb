import type { Intent, Synonym } from '#domain/assistant/intent';
import type { Wording } from '#domain/assistant/templates/voice';
import type { AssistantSettings } from '#domain/tenancy/assistant-settings';

export const tones = ['neutral', 'friendly', 'formal'] as const;
export type Tone = (typeof tones)[number];

/** What of the settings belongs to a version; the rest (on or off, how long a burst is waited for) takes effect at once. */
export const versionedSettings = [
  'languages',
  'defaultLanguage',
  'confidenceThreshold',
  'escalationKeywords',
  'allowedResponses',
  'answerMode',
] as const satisfies readonly (keyof AssistantSettings)[];
export type VersionedSettings = Pick<AssistantSettings, (typeof versionedSettings)[number]>;

/** All that one version of an assistant is (AI-8). */
export type AssistantConfig = VersionedSettings & {
  readonly tone: Tone;
  /** For models that read instructions; never shown, and it cannot widen what may be said. */
  readonly guidance: string;
  readonly wording: Wording;
  readonly intents: readonly Intent[];
  readonly synonyms: readonly Synonym[];
  /** A quoted price is followed by the address of its receipt (BEY-6). */
  readonly priceReceipts: boolean;
};

const versionedOf = (settings: VersionedSettings): VersionedSettings => ({
  languages: settings.languages,
  defaultLanguage: settings.defaultLanguage,
  confidenceThreshold: settings.confidenceThreshold,
  escalationKeywords: settings.escalationKeywords,
  allowedResponses: settings.allowedResponses,
  answerMode: settings.answerMode,
});

/** An assistant that has only the tenant's settings, as every assistant was before there were versions. */
export const configOfSettings = (settings: VersionedSettings): AssistantConfig => ({
  ...versionedOf(settings),
  tone: 'neutral',
  guidance: '',
  wording: {},
  intents: [],
  synonyms: [],
  priceReceipts: false,
});

/** The tenant's settings as this version has them. */
export const withVersion = (settings: AssistantSettings, config: VersionedSettings): AssistantSettings => ({
  ...settings,
  ...versionedOf(config),
});

/** Do the two say the same about what a version holds? */
export const sameVersioned = (left: VersionedSettings, right: VersionedSettings): boolean =>
  JSON.stringify(versionedOf(left)) === JSON.stringify(versionedOf(right));
