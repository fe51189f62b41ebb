import type { Calibration } from './engine-constants.js';
import type { Supports } from './linear-svm.js';
import type { Learnt } from './tenant-understanding.js';

/** Grows when the same words would be read in another way, or the text below is written in another way. */
const format = 2;
/** Enough digits that a 32-bit number comes back as it was. */
const digits = 9;

type Written = {
  readonly format: number;
  readonly fit: string;
  readonly labels: readonly string[];
  readonly examples: readonly (readonly [label: number, text: string])[];
  readonly synonyms: readonly (readonly string[])[];
  readonly supports: readonly (readonly [rows: readonly number[], pulls: readonly number[]])[];
  readonly calibration: Learnt['calibration'];
  readonly own: readonly (readonly [confidence: number, isRight: 0 | 1, weight: number])[];
};

/** A training as a text: the examples and which of them hold up each label; everything else follows from them. */
export const serialiseLearnt = ({ trained, calibration, own }: Learnt, fit: string): string => {
  const labels = [...new Set(trained.examples.map(({ label }) => label))].sort();
  const numbers = new Map(labels.map((label, at) => [label, at]));
  const written: Written = {
    format,
    fit,
    labels,
    examples: trained.examples.map(({ label, text }) => [numbers.get(label) ?? 0, text]),
    synonyms: trained.synonyms,
    supports: trained.supports.map(({ rows, pulls }) => [
      [...rows],
      [...pulls].map((pull) => Number(pull.toPrecision(digits))),
    ]),
    calibration,
    own: own.map(({ confidence, isRight, weight = 1 }) => [confidence, isRight ? 1 : 0, weight]),
  };
  return JSON.stringify(written);
};

const isLine = (line: Partial<Calibration> | undefined): boolean =>
  Number.isFinite(line?.slope) && Number.isFinite(line?.shift);

const isSound = ({ labels, examples, supports, calibration }: Written): boolean =>
  supports.length === labels.length &&
  examples.every(([label]) => label >= 0 && label < labels.length) &&
  supports.every(([rows, pulls]) => rows.length === pulls.length && rows.every((row) => row < examples.length)) &&
  [calibration.combined, calibration.lexical, calibration.large].every(isLine);

/** @returns null when it was trained by another version or under other constants, or is damaged: then it is trained again. */
export const deserialiseLearnt = (text: string, fit: string): Learnt | null => {
  try {
    const written = JSON.parse(text) as Written;
    if (written.format !== format || written.fit !== fit || !isSound(written)) return null;
    const examples = written.examples.map(([label, each]) => ({ text: each, label: written.labels[label] ?? '' }));
    const supports = written.supports.map(
      ([rows, pulls]): Supports => ({ rows: Int32Array.from(rows), pulls: Float32Array.from(pulls) }),
    );
    const own = written.own.map(([confidence, isRight, weight]) => ({ confidence, isRight: isRight === 1, weight }));
    return { trained: { examples, synonyms: written.synonyms, supports }, calibration: written.calibration, own };
  } catch {
    return null;
  }
};
