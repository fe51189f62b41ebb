import { alternativeStems, stem } from '#domain/understanding/text/stem';
import { isArabicDual } from '#domain/understanding/text/stem-arabic';
import { phraseBook } from '../lexicon/phrase-book.js';
import type { Token } from '../text/tokenise.js';
import type { Unit, UnitKind } from './unit.js';
import { emptyVocabulary, type Vocabulary } from './vocabulary.js';

/** Misspelt words looked up per text: enough for any honest message, and a bound for any other. */
const maxCorrections = 24;

type Reader = { readonly vocabulary: Vocabulary; corrections: number };

const unitOf = (
  tokens: readonly Token[],
  from: number,
  count: number,
  about: Pick<Unit, 'kind' | 'key'> & Partial<Unit>,
): Unit => ({
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
const byOtherStem = (token: Token, vocabulary: Vocabulary): (Pick<Unit, 'kind' | 'key'> & Partial<Unit>) | null => {
  for (const other of alternativeStems(token.word)) {
    const sense = phraseBook.find(other, other);
    if (sense !== null) return sense;
    const value = phraseBook.number(other);
    if (value !== null) return { kind: 'number', key: `#${value}`, value };
    if (vocabulary.knows(other)) return { kind: 'word', key: other };
    if (phraseBook.isFiller(other)) return { kind: 'filler', key: other };
  }
  return null;
};

const corrected = (token: Token, reader: Reader): Pick<Unit, 'kind' | 'key' | 'fidelity'> | null => {
  if (reader.corrections >= maxCorrections || reader.vocabulary === emptyVocabulary) return null;
  reader.corrections += 1;
  const own = reader.vocabulary.correct(token.word);
  const common = phraseBook.correct(token.word);
  const fidelity = (distance: number): number => 1 - 0.08 * distance;
  if (own !== null && (common === null || own.distance <= common.distance))
    return { kind: 'word', key: stem(own.word), fidelity: fidelity(own.distance) };
  if (common === null || common.word.charAt(0) !== token.word.charAt(0)) return null;
  const sense = phraseBook.find(common.word, stem(common.word));
  if (sense === null || (token.word.length < 5 && sense.kind !== 'topic')) return null;
  return { ...sense, fidelity: fidelity(common.distance) };
};

const wordAt = (token: Token, reader: Reader): Pick<Unit, 'kind' | 'key'> & Partial<Unit> => {
  const isSoft = phraseBook.isSoft(token.word);
  if (isSoft && reader.vocabulary === emptyVocabulary) return { kind: 'soft', key: token.stem };
  const common: UnitKind | null = isSoft ? 'soft' : phraseBook.isFiller(token.word) ? 'filler' : null;
  if (reader.vocabulary.knows(token.stem)) return { kind: common ?? 'word', key: token.stem };
  if (common !== null) return { kind: 'filler', key: token.stem };
  return byOtherStem(token, reader.vocabulary) ?? corrected(token, reader) ?? { kind: 'unknown', key: token.stem };
};

/** عبايتين counts its abayas; كيراتين is how the catalogue spells keratin. */
const dualOf = (unit: Unit, token: Token, vocabulary: Vocabulary): Unit =>
  (unit.kind === 'topic' || unit.kind === 'word') && isArabicDual(token.word) && !vocabulary.spells(token.word)
    ? { ...unit, value: 2 }
    : unit;

const wordUnit = (tokens: readonly Token[], at: number, reader: Reader): Unit => {
  const token = tokens[at] as Token;
  const value = numberIn(token);
  if (value !== null) return unitOf(tokens, at, 1, { kind: 'number', key: `#${value}`, value });
  const unit = phraseAt(tokens, at, 1)?.unit ?? unitOf(tokens, at, 1, wordAt(token, reader));
  return dualOf(unit, token, reader.vocabulary);
};

const speakers = new Set(['i', 'we', 'he', 'she', 'they', 'who', 'انا', 'نحن', 'هو', 'هي']);

/** "I act as the buyer" tells who is asking; "act as the buyer" tells us what to be. */
const toldOfOneself = (unit: Unit, before: Token | undefined): Unit =>
  unit.kind === 'cue' && unit.key === 'inject' && before !== undefined && speakers.has(before.word)
    ? { ...unit, kind: 'filler' }
    : unit;

/** Reads tokens as units of meaning, the longest known phrase first. */
export const readUnits = (tokens: readonly Token[], vocabulary: Vocabulary): readonly Unit[] => {
  const reader: Reader = { vocabulary, corrections: 0 };
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length; ) {
    const phrase = phraseAt(tokens, at, 2);
    units.push(toldOfOneself(phrase?.unit ?? wordUnit(tokens, at, reader), tokens[at - 1]));
    at += phrase?.count ?? 1;
  }
  return units;
};
