import { appendFileSync, mkdirSync } from 'node:fs';
import { commit, loadOf, machine } from '#test/chaos/evidence/machine';

const folder = new URL('../../../docs/evidence/', import.meta.url).pathname;

/** A line that says what was run, on what, and what came of it. */
export const keepEvidence = (topology: string, verdict: object, words: readonly string[]): void => {
  mkdirSync(folder, { recursive: true });
  const command = ['npm run chaos --', ...words.map((word) => (word.includes(' ') ? `"${word}"` : word))].join(' ');
  const day = new Date().toISOString().slice(0, 10);
  const line = { ...verdict, at: day, command, commit: commit(), machine: machine(), load: loadOf() };
  appendFileSync(`${folder}${topology}.jsonl`, `${JSON.stringify(line)}\n`);
};
