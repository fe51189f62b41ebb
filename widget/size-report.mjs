// One JSON line for each budget of the widget; exits 1 when one is broken. Run after build.mjs.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'widget');
const { loader, panel, lazy } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const gzipped = (files) => files.reduce((sum, file) => sum + readFileSync(join(folder, `${file}.gz`)).length, 0);

const reports = [
  { name: 'loader', files: [loader], budget: 1024 },
  { name: 'panel', files: panel, budget: 15 * 1024 },
  { name: 'extras', files: lazy, budget: 15 * 1024 },
].map(({ name, files, budget }) => ({ name, files, gzip: gzipped(files), budget }));

for (const report of reports)
  process.stdout.write(`${JSON.stringify({ ...report, ok: report.gzip <= report.budget })}\n`);
process.exitCode = reports.some(({ gzip, budget }) => gzip > budget) ? 1 : 0;
