import { fold } from '../text/clean.js';
import { Speller } from '../text/speller.js';
import { stem } from '../text/stem.js';
import { arabic } from './lexicon-ar.js';
import { english } from './lexicon-en.js';
import type { Lexicon } from './lexicon.js';

/** What a known phrase is. The same key stands for it in every language. */
export type Sense = { readonly kind: 'cue' | 'topic' | 'place'; readonly key: string };

const bare = (phrase: string): string => fold(phrase).replace(/[-/.']/gu, ' ').replace(/\s+/gu, ' ').trim();
const stems = (phrase: string): string => phrase.split(' ').map(stem).join(' ');

/** The lexicons of all languages in the form the reader looks words up in. Immutable and shared by every message. */
export class PhraseBook {
  readonly #byWords = new Map<string, Sense>();
  readonly #byStems = new Map<string, Sense>();
  /** The longest phrase that begins with this stem, in words. */
  readonly #longest = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #fillers = new Set<string>();
  readonly #speller: Speller;

  constructor(lexicons: readonly Lexicon[]) {
    for (const lexicon of lexicons) {
      for (const [key, phrases] of Object.entries(lexicon.cues)) this.#add(phrases, { kind: 'cue', key });
      for (const [key, phrases] of Object.entries(lexicon.topics)) this.#add(phrases, { kind: 'topic', key });
      this.#add(lexicon.places, { kind: 'place', key: 'place' });
      for (const [word, value] of Object.entries(lexicon.numbers)) this.#numbers.set(bare(word), value);
      for (const word of lexicon.fillers.split(' ')) this.#fillers.add(bare(word));
    }
    this.#speller = new Speller([...this.#byWords.keys()].filter((phrase) => !phrase.includes(' ')));
  }

  /** @param words folded, separated by one space. @param stemmed the stems of the same words. */
  find(words: string, stemmed: string): Sense | null {
    return this.#byWords.get(words) ?? this.#byStems.get(stemmed) ?? null;
  }

  findStem(stemmed: string): Sense | null {
    return this.#byStems.get(stemmed) ?? null;
  }

  longestFrom(firstStem: string): number {
    return this.#longest.get(firstStem) ?? 0;
  }

  number(word: string): number | null {
    return this.#numbers.get(word) ?? null;
  }

  isFiller(word: string): boolean {
    return this.#fillers.has(word);
  }

  correct(word: string): ReturnType<Speller['correct']> {
    return this.#speller.correct(word);
  }

  #add(phrases: string, sense: Sense): void {
    for (const raw of phrases.split('|')) {
      const phrase = bare(raw);
      if (phrase === '') continue;
      const stemmed = stems(phrase);
      if (!this.#byWords.has(phrase)) this.#byWords.set(phrase, sense);
      if (!this.#byStems.has(stemmed)) this.#byStems.set(stemmed, sense);
      const first = stemmed.split(' ')[0] ?? '';
      this.#longest.set(first, Math.max(this.longestFrom(first), phrase.split(' ').length));
    }
  }
}

export const phraseBook = new PhraseBook([english, arabic]);
