import { describe, expect, it } from 'vitest';
import { probabilitiesOf } from '#domain/understanding/combiner';
import type { Evidence } from '#domain/understanding/evidence';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { TrainedModel } from '#domain/understanding/trained-model';

/** Two labels, two scorers, two words about the question as a whole. */
const evidence = (scores: readonly (readonly number[])[], globals: readonly number[]): Evidence => ({
  kind: 'combined',
  scores: scores.map((row) => Float64Array.from(row)),
  globals: Float64Array.from(globals),
  labelCount: 2,
});
const weights = { labels: [2, 1], none: [1, 3] };
/** What each scorer gives the two labels, and the words about the question. */
const noneFor = (first: readonly number[], second: readonly number[], globals: readonly number[]): number =>
  probabilitiesOf(evidence([first, second], globals), weights)[2] as number;

describe('P(none of these)', () => {
  it('is exp(v·g) over all that may be meant', () => {
    const given = evidence(
      [
        [1, 0],
        [0.5, 0.25],
      ],
      [1, 1],
    );
    const [first, second, none] = [Math.exp(2.5), Math.exp(0.25), Math.exp(4)];
    const [one, two, three] = probabilitiesOf(given, weights);
    const all = first + second + none;
    for (const [is, ought] of [
      [one, first / all],
      [two, second / all],
      [three, none / all],
    ] as const)
      expect(is).toBeCloseTo(ought, 12);
  });

  it('is what is left of the labels, whatever the figures', () => {
    for (const size of [0, 1, -1, 30, -30, 700, -700]) {
      const given = evidence(
        [
          [size, -size],
          [0, size],
        ],
        [size, -size],
      );
      const all = [...probabilitiesOf(given, weights)];
      expect(all.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
      expect(all.every((each) => each >= 0 && each <= 1)).toBe(true);
    }
  });

  it('falls with what speaks for any label, and rises with what speaks against all of them', () => {
    const plain = noneFor([1, 0], [0, 0], [1, 0]);
    expect(noneFor([2, 0], [0, 0], [1, 0])).toBeLessThan(plain);
    expect(noneFor([1, 1], [0, 0], [1, 0])).toBeLessThan(plain);
    expect(noneFor([1, 0], [0, 0], [1, 1])).toBeGreaterThan(plain);
  });

  it('is even odds between three where nothing is known, and certain where there is no label', () => {
    expect(noneFor([0, 0], [0, 0], [0, 0])).toBeCloseTo(1 / 3, 12);
    expect([...probabilitiesOf({ ...evidence([[], []], [1, 1]), labelCount: 0 }, weights)]).toEqual([1]);
  });

  it('is told by a trained model beside the labels, and is high for what it was taught nothing of', () => {
    const taught = [
      ['When do you open?', 'hours'],
      ['What are your opening hours?', 'hours'],
      ['Are you open on Friday?', 'hours'],
      ['Do you deliver to Dubai?', 'delivery'],
      ['How long does delivery take?', 'delivery'],
      ['What does delivery cost?', 'delivery'],
    ].map(([text = '', label = '']) => ({ text, label }));
    const model = TrainedModel.train(taught, fittedConstants, []);
    const known = model.rank('when do you open on friday');
    const strange = model.rank('my cat likes jazz');
    expect(known.ranked.reduce((sum, { probability }) => sum + probability, known.none)).toBeCloseTo(1, 9);
    expect(known.none).toBeLessThan(0.5);
    expect(strange.none).toBeGreaterThan(known.none);
    expect(strange.none).toBeGreaterThan(0.5);
  });
});
