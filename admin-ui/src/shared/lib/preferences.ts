import type { Language } from '../i18n/plural.js';
import { createStore, useStore } from './store.js';

/** What this browser remembers of a person's taste. Nothing here is worth protecting. */
export type Preferences = {
  readonly language: Language;
  /** Single-key shortcuts can be switched off (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  readonly sound: boolean;
  readonly notifications: boolean;
  readonly navCollapsed: boolean;
  /** Somebody has signed in from this browser before. */
  readonly hasBeenIn: boolean;
  readonly firstStepsHidden: boolean;
};

const key = 'wakil-preferences';

const read = (): Partial<Preferences> => {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof raw === 'object' && raw !== null ? raw : {};
  } catch {
    // Blocked or broken storage: the defaults do.
    return {};
  }
};

const browserLanguage = (): Language =>
  navigator.languages.some((each) => each.toLowerCase().startsWith('ar')) &&
  !navigator.language.toLowerCase().startsWith('en')
    ? 'ar'
    : 'en';

const defaults = (): Preferences => ({
  language: browserLanguage(),
  shortcuts: true,
  sound: true,
  notifications: false,
  navCollapsed: false,
  hasBeenIn: false,
  firstStepsHidden: false,
});

const initial = (): Preferences => {
  const merged = { ...defaults(), ...read() };
  return { ...merged, language: merged.language === 'ar' ? 'ar' : 'en' };
};

export const preferences = createStore<Preferences>(initial());

export const prefer = (change: Partial<Preferences>): void => {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // It lasts until the page is closed; nothing else depends on it.
  }
};

export const usePreferences = (): Preferences => useStore(preferences);
