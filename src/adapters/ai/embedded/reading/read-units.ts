import { phraseBook } from '../lexicon/phrase-book.js';
import { alternativeStems, stem } from '../text/stem.js';
import type { Token } from '../text/tokenise.js';
import type { Unit, UnitKind } from './unit.js';
import { emptyVocabulary, type Vocabulary } from './vocabulary.js';

/** Misspelt words looked up per text: enough for any honest message, and a bound for any other. */
const maxCorrections = 24;

type Reader = { readonly vocabulary: Vocabulary; corrections: number };

const unitOf = (tokens: readonly Token[], from: number, count: number, about: Pick<Unit, 'kind' | 'key'> & Partial<Unit>): Unit => ({
  value: null,
  fidelity: 1,
  start: tokens[from]?.start ?? 0,
  end: tokens[from + count - 1]?.end ?? 0,
  ...about,
});

const phraseAt = (tokens: readonly Token[], from: number, shortest: number): { unit: Unit; count: number } | null => {
  const longest = Math.min(phraseBook.longestFrom(tokens[from]?.stem ?? ''), tokens.length - from);
  for (let count = longest; count >= shortest; count -= 1) {
    const slice = tokens.slice(from, from + count);
    const sense = phraseBook.find(slice.map((each) => each.word).join(' '), slice.map((each) => each.stem).join(' '));
    if (sense !== null) return { unit: unitOf(tokens, from, count, sense), count };
  }
  return null;
};

const numberIn = (token: Token): number | null =>
  /^\d+(?:\.\d+)?$/.test(token.word) ? Number(token.word) : phraseBook.number(token.word);

/** The word under another Arabic stem: وكم is كم with "and", بعباية is عباية with "with". */
const byOtherStem = (token: Token, vocabulary: Vocabulary): Pick<Unit, 'kind' | 'key'> | null => {
  for (const other of alternativeStems(token.word)) {
    const sense = phraseBook.find(other, other);
    if (sense !== null) return sense;
    if (vocabulary.knows(other)) return { kind: 'word', key: other };
    if (phraseBook.isFiller(other)) return { kind: 'filler', key: other };
  }
  return null;
};

const corrected = (token: Token, reader: Reader): (Pick<Unit, 'kind' | 'key' | 'fidelity'>) | null => {
  if (reader.corrections >= maxCorrections || reader.vocabulary === emptyVocabulary) return null;
  reader.corrections += 1;
  const own = reader.vocabulary.correct(token.word);
  const common = phraseBook.correct(token.word);
  const fidelity = (distance: number): number => 1 - 0.08 * distance;
  if (own !== null && (common === null || own.distance <= common.distance))
    return { kind: 'word', key: stem(own.word), fidelity: fidelity(own.distance) };
  if (common === null) return null;
  const sense = phraseBook.find(common.word, stem(common.word));
  return sense === null ? null : { ...sense, fidelity: fidelity(common.distance) };
};

const wordAt = (token: Token, reader: Reader): Pick<Unit, 'kind' | 'key'> & Partial<Unit> => {
  const filler: UnitKind | null = phraseBook.isFiller(token.word) ? 'filler' : null;
  if (reader.vocabulary.knows(token.stem)) return { kind: filler ?? 'word', key: token.stem };
  if (filler !== null) return { kind: filler, key: token.stem };
  return byOtherStem(token, reader.vocabulary) ?? corrected(token, reader) ?? { kind: 'unknown', key: token.stem };
};

/** Reads tokens as units of meaning, the longest known phrase first. */
export const readUnits = (tokens: readonly Token[], vocabulary: Vocabulary): readonly Unit[] => {
  const reader: Reader = { vocabulary, corrections: 0 };
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    const long = phraseAt(tokens, at, 2);
    const value = long === null ? numberIn(token) : null;
    const found = long ?? (value === null ? phraseAt(tokens, at, 1) : null);
    if (found !== null) units.push(found.unit);
    else if (value !== null) units.push(unitOf(tokens, at, 1, { kind: 'number', key: `#${value}`, value }));
    else units.push(unitOf(tokens, at, 1, wordAt(token, reader)));
    at += found?.count ?? 1;
  }
  return units;
};
