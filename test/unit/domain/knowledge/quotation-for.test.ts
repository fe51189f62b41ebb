import { describe, expect, it } from 'vitest';
import { PassageFinder } from '#application/knowledge/passage-finder';
import { noKnowledge } from '#domain/knowledge/knowledge-snapshot';
import { quotationFor } from '#domain/knowledge/quotation-for';
import { readSentences } from '#domain/knowledge/read-sentences';
import { DocumentId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
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
const finder = new PassageFinder({ embedder: null, telemetry: new SilentTelemetry() });
const answerTo = async (question: string, language: Language = 'en') =>
  quotationFor(question, await finder.find(knowledge, question), language);

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
    expect(await finder.find(noKnowledge, 'parking')).toEqual([]);
    expect(await finder.find(undefined, 'parking')).toEqual([]);
    expect(quotationFor('parking', [], 'en')).toBeNull();
  });
});

describe('with an embedder', () => {
  const vector = (text: string) => Float32Array.of(/towel|bring/i.test(text) ? 1 : 0, /pool/i.test(text) ? 1 : 0, 0.01);
  it('what means the same rises, and each text is sent once', async () => {
    const sent: string[] = [];
    const embedder = {
      name: 'meaning',
      embed: async (texts: readonly string[]) => {
        sent.push(...texts);
        return texts.map(vector);
      },
    };
    const fused = new PassageFinder({ embedder, telemetry: new SilentTelemetry() });
    const question = 'what should I bring for the session at the reception';
    const words = (await finder.find(knowledge, question)).map(({ text }) => text);
    const meant = (await fused.find(knowledge, question)).map(({ text }) => text);
    const towels = 'Towels and slippers are provided at the reception.';
    expect(meant.indexOf(towels)).toBe(0);
    expect(words.indexOf(towels)).toBeGreaterThanOrEqual(0);
    await fused.find(knowledge, question);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it('that fails, the words decide alone', async () => {
    const telemetry = new SilentTelemetry();
    const embedder = { name: 'down', embed: () => Promise.reject(new Error('down')) };
    const question = 'where is the parking behind the building';
    const found = await new PassageFinder({ embedder, telemetry }).find(knowledge, question);
    expect(found).toEqual(await finder.find(knowledge, question));
  });
});
