import type { TenantKeys } from './tenant-keys.js';

/** By how many of its first letters a word is found. */
const beginnings = [1, 2, 3, 5] as const;
export type Letters = (typeof beginnings)[number];

/** How many words of one beginning are opened and compared, at most. */
export const mostOpened = 4_000;

/** Letters as people count them, or nearly: never half a surrogate pair. `null`: it has not that many. */
const begin = (word: string, letters: Letters): string | null => {
  const all = [...word];
  return all.length < letters ? null : all.slice(0, letters).join('');
};

const blindOf = (keys: TenantKeys, word: string, letters: Letters): string | null => {
  const beginning = begin(word, letters);
  return beginning === null ? null : keys.blindBeginning(beginning);
};

type FirstLetters = { first1: string; first2: string | null; first3: string | null; first5: string | null };

/** What a word is found by. */
export const firstLettersOf = (keys: TenantKeys, word: string): FirstLetters => ({
  first1: blindOf(keys, word, 1) ?? '',
  first2: blindOf(keys, word, 2),
  first3: blindOf(keys, word, 3),
  first5: blindOf(keys, word, 5),
});

/** Where to look for words that begin so; `null`: it is no beginning. */
export const runOf = (
  keys: TenantKeys,
  beginning: string,
): { readonly letters: Letters; readonly blind: string } | null => {
  const letters = beginnings.findLast((count) => begin(beginning, count) !== null);
  return letters === undefined ? null : { letters, blind: blindOf(keys, beginning, letters) ?? '' };
};

type Term = { readonly word: string; readonly sealed: string };

/** Of opened terms those that begin so, as they stand in the index. @param most of which the first in their order are kept. */
export const thoseBeginningWith = (terms: readonly Term[], beginning: string, most: number): readonly string[] =>
  terms
    .filter(({ sealed }) => sealed.startsWith(beginning))
    .toSorted((left, right) => (left.sealed < right.sealed ? -1 : 1))
    .slice(0, most)
    .map(({ word }) => word);
