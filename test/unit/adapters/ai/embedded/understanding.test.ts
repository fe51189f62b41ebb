import { describe, expect, it } from 'vitest';
import { EmbeddedLanguageModel } from '#adapters/ai/embedded/embedded-language-model';
import { cleaningShop } from '../../../../fixtures/assistant/cleaning-shop.js';
import { figuresOf, judge, proposalFor, threshold } from '../../../../fixtures/assistant/evaluate.js';
import { fashionShop } from '../../../../fixtures/assistant/fashion-shop.js';
import { signatureOf } from '../../../../fixtures/assistant/labelled-message.js';
import { cleaningMessages } from '../../../../fixtures/assistant/messages-cleaning.js';
import { fashionMessages } from '../../../../fixtures/assistant/messages-fashion.js';
import { heldOutCleaning, heldOutFashion, heldOutSalon } from '../../../../fixtures/assistant/messages-held-out.js';
import { unseenCleaning, unseenFashion, unseenSalon } from '../../../../fixtures/assistant/messages-unseen.js';
import { salonShop } from '../../../../fixtures/assistant/salon-shop.js';

const model = new EmbeddedLanguageModel();
const shops = [
  { name: 'a cleaning company', shop: cleaningShop, messages: cleaningMessages },
  { name: 'a fashion and gift shop', shop: fashionShop, messages: fashionMessages },
];

describe.each(shops)('customers of $name', ({ shop, messages }) => {
  const inScope = messages.filter((message) => message.right.length > 0);
  const foreign = messages.filter((message) => message.right.length === 0);

  it.each(inScope.map((message) => [String(message.text), message] as const))(
    'are understood: %s',
    async (_, message) => {
      const proposal = await proposalFor(model, shop, message);
      expect(message.right).toContain(signatureOf(shop, proposal.acts));
      expect(proposal.confidence).toBeGreaterThanOrEqual(threshold);
    },
  );

  it.each(foreign.map((message) => [String(message.text), message] as const))(
    'are left to a person: %s',
    async (_, message) => {
      expect((await proposalFor(model, shop, message)).confidence).toBeLessThan(threshold);
    },
  );
});

/** Floors under what was measured on the day they were written, so that a change which costs honesty is seen. */
describe('messages the word lists were not written beside', () => {
  it('are mostly left to a person when they are not understood', async () => {
    const figures = figuresOf([
      ...(await judge(model, cleaningShop, unseenCleaning)),
      ...(await judge(model, fashionShop, unseenFashion)),
      ...(await judge(model, salonShop, unseenSalon)),
    ]);
    expect(figures.precision).toBeGreaterThanOrEqual(0.85);
    expect(figures.coverage).toBeGreaterThanOrEqual(0.7);
    expect(figures.escalated).toBeGreaterThanOrEqual(0.85);
  });

  it('are answered rightly or not at all, once the faults they showed are mended', async () => {
    const judged = [
      ...(await judge(model, cleaningShop, heldOutCleaning)),
      ...(await judge(model, fashionShop, heldOutFashion)),
      ...(await judge(model, salonShop, heldOutSalon)),
    ];
    const figures = figuresOf(judged);
    expect(figures.precision).toBeGreaterThanOrEqual(0.95);
    expect(figures.coverage).toBeGreaterThanOrEqual(0.8);
    expect(figures.escalated).toBeGreaterThanOrEqual(0.95);
  });
});
