import { parseArgs } from 'node:util';
import { hostileRun } from './hostile-run.js';

/** More hostile proposals than a test run has time for: `npm run test:hostile -- --runs 500000 --seed 1`. Ends with 1 on a fault. */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '500000' }, seed: { type: 'string', default: '20260101' } },
});
const started = performance.now();
const { faults, ...run } = hostileRun(Number(values.runs), Number(values.seed));
const seconds = Math.round((performance.now() - started) / 100) / 10;
console.log(JSON.stringify({ seed: Number(values.seed), ...run, violations: faults.length, seconds }));
for (const fault of [...new Set(faults)].slice(0, 10)) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
