import type { Usage } from '#domain/conversation/turn';

const count = (raw: unknown): number => (typeof raw === 'number' && Number.isSafeInteger(raw) && raw > 0 ? raw : 0);

/** Tokens as the vendor counted them; what they cost is for the price table to say. */
export const usageOf = (inputTokens: unknown, outputTokens: unknown): Usage => ({
  inputTokens: count(inputTokens),
  outputTokens: count(outputTokens),
  costMicros: 0,
});
