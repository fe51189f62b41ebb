import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { allTopologies } from '#test/chaos/topology/all-topologies';

type Line = {
  readonly topology: string;
  readonly fault: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly kills: number;
  readonly acked: number;
  readonly lost: number;
  readonly double: number;
  readonly outOfOrder: number;
  readonly wrongCustomer: number;
  readonly staleWrites: number;
  readonly recoveredMs: number;
  readonly problems: readonly string[];
  readonly command: string;
  readonly commit: string;
  readonly load: number;
};

const docs = new URL('../../../docs/', import.meta.url).pathname;
const [from, to] = ['<!-- chaos: npm run chaos -- --table -->', '<!-- chaos ends -->'];

/** The newest verdict of each fault. */
const newest = (topology: string): readonly Line[] => {
  const file = `${docs}evidence/${topology}.jsonl`;
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  return [...new Map(lines.map((line) => [line.fault, line])).values()].sort((one, other) =>
    one.fault.localeCompare(other.fault, 'en', { numeric: true }),
  );
};

const rowOf = (line: Line): string => {
  const counts = [line.lost, line.double, line.outOfOrder, line.wrongCustomer, line.staleWrites].join(' ');
  const recovered = line.recoveredMs === 0 ? '–' : `${(line.recoveredMs / 1_000).toFixed(1)} s`;
  const said = line.ok ? 'held' : `**broken**: ${line.problems.slice(0, 2).join('; ')}`;
  const cells = [
    line.topology,
    line.command.includes('--small') ? `${line.fault}, in small numbers` : line.fault,
    String(line.acked),
    counts,
    recovered,
    said,
    String(line.load),
    line.commit,
  ];
  return `| ${cells.join(' | ')} |`;
};

const head = [
  '| topology | fault | acknowledged | lost, twice, out of order, wrong customer, stale | recovered | verdict | load | commit |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

/** Between the two marks of the page; the rest of it is written by hand. */
export const writeTable = (): void => {
  const page = `${docs}operations.md`;
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(from);
  const after = rest?.split(to)[1];
  if (before === undefined || after === undefined) throw new Error('docs/operations.md has no place for the table');
  const rows = allTopologies.flatMap(({ name }) => newest(name).map(rowOf));
  writeFileSync(page, `${before}${from}\n\n${[...head, ...rows].join('\n')}\n\n${to}${after}`);
};
