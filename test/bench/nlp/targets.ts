import type { EngineConstants } from '#domain/understanding/engine-constants';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import type { Example } from '#domain/understanding/trained-model';
import { type Source, sourceNames } from '#test/fit/episodes';
import { fitConstants } from '#test/fit/fit-constants';
import { type DataSets, fewShot } from '#test/support/nlp/data-sets';

export type TargetName = 'banking77' | 'banking77_oos' | 'clinc150' | 'arbanking77';

/** Where a set's parts lie: the first file of a list that is there is used, test parts before validation parts. */
export type Target = {
  readonly name: TargetName;
  readonly full: readonly string[];
  /** The published five-shot split, where there is one. */
  readonly published: string | null;
  readonly scored: readonly string[];
  readonly validation: string;
  readonly outOfScope: readonly (readonly string[])[];
  readonly outOfScopeValidation: readonly string[];
};

export const targets: Readonly<Record<TargetName, Target>> = {
  banking77: {
    name: 'banking77',
    full: ['banking77/train.jsonl', 'banking77/fs_train.jsonl'],
    published: 'banking77/fs_train_5.jsonl',
    scored: ['banking77/test.jsonl', 'banking77/fs_valid.jsonl'],
    validation: 'banking77/fs_valid.jsonl',
    outOfScope: [],
    outOfScopeValidation: [],
  },
  banking77_oos: {
    name: 'banking77_oos',
    full: ['banking77_oos/train.jsonl'],
    published: null,
    scored: ['banking77_oos/test.jsonl', 'banking77_oos/valid.jsonl'],
    validation: 'banking77_oos/valid.jsonl',
    outOfScope: [
      ['banking77_oos/id_oos_test.jsonl', 'banking77_oos/id_oos_valid.jsonl'],
      ['banking77_oos/ood_oos_test.jsonl', 'banking77_oos/ood_oos_valid.jsonl'],
    ],
    outOfScopeValidation: ['banking77_oos/id_oos_valid.jsonl', 'banking77_oos/ood_oos_valid.jsonl'],
  },
  clinc150: {
    name: 'clinc150',
    full: ['clinc150/train.jsonl'],
    published: 'clinc150/fs_train_5.jsonl',
    scored: ['clinc150/test.jsonl', 'clinc150/val.jsonl'],
    validation: 'clinc150/val.jsonl',
    outOfScope: [['clinc150/oos_test.jsonl', 'clinc150/oos_val.jsonl']],
    outOfScopeValidation: ['clinc150/oos_val.jsonl'],
  },
  arbanking77: {
    name: 'arbanking77',
    full: ['arbanking77/train_msa_pal.jsonl'],
    published: null,
    scored: ['arbanking77/test_msa.jsonl', 'arbanking77/val_msa_pal.jsonl'],
    validation: 'arbanking77/val_msa_pal.jsonl',
    outOfScope: [],
    outOfScopeValidation: [],
  },
};

const fittedWithout: Readonly<Record<TargetName, Source | null>> = {
  banking77: 'banking77',
  banking77_oos: 'banking77',
  clinc150: 'clinc150',
  // Nothing was fitted on it: it meets the constants that ship.
  arbanking77: null,
};

/** A set and what is needed to measure on it fairly. */
export class Targets {
  readonly sets: DataSets;
  readonly #constants = new Map<Source, EngineConstants>();
  constructor(sets: DataSets) {
    this.sets = sets;
  }

  /** Constants that were fitted without the set that is measured: the shipped ones only where that is true of them. */
  constants(name: TargetName): EngineConstants {
    const left = fittedWithout[name];
    if (left === null) return fittedConstants;
    const known = this.#constants.get(left);
    if (known !== undefined) return known;
    const others = sourceNames.filter((source) => source !== left);
    const fitted = fitConstants(this.sets, others, `without ${left}`);
    this.#constants.set(left, fitted);
    return fitted;
  }

  missing(name: TargetName): readonly string[] {
    const { full, scored } = targets[name];
    return [full, scored].filter((files) => this.sets.firstOf(...files) === null).map((files) => files.join(' or '));
  }

  scored(name: TargetName): { readonly file: string; readonly examples: readonly Example[] } {
    const file = this.sets.firstOf(...targets[name].scored) ?? '';
    return { file, examples: this.sets.examples(file) };
  }

  /** All there is to learn from, unless it is scored. */
  full(name: TargetName): readonly Example[] {
    const scored = this.scored(name).file;
    // The larger training part of BANKING77 contains the validation part.
    const files = targets[name].full.filter(
      (file) => !(scored.endsWith('fs_valid.jsonl') && file.endsWith('/train.jsonl')),
    );
    return this.sets.examples(this.sets.firstOf(...files) ?? '');
  }

  /** Draw 0 is the published split, where there is one. */
  fewShot(name: TargetName, draw: number): readonly Example[] {
    const { published } = targets[name];
    return draw === 0 && published !== null && this.sets.has(published)
      ? this.sets.examples(published)
      : fewShot(this.full(name), 5, draw);
  }
}
