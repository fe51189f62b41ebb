import { describe, expect, it } from 'vitest';
import { halfLifeWeight } from '#domain/understanding/confidence/answer-label';
import { outOfScopeShare, shiftForShare } from '#domain/understanding/confidence/base-rate';
import { lowestPlausibleShare } from '#domain/understanding/confidence/clopper-pearson';
import { calibrated, fitCalibration } from '#domain/understanding/confidence/fit-calibration';
import { logit, sigmoid } from '#domain/understanding/confidence/logit';
import { agreedConfidence } from '#domain/understanding/confidence/model-agreement';
import { observationsFromExamples } from '#domain/understanding/confidence/own-examples';
import {
  brierScore,
  calibrationError,
  reliabilityBins,
  thresholdTable,
} from '#domain/understanding/confidence/reliability';
import { effectiveThreshold } from '#domain/understanding/confidence/risk-control';
import {
  confidenceOf,
  confidenceOfParts,
  forRecentTraffic,
  tenantCalibration,
} from '#domain/understanding/confidence/tenant-calibration';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { seededRandom } from '#domain/understanding/seeded-random';

const wide = { slope: 1, shift: 0, slopeSpread: 10, shiftSpread: 10 };

describe('calibrating', () => {
  it('recovers the line that stated probabilities were bent by', () => {
    const random = seededRandom(1);
    const observations = Array.from({ length: 20_000 }, () => {
      const probability = 0.02 + 0.96 * random();
      return { probability, isRight: random() < sigmoid(0.6 * logit(probability) - 0.8), weight: 1 };
    });
    const { slope, shift } = fitCalibration(observations, wide);
    expect(slope).toBeCloseTo(0.6, 1);
    expect(shift).toBeCloseTo(-0.8, 1);
  });

  it('believes many who contradict what was stated with certainty', () => {
    const prior = { slope: 0.9, shift: 0.1, slopeSpread: 0.3, shiftSpread: 0.7 };
    const wrong = Array.from({ length: 40 }, () => ({ probability: 0.99, isRight: false, weight: 1 }));
    const line = fitCalibration(wrong, prior);
    expect(calibrated(0.99, line)).toBeLessThan(0.2);
    const surest = Array.from({ length: 500 }, () => ({ probability: 0.999_999, isRight: false, weight: 1 }));
    expect(calibrated(0.999_999, fitCalibration(surest, prior))).toBeLessThan(0.1);
  });

  it('stays at the prior without observations and near it with few', () => {
    const prior = { slope: 0.9, shift: 0.1, slopeSpread: 0.3, shiftSpread: 0.7 };
    expect(fitCalibration([], prior)).toEqual({ slope: 0.9, shift: 0.1 });
    const one = fitCalibration([{ probability: 0.9, isRight: false, weight: 1 }], prior);
    expect(one.shift).toBeLessThan(0.1);
    expect(one.shift).toBeGreaterThan(-0.7);
  });

  it('is finite at both ends', () => {
    for (const probability of [0, 1])
      expect(calibrated(probability, { slope: 1, shift: 0 })).toBeCloseTo(probability, 5);
  });

  it('fits each kind of evidence by itself, and the labels upon the examples', () => {
    const wrong = Array.from({ length: 50 }, () => ({
      probability: 0.9,
      isRight: false,
      weight: 1,
      kind: 'lexical' as const,
    }));
    const cold = tenantCalibration(fittedConstants, wrong);
    expect(cold.combined).toEqual(fittedConstants.kinds.combined.prior);
    expect(cold.lexical.shift).toBeLessThan(fittedConstants.kinds.lexical.prior.shift);
    const right = wrong.map((each) => ({ ...each, isRight: true }));
    expect(tenantCalibration(fittedConstants, wrong, right).lexical.shift).toBeGreaterThan(cold.lexical.shift);
  });

  it('counts labels half after 90 days', () => {
    const now = new Date('2026-06-01T00:00:00Z');
    const weights = [0, -90 * 86_400_000, 5_000].map((ms) => halfLifeWeight(new Date(now.getTime() + ms), now));
    expect(weights).toEqual([1, 0.5, 1]);
  });
});

describe('what a tenant’s own examples tell', () => {
  const examples = ['a', 'b', 'c', 'd', 'e'].flatMap((label) =>
    [1, 2, 3].map((each) => ({ text: `${label} ${each}`, label })),
  );
  const seen: string[][] = [];
  const train = (some: typeof examples) => {
    seen.push(some.map(({ text }) => text));
    return {
      rank: (text: string) => ({
        kind: 'combined' as const,
        ranked: [{ label: text.charAt(0), probability: 0.7 }],
        none: 0.3,
      }),
    };
  };

  it('asks each example of a model that has not seen it, and the examples of absent labels', () => {
    const asked = observationsFromExamples(examples, train as never);
    expect(asked.filter(({ weight }) => weight === 1)).toHaveLength(15);
    for (const { isRight } of asked.filter(({ weight }) => weight === 1)) expect(isRight).toBe(true);
    expect(asked.some(({ weight }) => weight < 1)).toBe(true);
    for (const texts of seen) expect(texts.length).toBeLessThan(examples.length);
  });

  it('has nothing to say of one label, or of labels with one example each', () => {
    expect(observationsFromExamples(examples.slice(0, 3), train as never)).toEqual([]);
    const single = examples.filter((_, at) => at % 3 === 0);
    expect(observationsFromExamples(single, train as never)).toEqual([]);
  });
});

describe('traffic with more strangers than usual', () => {
  const drawn = (share: number): readonly number[] => {
    const random = seededRandom(2);
    // P(none) as a calibrated model of a 30 % world would state it, with strangers as often as `share`.
    return Array.from({ length: 5_000 }, () => (random() < share ? 0.4 + 0.6 * random() : 0.3 * random()));
  };

  it('is seen in what the model says, within bounds', () => {
    expect(outOfScopeShare(drawn(0.5), 0.3)).toBeGreaterThan(outOfScopeShare(drawn(0.2), 0.3));
    expect(
      outOfScopeShare(
        Array.from({ length: 100 }, () => 0.999),
        0.3,
      ),
    ).toBe(0.6);
    expect(
      outOfScopeShare(
        Array.from({ length: 100 }, () => 0.001),
        0.3,
      ),
    ).toBe(0.05);
    expect(outOfScopeShare([0.9, 0.9], 0.3)).toBe(0.3);
  });

  it('makes answers less certain, and fewer strangers do not make them more so', () => {
    expect(shiftForShare(0.5, 0.3)).toBeCloseTo(Math.log(3 / 7), 6);
    const line = { slope: 1, shift: 0 };
    const many = Array.from({ length: 100 }, () => 0.999);
    expect(forRecentTraffic(line, many, { outOfScope: 0.3 }).shift).toBeCloseTo(logit(0.4) - logit(0.7), 6);
    expect(forRecentTraffic(line, drawn(0.5), { outOfScope: 0.3 }).shift).toBeLessThan(0);
    const few = Array.from({ length: 100 }, () => 0.001);
    expect(forRecentTraffic(line, few, { outOfScope: 0.3 })).toEqual(line);
    expect(forRecentTraffic(line, many.slice(0, 49), { outOfScope: 0.3 })).toEqual(line);
  });
});

describe('once a model has chosen', () => {
  const chosen = (place: number, selfReport: number | null = 1, engine = 0.9) =>
    agreedConfidence({ engine, place, selfReport });

  it('agreement adds nothing, however sure the model says it is', () => {
    expect(chosen(0, 1)).toEqual({ confidence: 0.9, maySend: true });
    expect(chosen(0, null)).toEqual({ confidence: 0.9, maySend: true });
    expect(chosen(0, 7).confidence).toBe(0.9);
    expect(chosen(0, Number.NaN).confidence).toBe(0.9);
  });

  it('its doubt lowers', () => {
    expect(chosen(0, 0.4).confidence).toBe(0.4);
    expect(chosen(0, -3).confidence).toBe(0);
  });

  it('disagreement halves the odds of what is left, and a choice far down is never sent', () => {
    expect(chosen(1).confidence).toBeCloseTo(4.5 / 5.5, 6);
    expect(chosen(2, 0.5).confidence).toBeCloseTo(1 / 3, 6);
    expect(chosen(1, 1, 1).confidence).toBeLessThan(1);
    expect(chosen(3).maySend).toBe(true);
    expect(chosen(4).maySend).toBe(false);
    expect(chosen(Number.POSITIVE_INFINITY).maySend).toBe(false);
  });
});

describe('risk control', () => {
  it.each([
    // Exact one-sided 95 % bounds: 0.05 ** (1 / n) where all are right.
    [10, 10, 0.05 ** 0.1],
    [60, 60, 0.05 ** (1 / 60)],
    [0, 10, 0],
    [9, 10, 0.6058],
  ])('knows what %i right of %i still allow', (right, n, bound) => {
    expect(lowestPlausibleShare(right, n)).toBeCloseTo(bound, 4);
  });

  const answers = (count: number, confidence: number, wrong: number) =>
    Array.from({ length: count }, (_, at) => ({ confidence, isRight: at >= wrong }));

  it('leaves the threshold while there are few labels, and while they prove it', () => {
    expect(effectiveThreshold(answers(59, 0.9, 59), 0.85)).toBe(0.85);
    expect(effectiveThreshold(answers(200, 0.9, 10), 0.85)).toBe(0.85);
  });

  it('raises it to where the labels prove the promise', () => {
    expect(effectiveThreshold([...answers(100, 0.87, 60), ...answers(100, 0.95, 2)], 0.85)).toBe(0.95);
  });

  it('all but stops when nothing proves it', () => {
    expect(effectiveThreshold(answers(100, 0.9, 50), 0.85)).toBe(0.99);
  });
});

describe('reliability', () => {
  const judged = [
    { confidence: 0.95, isRight: true },
    { confidence: 0.95, isRight: true },
    { confidence: 0.95, isRight: false },
    { confidence: 0.2, isRight: false },
    { confidence: 1, isRight: true },
  ];

  it('bins answers, and keeps certainty in the last bin', () => {
    const bins = reliabilityBins(judged, 10);
    expect(bins.map(({ count }) => count)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 4]);
    expect(bins[9]?.shareRight).toBe(0.75);
  });

  it('is zero where confidence means what it says', () => {
    const honest = [
      ...Array(7).fill({ confidence: 0.7, isRight: true }),
      ...Array(3).fill({ confidence: 0.7, isRight: false }),
    ];
    expect(calibrationError(honest)).toBeCloseTo(0, 9);
    expect(calibrationError(honest.map((each) => ({ ...each, confidence: 0.9 })))).toBeCloseTo(0.2, 9);
    expect(brierScore([{ confidence: 1, isRight: false }])).toBe(1);
  });

  it('says what a threshold would do', () => {
    expect(thresholdTable(judged, [0.5, 0.99, 1.1])).toEqual([
      { threshold: 0.5, answered: 4, shareAnswered: 0.8, precision: 0.75 },
      { threshold: 0.99, answered: 1, shareAnswered: 0.2, precision: 1 },
      { threshold: 1.1, answered: 0, shareAnswered: 0, precision: null },
    ]);
  });
});

describe('the confidence of an answer', () => {
  it('is that of its weakest part, and none without parts', () => {
    expect(confidenceOfParts([0.9, 0.4, 0.99])).toBe(0.4);
    expect(confidenceOfParts([])).toBe(0);
  });

  it('is all but certain for a tenant’s own words', () => {
    expect(confidenceOf(0.1, { slope: 1, shift: 0 }, true)).toBe(0.99);
  });
});
