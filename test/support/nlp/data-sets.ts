import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shuffled } from '#domain/understanding/seeded-random';
import type { Example } from '#domain/understanding/trained-model';

/** Reads the public sets from a folder that is never part of this repository. */
export class DataSets {
  readonly #folder: string;
  readonly #known = new Map<string, readonly Example[]>();
  constructor(folder: string) {
    this.#folder = folder;
  }

  has(...files: readonly string[]): boolean {
    return files.every((file) => existsSync(join(this.#folder, file)));
  }

  /** Rows of `{text, intent}`, one JSON object per line. */
  examples(file: string): readonly Example[] {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const rows = this.rows<{ text: string; intent: string }>(file).map(({ text, intent }) => ({ text, label: intent }));
    this.#known.set(file, rows);
    return rows;
  }

  rows<Row>(file: string): readonly Row[] {
    return readFileSync(join(this.#folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
  }

  /** The first of the files that is there, or null. */
  firstOf(...files: readonly string[]): string | null {
    return files.find((file) => this.has(file)) ?? null;
  }
}

export const labelsOf = (examples: readonly Example[]): readonly string[] =>
  [...new Set(examples.map((example) => example.label))].sort();

export const sample = <Item>(items: readonly Item[], count: number, seed: number): readonly Item[] =>
  shuffled(items, seed).slice(0, count);

/** At most `shots` examples of each label, drawn by the seed. */
export const fewShot = (examples: readonly Example[], shots: number, seed: number): readonly Example[] => {
  const byLabel = new Map<string, Example[]>();
  for (const example of examples) byLabel.set(example.label, [...(byLabel.get(example.label) ?? []), example]);
  return [...byLabel]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own], at) => sample(own, shots, seed * 1_000 + at));
};

export const withLabels = (examples: readonly Example[], labels: ReadonlySet<string>): readonly Example[] =>
  examples.filter((example) => labels.has(example.label));
