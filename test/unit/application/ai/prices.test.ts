import { expect, it } from 'vitest';
import { pricesOf } from '#application/ai/check-ai-input';
import { type AiSettings, defaultAiSettings } from '#domain/ai/ai-settings';

const first = new Date('2026-01-01');
const later = new Date('2026-02-01');
const price = { connection: 'main', model: 'small', inputMicros: 150_000, outputMicros: 600_000 };
const settings: AiSettings = {
  ...defaultAiSettings,
  connections: [{ name: 'main', vendor: 'openai', settings: {}, key: null }],
  prices: [{ ...price, enteredAt: first }],
};

it('a price keeps the date it was typed in until somebody types another', () => {
  expect(pricesOf([price], settings, later)).toEqual([{ ...price, enteredAt: first }]);
  expect(pricesOf([{ ...price, outputMicros: 1 }], settings, later)[0]?.enteredAt).toEqual(later);
  expect(pricesOf([{ ...price, model: 'new' }], settings, later)[0]?.enteredAt).toEqual(later);
});

it('of a price from before dates were kept nothing is made up', () => {
  expect(pricesOf([price], { ...settings, prices: [price] }, later)).toEqual([price]);
});
