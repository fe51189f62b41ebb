import { readUnits } from '../reading/read-units.js';
import type { Unit } from '../reading/unit.js';
import { emptyVocabulary } from '../reading/vocabulary.js';
import { canonical, tokenise } from '../text/tokenise.js';

/** One way a text of the catalogue is written: a name, an alias, a question. */
export type Form = {
  readonly keys: ReadonlySet<string>;
  /** How much of the text's meaning each key carries before rarity is counted. */
  readonly shares: ReadonlyMap<string, number>;
  readonly canonical: string;
  /** Its words beyond the lexicon, for spelling. */
  readonly words: readonly string[];
};

const weakCues = new Set([
  'have',
  'describe',
  'it',
  'want',
  'howTo',
  'goods',
  'list',
  'sell',
  'yes',
  'per',
  'piece',
  'currency',
  'talk',
  'areYou',
  'greet',
  'thanks',
]);

/** How much a unit says about the thing meant, from nothing to everything. */
export const shareOf = (unit: Pick<Unit, 'kind' | 'key'>): number => {
  if (unit.kind === 'filler') return 0.12;
  if (unit.kind === 'cue') return weakCues.has(unit.key) ? 0.2 : 0.6;
  if (unit.kind === 'place' || unit.kind === 'soft') return 0.5;
  return unit.kind === 'number' ? 0.8 : 1;
};

const runLength = 3;

/** A text's words, three by three. @param said a canonical text. */
export const runsOf = (said: string): readonly string[] => {
  const words = said.split(' ');
  return words.slice(runLength - 1).map((_, at) => words.slice(at, at + runLength).join(' '));
};

export const formOf = (text: string): Form => {
  const tokens = tokenise(text);
  const units = readUnits(tokens, emptyVocabulary);
  const shares = new Map(units.map((unit) => [unit.key, shareOf(unit)]));
  const words = units
    .filter((unit) => unit.kind === 'unknown' || unit.kind === 'soft' || unit.kind === 'filler')
    .flatMap((unit) =>
      tokens.filter((token) => token.start >= unit.start && token.end <= unit.end).map((token) => token.word),
    );
  return { keys: new Set(shares.keys()), shares, canonical: canonical(text), words };
};
