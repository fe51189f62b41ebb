import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** Of the last minute. Others may work on the same cores: a time says little without it. */
export const loadOf = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;

/** What a verdict was reached on. */
export const machine = (): string => {
  const [first] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim()}, ${gibibytes} GiB, Node ${process.versions.node}`;
};

/** With a mark where files differ from it. */
export const commit = (): string => {
  const git = (...words: readonly string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'test') === '' ? '' : ', changed';
  return `${git('rev-parse', '--short', 'HEAD')}${changed}`;
};
