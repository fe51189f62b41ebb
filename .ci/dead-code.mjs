// knip follows the import map, and once dist/ is built the map leads there instead of to the source. So it looks while dist/ is
// out of its sight.
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';

const built = existsSync('dist');
if (built) renameSync('dist', '.dist-aside');
const { status } = spawnSync('npx', ['knip', ...process.argv.slice(2)], { stdio: 'inherit' });
if (built) renameSync('.dist-aside', 'dist');
process.exit(status ?? 1);
