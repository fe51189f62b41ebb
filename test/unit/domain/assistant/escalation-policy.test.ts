import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideEscalation, type Triggers } from '#domain/assistant/escalation-policy';
import type { Verdict } from '#domain/assistant/verdict';

const calm: Triggers = {
  customerAsked: false,
  keyword: false,
  anger: false,
  gaveUp: false,
  unreadable: false,
  misunderstoodTwice: false,
  failure: null,
};
const pass: Verdict = { check: 'grounding', outcome: 'pass', detail: '' };
const veto: Verdict = { check: 'grounding', outcome: 'veto', detail: 'svc' };

describe('whether a person is called', () => {
  it('not when the answer is sure enough: the threshold itself suffices', () => {
    expect(decideEscalation(0.85, 0.85, [pass], calm)).toBeNull();
    expect(decideEscalation(0.8499, 0.85, [pass], calm)).toBe('low_confidence');
    expect(decideEscalation(Number.NaN, 0.85, [pass], calm)).toBe('low_confidence');
  });

  it('always on a veto, however confident', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1 }), fc.double({ min: 0, max: 1 }), (confidence, threshold) => {
        expect(decideEscalation(confidence, threshold, [pass, veto], calm)).toBe('guard_refusal');
      }),
    );
  });

  it.each([
    [{ customerAsked: true }, 'customer_asked'],
    [{ keyword: true }, 'keyword'],
    [{ anger: true }, 'anger'],
    [{ gaveUp: true }, 'low_confidence'],
    [{ unreadable: true }, 'unreadable_message'],
    [{ misunderstoodTwice: true }, 'repeated_misunderstanding'],
    [{ failure: 'provider_failure' }, 'provider_failure'],
    [{ failure: 'guard_refusal' }, 'guard_refusal'],
  ] as const)('%j: %s', (about, reason) => {
    expect(decideEscalation(1, 0.85, [pass], { ...calm, ...about })).toBe(reason);
  });

  it('what the customer said comes before what we could not do', () => {
    expect(decideEscalation(0, 0.85, [veto], { ...calm, customerAsked: true, failure: 'provider_failure' })).toBe(
      'customer_asked',
    );
  });

  it('a higher confidence never calls a person that a lower one did not', () => {
    const confidence = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(confidence, confidence, confidence, (a, b, threshold) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        if (decideEscalation(low, threshold, [pass], calm) === null)
          expect(decideEscalation(high, threshold, [pass], calm)).toBeNull();
      }),
    );
  });
});
