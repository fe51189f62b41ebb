import type { Tenant } from '../../shared/api/types.js';

export const settingsTabs = ['profile', 'region', 'hours', 'assistant', 'mail'] as const;
export type SettingsTab = (typeof settingsTabs)[number];
export type SettingsSearch = { readonly tab?: SettingsTab | undefined };

/** What the forms edit; each part is sent only when it was changed. */
export type SettingsParts = Pick<Tenant, 'name' | 'slug' | 'timeZone' | 'profile' | 'hours' | 'assistant'>;

export const partsOf = ({ name, slug, timeZone, profile, hours, assistant }: Tenant): SettingsParts => ({
  name,
  slug,
  timeZone,
  profile,
  hours,
  assistant,
});

/** Fields of the assistant's schema that stand with the time zone. */
export const languageFields = ['languages', 'defaultLanguage'] as const;

/** On which tab a path of a fault is. */
export const tabOfPath = (path: string): SettingsTab => {
  const [first = '', second = ''] = path.split('.');
  if (first === 'timeZone' || languageFields.some((name) => name === first || name === second)) return 'region';
  if (first === 'hours' || first === 'week' || first === 'exceptions') return 'hours';
  if (first === 'assistant' || assistantFields.has(first)) return 'assistant';
  return 'profile';
};

/** Rules of the server that are no schema's name a field without its part. */
const assistantFields = new Set([
  'enabled',
  'confidenceThreshold',
  'settleMs',
  'maxSettleMs',
  'escalationKeywords',
  'allowedResponses',
  'answerMode',
]);
