import { describe, expect, it } from 'vitest';
import { confidenceBeside } from '#application/ai/agreement';
import type { Act, Proposal } from '#domain/assistant/proposal';
import { FaqId, ServiceId } from '#domain/shared/ids';

const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((each) => ServiceId(`svc_${each.repeat(32)}`)) as [
  ServiceId,
  ServiceId,
  ServiceId,
  ServiceId,
  ServiceId,
];
const price = (...services: ServiceId[]): Act => ({ act: 'quote_price', services });
const proposal = (confidence: number, acts: readonly Act[], evidence: readonly string[] = []): Proposal => ({
  language: 'en',
  acts,
  confidence,
  evidence,
});
const engine = proposal(0.9, [price(a)], [`${b} 0.4`, `${c} 0.3`, `${d} 0.2`]);

describe('how sure we may be of a model', () => {
  it('is what the engine says where they agree, unless the model is less sure', () => {
    expect(confidenceBeside(proposal(0.99, [price(a)]), engine)).toBe(0.9);
    expect(confidenceBeside(proposal(0.5, [price(a)]), engine)).toBe(0.5);
  });

  it('halves the odds where they disagree', () => {
    expect(confidenceBeside(proposal(0.99, [price(b)]), engine)).toBeCloseTo(9 / 2 / (1 + 9 / 2));
    expect(confidenceBeside(proposal(0.5, [{ act: 'describe', services: [a] }]), engine)).toBeCloseTo(1 / 3);
    expect(confidenceBeside(proposal(1, [price(b)]), proposal(1, [price(a)], [`${b} 1`]))).toBeLessThan(1);
  });

  it('does not let through what the engine ranks below its third, or not at all', () => {
    expect(confidenceBeside(proposal(0.99, [price(c)]), engine)).toBeGreaterThan(0.5);
    for (const each of [price(d), price(e), { act: 'answer_faq', faq: FaqId('faq_x') } as Act])
      expect(confidenceBeside(proposal(1, [each]), engine)).toBeLessThanOrEqual(0.29);
  });

  it('is that of the least sure part', () => {
    expect(confidenceBeside(proposal(1, [price(a), price(e)]), engine)).toBeLessThanOrEqual(0.29);
  });

  it('is the model’s own where it only calls a person or asks back', () => {
    const careful: Act[] = [
      { act: 'hand_over', reason: 'unknown' },
      { act: 'clarify', services: [e] },
    ];
    for (const act of careful) expect(confidenceBeside(proposal(0.95, [act]), proposal(0.1, [price(a)]))).toBe(0.95);
  });

  it('is nothing to send by where the engine has no opinion', () => {
    expect(confidenceBeside(proposal(1, [price(a)]), null)).toBeLessThanOrEqual(0.29);
  });
});
