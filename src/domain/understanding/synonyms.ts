import { foldedWords, stemsOf } from './text/words.js';

const longestPhrase = 3;

/** Words and short phrases that mean the same to one tenant: ["abaya", "cloak"], ["home delivery", "shipping"]. */
export type SynonymGroups = readonly (readonly string[])[];

/** Finds the groups that a text touches. */
export class Synonyms {
  readonly groups: SynonymGroups;
  readonly #groupOf = new Map<string, number>();

  constructor(groups: SynonymGroups) {
    this.groups = groups;
    groups.forEach((group, at) => {
      for (const phrase of group) {
        const key = stemsOf(foldedWords(phrase)).join(' ');
        if (key !== '' && !this.#groupOf.has(key)) this.#groupOf.set(key, at);
      }
    });
  }

  /** One extra word for each group named, which all members of the group share. */
  markersIn(stems: readonly string[]): readonly string[] {
    if (this.#groupOf.size === 0) return [];
    const found = new Set<number>();
    for (let from = 0; from < stems.length; from += 1)
      for (let length = 1; length <= longestPhrase && from + length <= stems.length; length += 1) {
        const group = this.#groupOf.get(stems.slice(from, from + length).join(' '));
        if (group !== undefined) found.add(group);
      }
    return [...found].sort((a, b) => a - b).map((group) => `=${group}`);
  }
}
