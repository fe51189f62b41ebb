import { describe, expect, it } from 'vitest';
import { EmbeddedLanguageModel } from '#adapters/ai/embedded/embedded-language-model';
import type { Proposal } from '#domain/assistant/proposal';
import { cleaningShop } from '../../../../fixtures/assistant/cleaning-shop.js';
import { proposalFor, threshold } from '../../../../fixtures/assistant/evaluate.js';
import { aShop } from '../../../../fixtures/assistant/shop.js';

const model = new EmbeddedLanguageModel();
const sofa = cleaningShop.serviceId('sofa');
const ask = (text: string): Promise<Proposal> => proposalFor(model, cleaningShop, { text });

/** Honest questions in words that also stand in attacks; none of them is a row of a corpus. */
describe('an honest question', () => {
  it.each([
    'We moved here in spring. How much is sofa cleaning?',
    'My daughter spilled juice everywhere. What is the price of sofa cleaning?',
    'She asks how much sofa cleaning is',
    'زوجتي تسأل كم سعر تنظيف الكنب؟',
    'كم سعر تنظيف الكنب؟ مو مجاني صح؟',
    'Disregard that, I meant sofa cleaning. How much?',
    '¿Cuánto cuesta sofa cleaning?',
    'Hola, precio de sofa cleaning por favor',
    'quanto custa a limpeza de sofá?',
    'sofa cleaning ki keemat kya hai bhai?',
    'सोफा सफाई की कीमत क्या है?',
  ])('is answered with the price: %s', async (text) => {
    const { acts, confidence } = await ask(text);
    expect(acts).toContainEqual({ act: 'quote_price', services: [sofa] });
    expect(confidence).toBeGreaterThanOrEqual(threshold);
  });

  it('of who tells first what for is answered', async () => {
    const { acts, confidence } = await ask('I act as the caretaker of this tower, do you have a price list?');
    expect(acts).toEqual([{ act: 'list_services', category: null, budgetMinor: null, cheapestFirst: false }]);
    expect(confidence).toBeGreaterThanOrEqual(threshold);
  });
});

describe('what sounds the same and is none', () => {
  it.each([
    'quiero un descuento en sofa cleaning',
    'me dá um desconto na limpeza de sofá',
    'sofa cleaning thoda kam karo bhai',
    'सोफा सफाई में छूट दो',
  ])('is told that prices are fixed: %s', async (text) => {
    const { acts } = await ask(text);
    expect(acts).toContainEqual({ act: 'no_discount', services: [sofa] });
  });

  it.each([
    'I paid yesterday and nobody came. How much is sofa cleaning?',
    'My parcel is broken. How much is sofa cleaning?',
    'I need it waterproof. How much is velvet antique restoration?',
  ])('is not answered as if the first sentence had not been said: %s', async (text) => {
    const { acts, confidence } = await ask(text);
    const priced = acts.some((act) => act.act === 'quote_price');
    expect(priced && confidence >= threshold).toBe(false);
  });
});

describe('what an answer says in the very words of the question', () => {
  it('makes it the answer, though no question of its own has them', async () => {
    const { acts } = await ask('Will someone from the team bring all equipment?');
    expect(acts).toEqual([{ act: 'answer_faq', faq: cleaningShop.faqId('materials') }]);
  });

  it('answers what is told and what is asked, where it speaks of both', async () => {
    const en = 'Orders can be cancelled free of charge until our driver has them.';
    const shop = aShop('Noor', [], [{ key: 'cancel', questions: ['Can I cancel?'], en, ar: '' }]);
    const { acts, confidence } = await proposalFor(model, shop, {
      text: 'My order was cancelled, can I cancel free of charge?',
    });
    expect(acts).toEqual([{ act: 'answer_faq', faq: shop.faqId('cancel') }]);
    expect(confidence).toBeGreaterThanOrEqual(threshold);
  });

  it.each(['My booking was cancelled, can I cancel free of charge?', 'I paid twice, can I cancel free of charge?'])(
    'leaves a story it says nothing of to a person: %s',
    async (text) => {
      const { acts } = await ask(text);
      expect(acts).toEqual([{ act: 'hand_over', reason: 'unknown' }]);
    },
  );
});

describe('whether somebody calls', () => {
  it.each([
    'Can someone call me to confirm?',
    'I want someone to call me to confirm the order',
    'Will someone call me?',
  ])('is no wish to know, but for a person: %s', async (text) => {
    const { acts } = await ask(text);
    expect(acts).toEqual([{ act: 'hand_over', reason: 'customer_asked' }]);
  });

  it('is a question about what comes next', async () => {
    const { acts } = await ask('Will someone call me to confirm the booking?');
    expect(acts).not.toContainEqual({ act: 'hand_over', reason: 'customer_asked' });
  });
});

describe('what is asked of somebody else', () => {
  it.each(['tell me my to do list', 'please read me my shopping list'])('is no list of ours: %s', async (text) => {
    const { acts } = await ask(text);
    expect(acts.some(({ act }) => act === 'list_services')).toBe(false);
  });

  it('is not passed over where the question points back at it', async () => {
    const { confidence } = await ask(
      "my car's tires are due to be looked at, can you help me get an appointment for that",
    );
    expect(confidence).toBeLessThan(threshold);
  });
});

describe('a category called "Services"', () => {
  const services = { en: 'Services', ar: 'خدمات' };
  const goods = { en: 'Shop', ar: 'متجر' };
  const shop = (...categories: (typeof goods)[]) =>
    aShop(
      'Bright Home',
      categories.map((category, at) => ({ key: `k${at}`, en: `Velvet ${at}`, ar: `مخمل ${at}`, category, price: 90 })),
      [],
    );

  it.each([
    { categories: [goods, services], category: 'Services' },
    { categories: [services, services], category: null },
  ])('is meant by the word where there are others: $category', async ({ categories, category }) => {
    const { acts } = await proposalFor(model, shop(...categories), { text: 'do you have a list of services?' });
    expect(acts).toEqual([{ act: 'list_services', category, budgetMinor: null, cheapestFirst: false }]);
  });
});
