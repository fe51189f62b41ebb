import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.js';

/** No file may grow past this; past 250 it is already telling us something. */
const maxLines = 400;

const linesOf = ({ text }: SourceFile): number => text.split('\n').length - 1;
const tooLong = (files: readonly SourceFile[]): readonly string[] =>
  files.filter((file) => linesOf(file) > maxLines).map((file) => `${file.path}: ${linesOf(file)} lines`);

const unfinished = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, n) => (/\b(?:TODO|FIXME)\b/.test(line) ? [`${path}:${n + 1}`] : [])),
  );

const files = sourceFiles('src');

describe('the source', () => {
  it(`has no file above ${maxLines} lines`, () => {
    const sizes = files.map(linesOf).sort((a, b) => a - b);
    const at = (share: number): number => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0;
    console.log(
      `src: ${sizes.length} files, lines per file: median ${at(0.5)} (aim 60), p90 ${at(0.9)} (aim 150), max ${at(1)} (bound ${maxLines})`,
    );
    expect(tooLong(files)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(unfinished(files)).toEqual([]);
  });

  it('is refused when it grows too long or is left unfinished', () => {
    const planted = [{ path: 'a.ts', text: `// TO${'DO'}: later\n${'x;\n'.repeat(maxLines)}` }];
    expect(tooLong(planted)).toEqual(['a.ts: 401 lines']);
    expect(unfinished(planted)).toEqual(['a.ts:1']);
  });
});
