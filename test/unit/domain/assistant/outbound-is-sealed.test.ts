import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../../../src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const filesWith = (pattern: RegExp): string[] =>
  files.filter((path) => pattern.test(readFileSync(join(source, path), 'utf8'))).sort();

describe('text that may leave is made in one place', () => {
  it('the cast to Outbound is written once', () => {
    expect(filesWith(/\bas (?:unknown as )?(?:readonly )?Outbound\b/)).toEqual(['domain/assistant/outbound.ts']);
  });

  // By the import, under whatever name: the stores have words of their own for what they seal.
  it('only the renderers have it', () => {
    expect(filesWith(/\bsealed\b[^;]*\bfrom '[^']*\boutbound(?:\.js)?'/)).toEqual([
      'domain/assistant/render-order-notice.ts',
      'domain/assistant/render-receipts.ts',
      'domain/assistant/render.ts',
    ]);
    expect(filesWith(/(?:\* as \w+ from |\bimport\(\s*|\brequire\(\s*)'[^']*\boutbound(?:\.js)?'/)).toEqual([]);
  });

  it('looked at the whole source', () => {
    expect(files.length).toBeGreaterThan(60);
  });
});
