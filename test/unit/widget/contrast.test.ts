import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, inkOn, readableOn } from '../../../widget/src/core/contrast.js';

const colours = fc.nat(0xffffff).map((n) => `#${n.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it('is what WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('is at least 4.5 for letters on any colour a business may choose', () => {
    fc.assert(
      fc.property(colours, (colour) => contrast(inkOn(colour), colour) >= 4.5),
      { numRuns: 2_000 },
    );
  });

  it('is at least 4.5 for links in any colour on every surface of every theme', () => {
    const surfaces = ['#ffffff', '#f0f4f3', '#e9edf8', '#f4ecdf'];
    const dark = ['#141a1c', '#222b2d', '#1b2342', '#2e261d', '#000000'];
    fc.assert(
      fc.property(colours, (colour) => {
        const [onPale, onDark] = [readableOn(colour, '#e6e0d5'), readableOn(colour, '#333a5c')];
        for (const surface of surfaces) expect(contrast(onPale, surface)).toBeGreaterThanOrEqual(4.5);
        for (const surface of dark) expect(contrast(onDark, surface)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000 },
    );
  });
});
