import { describe, expect, it } from 'vitest';
import { PassageFinder } from '#application/knowledge/passage-finder';
import { PassageIndexes } from '#application/knowledge/passage-indexes';
import { Unhurried } from '#application/knowledge/unhurried';
import { noKnowledge } from '#domain/knowledge/knowledge-snapshot';
import { quotationFor } from '#domain/knowledge/quotation-for';
import { readSentences } from '#domain/knowledge/read-sentences';
import { DocumentId, type SentenceId, TenantId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';

const documentId = DocumentId(`doc_${'0b'.repeat(16)}`);
const guide = [
  'Parking is available behind the building.',
  'Children under 12 must be accompanied by an adult.',
  'Pets are not allowed in the treatment rooms.',
  'Wear comfortable clothes for your session.',
  'We are open from Saturday to Thursday, 9 am to 9 pm.',
  'Ladies and gentlemen have separate changing rooms.',
  'Towels and slippers are provided at the reception.',
  'A wheelchair ramp is at the main entrance.',
  'The pool is heated in winter.',
  'A deep massage is AED 150.',
  'We guarantee the result of every treatment.',
  'المواقف متوفرة خلف المبنى.',
  'يجب أن يرافق الأطفال دون 12 سنة شخص بالغ.',
  'نعمل من السبت إلى الخميس من التاسعة صباحًا.',
];
const sentences = readSentences(
  guide.map((text) => ({ kind: 'paragraph', text, page: null, hidden: false })),
  { documentId, number: 1 },
);
const knowledge = {
  sentences: new Map(sentences.map((each) => [each.id, each])),
  titles: new Map([[documentId, 'Visitor guide']]),
};
const tenantId = TenantId(`ten_${'0c'.repeat(16)}`);
const shop = { tenantId, knowledge };
const indexes = new PassageIndexes({ unhurried: new Unhurried({ clock: new FakeClock() }) });
const finderWith = (nearest: () => Promise<readonly SentenceId[] | null>, telemetry = new SilentTelemetry()) =>
  new PassageFinder({
    indexes,
    vectors: { isSetUp: true, areMissing: async () => false, nearest },
    queue: { enqueue: () => undefined },
    telemetry,
  });
const finder = finderWith(async () => null);
const answerTo = async (question: string, language: Language = 'en') =>
  quotationFor(question, await finder.find(shop, question), language);

describe('a question is answered with a sentence', () => {
  it.each<[string, string, Language]>([
    ['is there parking available?', 'Parking is available behind the building.', 'en'],
    ['Where is the parking?', 'Parking is available behind the building.', 'en'],
    ['are pets allowed', 'Pets are not allowed in the treatment rooms.', 'en'],
    ['are towels provided?', 'Towels and slippers are provided at the reception.', 'en'],
    ['Is the pool heated?', 'The pool is heated in winter.', 'en'],
    ['do you have separate changing rooms for ladies', 'Ladies and gentlemen have separate changing rooms.', 'en'],
    ['هل المواقف متوفرة؟', 'المواقف متوفرة خلف المبنى.', 'ar'],
  ])('%s', async (question, text, language) => {
    const found = await answerTo(question, language);
    expect(found?.sentence.text).toBe(text);
    expect(found?.confidence).toBeGreaterThanOrEqual(0.85);
  });
});

describe('a question is left to a person', () => {
  it.each([
    'when is the parking available?',
    'how much is a deep massage?',
    'do you guarantee the result of the treatment?',
    'is there parking for buses with trailers?',
    'can I get my money back',
    'do you repair laptops?',
    'why are pets not allowed?',
    'what is the weather tomorrow',
    'hello',
    'is the parking free of charge?',
  ])('%s', async (question) => expect((await answerTo(question))?.confidence ?? 0).toBeLessThan(0.85));

  it('when the nearest sentence may not be said', async () => {
    const found = await answerTo('is the result of every treatment guaranteed');
    expect(found?.confidence ?? 0).toBeLessThan(0.6);
  });

  it('when nothing was given to know', async () => {
    expect(await finder.find({ tenantId, knowledge: noKnowledge }, 'parking')).toEqual([]);
    expect(await finder.find({ tenantId }, 'parking')).toEqual([]);
    expect(quotationFor('parking', [], 'en')).toBeNull();
  });
});

describe('with an embedder', () => {
  const idOf = (text: string): SentenceId => sentences.find((each) => each.text.startsWith(text))!.id;

  it('what means the same rises, and what no word leads to is found', async () => {
    const fused = finderWith(async () => [idOf('Towels'), idOf('The pool')]);
    const question = 'what should I bring for the session at the reception';
    const meant = (await fused.find(shop, question)).map(({ text }) => text);
    expect(meant[0]).toBe('Towels and slippers are provided at the reception.');
    expect(meant).toContain('The pool is heated in winter.');
  });

  it('an answer is as sure as its words make it, whatever is nearest in meaning', async () => {
    const question = 'is there parking available?';
    const fused = finderWith(async () => [idOf('Pets'), idOf('The pool'), idOf('A deep massage')]);
    const answer = quotationFor(question, await fused.find(shop, question), 'en');
    expect(answer?.sentence.text).toBe('Parking is available behind the building.');
    expect(answer?.confidence).toBe((await answerTo(question))?.confidence);
  });

  it('that fails, the words decide alone', async () => {
    const telemetry = new SilentTelemetry();
    const question = 'where is the parking behind the building';
    const found = await finderWith(() => Promise.reject(new Error('down')), telemetry).find(shop, question);
    expect(found).toEqual(await finder.find(shop, question));
  });
});
