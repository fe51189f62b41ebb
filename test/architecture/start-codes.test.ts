import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCodes } from '#infrastructure/config/start-codes';
import { root } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

/** Whoever runs it looks the code up in docs/operations.md: each that can end a start has a row there, and no row is left over. */

const codesInTable = (page: string): readonly string[] => {
  const [, section = ''] = page.split('\n## If it does not start\n');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `([a-z_]+\.[a-z_]+)`/gm)].map(([, code = '']) => code);
};

const ofLater: ReadonlySet<string> = new Set([
  'store.tenant_isolation_broken',
  'store.journal_blocked',
  'store.still_sealed',
  'vault.seal_broken',
]);

/** What a store, a queue or a key can end a start with; the rest of what is fatal happens later, and to one tenant. */
const isOfTheStart = (code: string): boolean => /^(?:store|redis|vault)\./.test(code) && !ofLater.has(code);

const fatal = sourceFiles('src')
  .flatMap(({ text }) => [...text.matchAll(/readonly code = '([^']+)';\s+readonly kind = 'fatal'/g)])
  .map(([, code = '']) => code)
  .filter(isOfTheStart);

describe('the table "If it does not start"', () => {
  const told = codesInTable(readFileSync(join(root, 'docs/operations.md'), 'utf8'));

  it('has every code a start ends with, and no other', () => {
    expect(fatal.length).toBeGreaterThan(8);
    expect([...told].sort()).toEqual([...startCodes, ...fatal, 'store.unavailable'].sort());
  });

  it('is not taken for another table of the page', () => {
    expect(codesInTable('# x\n| `a.b` | c |\n\n## If it does not start\n\n| `d.e` | f |\n\n## Y\n| `g.h` |')).toEqual([
      'd.e',
    ]);
  });
});
