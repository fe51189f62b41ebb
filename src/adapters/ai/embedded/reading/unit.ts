import type { Cue } from '../lexicon/lexicon.js';

/**
 * One piece of meaning in a text: a word, or a phrase that means one thing.
 * - `cue` says what is wanted ("how much"), `topic` and `word` name something, `place` a place;
 * - `soft` is a common word that the catalogue happens to use;
 * - `filler` changes nothing, unless the catalogue uses the very word;
 * - `unknown` is a word neither the catalogue nor the lexicon has: what an honest reader admits not to have understood.
 */
export type UnitKind = 'cue' | 'topic' | 'word' | 'place' | 'number' | 'soft' | 'filler' | 'unknown';

export type Unit = {
  readonly kind: UnitKind;
  /** Equal for words that mean the same, in any language. */
  readonly key: string;
  /** Of a number; and 2 for an Arabic dual, which counts what it names. */
  readonly value: number | null;
  /** 1 as written, less when a typo was corrected. */
  readonly fidelity: number;
  readonly start: number;
  readonly end: number;
};

export const isCue = (unit: Unit, ...wanted: readonly Cue[]): boolean =>
  unit.kind === 'cue' && (wanted as readonly string[]).includes(unit.key);

export const hasCue = (units: readonly Unit[], ...wanted: readonly Cue[]): boolean =>
  units.some((unit) => isCue(unit, ...wanted));
