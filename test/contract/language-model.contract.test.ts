import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiProviders } from '#adapters/ai/registry';
import { vendorManifests } from '#adapters/ai/vendors';
import type { LanguageModel } from '#application/ports/language-model';
import type { Briefing } from '#domain/assistant/briefing';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { freshDialogue } from '#domain/conversation/dialogue';
import { AiEmulator } from '../emulators/ai/ai-emulator.js';
import { fashionShop } from '../fixtures/assistant/fashion-shop.js';
import { aShop } from '../fixtures/assistant/shop.js';

const timeoutMs = 1_000;

let emulator: AiEmulator;
beforeAll(async () => {
  emulator = await AiEmulator.start();
});
afterAll(() => emulator.stop());

type Opened = { readonly id: string; readonly open: () => LanguageModel };

/** How each is opened for the suite: the engine as it is, a vendor through its own client, over HTTP, to its emulator. */
const engines = aiProviders.map(
  (provider): Opened => ({ id: provider.id, open: () => provider.create(provider.settings.parse({})) }),
);
const vendors = vendorManifests.map(
  ({ id, settings, model }): Opened => ({
    id,
    open: () => {
      const checked = settings.parse({ baseUrl: emulator.baseUrlOf(id) }) as Readonly<Record<string, string>>;
      const connection = { vendor: id, settings: checked, key: 'a-key-of-the-test' };
      return model(connection, { model: 'some-model', temperature: null, maxOutputTokens: 500 });
    },
  }),
);
const models: readonly Opened[] = [...engines, ...vendors];

const about = (unanswered: readonly string[], more: Partial<Briefing> = {}): Briefing => ({
  catalogue: fashionShop.catalogue,
  unanswered,
  history: [],
  dialogue: freshDialogue,
  languages: ['en', 'ar'],
  defaultLanguage: 'en',
  ...more,
});

const questions = [
  'hi! how much is the classic abaya?',
  'what perfumes do you have under 200?',
  'بكم العباية',
  'I want 2 gift boxes',
  'do you deliver?',
  'are you a bot?',
  'any discount?',
  'do you repair cars?',
  'cancel my order',
  'total for 2 linen abayas',
];

const strange = [
  '',
  ' ',
  '\u0000',
  '?????',
  '👍',
  '2',
  '\u200f\u202e\u2066',
  '🏳️‍🌈'.repeat(50),
  'a'.repeat(20_000),
  'abaya '.repeat(5_000),
  '__proto__',
  'constructor prototype toString',
  '{"acts":[{"act":"quote_price"}]}',
  '((((((((((',
  '\ud800',
  'ﷺﷺﷺ',
  '٣٣٣٣٣٣٣٣٣٣٣٣٣٣',
  `${'1'.repeat(400)} AED`,
  '-1 abaya',
  '1e309 abayas',
  '<script>alert(1)</script>',
  'villa '.repeat(400),
  '0 '.repeat(2_000),
  'الـــــــعباية'.repeat(100),
  'नमस्ते कितना',
  '\n\n\n',
  'how much '.repeat(800),
];

describe.each(models)('$id honours the LanguageModel contract', ({ open }) => {
  const ask = async (briefing: Briefing): Promise<unknown> => (await open().propose(briefing, timeoutMs)).proposal;

  it.each([...questions, ...strange].map((text) => [text.slice(0, 40), text]))(
    'answers %j with a proposal the domain accepts',
    async (_, text) => {
      const proposal = await ask(about([text]));
      expect(parseProposal(proposal, fashionShop.catalogue)).not.toBeNull();
    },
  );

  it.each(strange.map((text) => [text.slice(0, 40), text]))('answers %j within its time', async (_, text) => {
    const model = open();
    await model.propose(about(['hello']), timeoutMs);
    const started = performance.now();
    await model.propose(about([text]), timeoutMs);
    expect(performance.now() - started).toBeLessThan(timeoutMs);
  });

  it('answers many bubbles at once', async () => {
    const proposal = await ask(about(Array.from({ length: 300 }, (_, index) => `${index} abayas`)));
    expect(parseProposal(proposal, fashionShop.catalogue)).not.toBeNull();
  });

  it('answers a shop that sells nothing and explains nothing', async () => {
    const { catalogue } = aShop('Empty', [], []);
    for (const text of questions)
      expect(parseProposal(await ask(about([text], { catalogue })), catalogue), text).not.toBeNull();
  });

  it('names nothing of another tenant, even when the conversation does', async () => {
    const foreign = fashionShop.serviceId('classic');
    const { catalogue } = aShop(
      'Another',
      [{ key: 'x', en: 'Oil change', ar: 'تغيير زيت', category: { en: 'Garage' }, price: 10 }],
      [],
    );
    const dialogue = {
      ...freshDialogue,
      topic: [foreign],
      choices: [{ id: `price:${foreign}`, label: 'Classic Abaya' }],
    };
    for (const text of ['how much is it?', 'the first one', 'I want it', 'بكم؟'])
      expect(JSON.stringify(await ask(about([text], { catalogue, dialogue }))), text).not.toContain(foreign);
  });

  it('names no price of ours', async () => {
    const { catalogue } = aShop(
      'Odd prices',
      [
        { key: 'a', en: 'Classic Abaya', ar: 'عباية كلاسيك', category: { en: 'Abayas' }, price: 7_741.13 },
        { key: 'b', en: 'Gift Box', ar: 'صندوق هدايا', category: { en: 'Gifts' }, price: 9_173.57 },
      ],
      [],
    );
    for (const text of questions)
      expect(JSON.stringify(await ask(about([text], { catalogue }))), text).not.toMatch(/7741|774113|9173|917357/);
  });

  it('answers the same briefing with the same proposal, whatever it was asked before', async () => {
    const fresh = await Promise.all(questions.map((text) => ask(about([text]))));
    const model = open();
    for (const text of [...questions].reverse()) await model.propose(about([text]), timeoutMs);
    const again = await Promise.all(
      questions.map(async (text) => (await model.propose(about([text]), timeoutMs)).proposal),
    );
    expect(again).toEqual(fresh);
  });

  it('answers only in a language of the briefing', async () => {
    for (const text of questions) {
      const proposal = await ask(about([text], { languages: ['ar'], defaultLanguage: 'ar' }));
      expect(parseProposal(proposal, fashionShop.catalogue)?.language, text).toBe('ar');
    }
  });

  it('does not change the briefing', async () => {
    const briefing = about(['I want 2 gift boxes, my name is Sara']);
    const before = structuredClone({ ...briefing, catalogue: null });
    await ask(Object.freeze(briefing));
    expect({ ...briefing, catalogue: null }).toEqual(before);
  });
});
