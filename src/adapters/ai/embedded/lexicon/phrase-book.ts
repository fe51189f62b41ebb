import { fold } from '#domain/understanding/text/clean';
import { stem } from '#domain/understanding/text/stem';
import { Speller } from '../text/speller.js';
import type { Lexicon } from './lexicon.js';
import { arabic } from './lexicon-ar.js';
import { english } from './lexicon-en.js';
import { otherLanguages } from './lexicon-others.js';

/** What a known phrase is. The same key stands for it in every language. */
export type Sense = { readonly kind: 'cue' | 'topic' | 'place'; readonly key: string };

const bare = (phrase: string): string =>
  fold(phrase)
    .replace(/[-/.']/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
const stems = (phrase: string): string => phrase.split(' ').map(stem).join(' ');

/** The lexicons of all languages in the form the reader looks words up in. Immutable and shared by every message. */
export class PhraseBook {
  readonly #byWords = new Map<string, Sense>();
  readonly #byStems = new Map<string, Sense>();
  /** The longest phrase that begins with this stem, in words. */
  readonly #longest = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #fillers = new Set<string>();
  readonly #soft = new Set<string>();
  readonly #speller: Speller;

  constructor(lexicons: readonly Lexicon[]) {
    for (const lexicon of lexicons) this.#learn(lexicon);
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

  isSoft(word: string): boolean {
    return this.#soft.has(word);
  }

  correct(word: string): ReturnType<Speller['correct']> {
    return this.#speller.correct(word);
  }

  #learn({ cues, topics, places, numbers, soft, fillers }: Lexicon): void {
    const senses = { cue: cues, topic: topics, place: places } as const;
    for (const kind of ['cue', 'topic', 'place'] as const)
      for (const [key, phrases] of Object.entries(senses[kind])) this.#add(phrases, { kind, key });
    for (const [word, value] of Object.entries(numbers)) this.#numbers.set(bare(word), value);
    for (const word of soft.split(' ')) this.#soft.add(bare(word));
    for (const word of fillers.split(' ')) this.#fillers.add(bare(word));
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

export const phraseBook = new PhraseBook([english, arabic, otherLanguages]);
