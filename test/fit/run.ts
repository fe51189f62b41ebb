import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EngineConstants } from '#domain/understanding/engine-constants';
import { DataSets } from '#test/support/nlp/data-sets';
import { sourceNames } from './episodes.js';
import { fitConstants } from './fit-constants.js';

/**
 * Fits what ships with the embedded engine and writes it down. Only sets under CC BY are read; share-alike ones are measured
 * on and never fitted on. The same data give the same file.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    out: { type: 'string', default: 'src/domain/understanding/fitted-constants.ts' },
  },
});

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const date = new Date().toISOString().slice(0, 10);

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;

const fileOf = (constants: EngineConstants): string => `import type { EngineConstants } from './engine-constants.js';

/**
 * Fitted, not written: \`npm run fit -- --data DIR\` at ${commit} on ${date}. Fitted on the training parts of
 * - BANKING77 (Casanueva et al. 2020, arXiv:2003.04807), CC BY 4.0, in the split of Zhang et al. 2021 (arXiv:2109.06349);
 * - CLINC150 (Larson et al. 2019, D19-1131), CC BY 3.0;
 * - HWU64 (Liu et al. 2019, arXiv:1903.05566), CC BY 4.0.
 * Questions that answers were weighed by come from their validation parts; no test part was read. Changes made: words were
 * reduced to stems and stems to vectors; no sentence of the sets is contained.
 */
export const fittedConstants: EngineConstants = ${JSON.stringify(constants, rounded)};
`;

const startedAt = performance.now();
const constants = fitConstants(new DataSets(values.data), sourceNames, `${commit}-${date}`);
writeFileSync(values.out, fileOf(constants));
execFileSync('npx', ['biome', 'check', '--write', values.out], { stdio: 'ignore' });
const words = constants.vectors.words.split(' ').length;
process.stdout.write(
  `${JSON.stringify({ out: values.out, seconds: Math.round((performance.now() - startedAt) / 1_000), words, kinds: constants.kinds }, rounded)}\n`,
);
