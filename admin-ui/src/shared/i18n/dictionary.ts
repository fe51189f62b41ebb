import { usePreferences } from '../lib/preferences.js';
import type { Language } from './plural.js';

/** Both languages of one area. The Arabic must have whatever the English has: a missing key does not compile. */
export type Words<T> = Readonly<Record<Language, T>>;
/** A label where a whole dictionary would be too much, such as an entry of the navigation. */
export type Label = Words<string>;

export const useLanguage = (): Language => usePreferences().language;

/** The words of one area in the person's language: `const t = useText(orderWords)`. */
export const useText = <T>(words: Words<T>): T => words[useLanguage()];
