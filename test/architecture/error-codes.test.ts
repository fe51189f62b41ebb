import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** Callers act on error codes, so a code means one thing for ever: one class, one code, one form. */

type Code = { readonly code: string; readonly path: string };

const codesIn = (path: string, text: string): readonly Code[] =>
  [...text.matchAll(/\breadonly code(?::[^=;,\n]+)?\s*=\s*(['"`])(.*?)\1/g)].map(([, , code]) => ({
    code: code ?? '',
    path,
  }));

const twice = (codes: readonly Code[]): readonly string[] =>
  codes.filter(({ code }, n) => codes.findIndex((other) => other.code === code) !== n).map(({ code }) => code);

const malformed = (codes: readonly Code[]): readonly string[] =>
  codes
    .map(({ code }) => code)
    .filter((code) => !/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:_[a-z0-9]+)*)+$/.test(code));

const files = sourceFiles('src');
const codes = files.flatMap(({ path, text }) => codesIn(path, text));

describe('error codes', () => {
  it('are all seen: every DomainError class states its code as a literal', () => {
    const silent = files.filter(({ path, text }) => {
      const classes = text.match(/\bclass \w+ extends DomainError\b/g) ?? [];
      return codesIn(path, text).length < classes.length;
    });
    expect(codes.length).toBeGreaterThan(15);
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('belong to one class each', () => {
    expect(twice(codes)).toEqual([]);
  });

  it('are dotted lower_snake words', () => {
    expect(malformed(codes)).toEqual([]);
  });

  it('are refused when planted twice or ill-formed', () => {
    const planted = codesIn(
      'a.ts',
      "readonly code = 'order.invalid';\nreadonly code = 'order.invalid';\nreadonly code: string = 'Order-Bad';",
    );
    expect(twice(planted)).toEqual(['order.invalid']);
    expect(malformed(planted)).toEqual(['Order-Bad']);
  });
});
