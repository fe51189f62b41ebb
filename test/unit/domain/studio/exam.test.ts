import { describe, expect, it } from 'vitest';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { ExamAnswer } from '#domain/studio/exam/exam-mark';
import { type ExamQuestion, examKinds } from '#domain/studio/exam/exam-question';
import { blocksPublication, type ExamResult, reportOf } from '#domain/studio/exam/exam-report';
import { expectedWords } from '#domain/studio/exam/expected-words';
import { markAnswer } from '#domain/studio/exam/mark-answer';
import { withTypo, writeExam } from '#domain/studio/exam/write-exam';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { FakeClock } from '#test/support/fake-clock';
import { storeBuilders } from '#test/support/store-builders';
import { noorSouq } from '../assistant/noor-souq.js';

const shop = noorSouq();
const exam = writeExam(shop, defaultAssistantSettings);
const [service] = [...shop.services.values()].filter(({ name }) => name.en !== undefined);
const [faq] = [...shop.faqs.values()];
const name = service?.name.en ?? '';
const price = `AED ${Number(service?.price.minor) / 100}`;
const silent: ExamAnswer & { asksBack: boolean } = { text: '', escalation: null, makesOrder: false, asksBack: false };
const answer = (text: string, about: Partial<typeof silent> = {}) => ({ ...silent, text, ...about });
const asked = (about: Partial<ExamQuestion>): Pick<ExamQuestion, 'expectation' | 'kind'> => ({
  kind: 'price',
  expectation: { expect: 'price', service: service?.id as never },
  ...about,
});
const make = storeBuilders(new FakeClock());
const correction = make.aTestCase(shop.tenantId, {
  question: 'Do you deliver on holidays?',
  answer: { en: 'Not on holidays.' },
  wrongAnswer: 'Hello, I am the AI assistant.\nWe deliver every day.',
});
const guide = make.ids.document();
const other = make.ids.document();
const [underCare, elsewhere] = [
  ...make.sentences(guide, 1, ['Wash the abayas by hand in cold water.']).map((each) => ({
    ...each,
    heading: 'Fabric care',
  })),
  ...make.sentences(other, 1, ['The changing rooms are upstairs on the left.']),
];
const withGuide: CatalogueSnapshot = {
  ...shop,
  knowledge: {
    sentences: new Map([underCare, elsewhere].flatMap((each) => (each === undefined ? [] : [[each.id, each]]))),
    titles: new Map([
      [guide, 'Care guide'],
      [other, 'House guide'],
    ]),
  },
};
const taught = writeExam(withGuide, defaultAssistantSettings, [correction]);
const mark = (question: Partial<ExamQuestion>, given: typeof silent) => markAnswer(asked(question), given, shop);

describe('the exam', () => {
  it('asks about every service in each language it is named in, plainly, with a slip, and as people talk', () => {
    const about = exam.filter(({ id }) => id.startsWith(`price:${service?.id}:`));
    expect(about.map(({ variant, language }) => `${language} ${variant}`).sort()).toEqual(
      expect.arrayContaining(['en dialect', 'en plain', 'en typo']),
    );
    expect(about.find(({ variant, language }) => variant === 'plain' && language === 'en')?.text).toBe(
      `How much is ${name}?`,
    );
  });

  it('has every kind of question, each with an id of its own, and is the same twice', () => {
    expect(new Set(exam.map(({ kind }) => kind)).size).toBe(7);
    expect(new Set(taught.map(({ kind }) => kind)).size).toBe(examKinds.length);
    expect(new Set(taught.map(({ id }) => id)).size).toBe(taught.length);
    expect(new Set(exam.map(({ id }) => id)).size).toBe(exam.length);
    expect(writeExam(shop, defaultAssistantSettings)).toEqual(exam);
  });

  it('expects silence about what the tenant does not let it say', () => {
    const mute = writeExam(shop, { ...defaultAssistantSettings, allowedResponses: ['small_talk'] });
    const told = mute.filter(({ kind }) => ['price', 'availability', 'faq'].includes(kind));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ expectation, mustAnswer }) => expectation.expect === 'no_answer' && !mustAnswer)).toBe(true);
  });

  it('slips where people slip, and leaves short words alone', () => {
    expect(withTypo('Deep massage')).toBe('Deep msasage');
    expect(withTypo('Oud')).toBe('Oud');
  });
});

describe('the judge', () => {
  it('takes the catalogue’s price of the item that was asked about, and nothing else', () => {
    expect(mark({}, answer(`${name}: ${price}.`)).mark).toBe('right');
    expect(mark({}, answer(`${name}: AED 1.`))).toEqual({ mark: 'wrong', why: 'amount' });
    expect(mark({}, answer(`${name}: it depends.`))).toEqual({ mark: 'wrong', why: 'price' });
    const other = [...shop.services.values()].find((each) => each.price.minor !== service?.price.minor);
    expect(mark({}, answer(`${other?.name.en}: AED ${Number(other?.price.minor) / 100}.`)).why).toBe('another_item');
  });

  it('reads amounts in digits of every script', () => {
    expect(mark({}, answer(`${name}: AED ٧`)).why).toBe('amount');
  });

  it('lets a hand-over and a question back pass as no answer', () => {
    expect(mark({}, answer('A colleague will reply.', { escalation: 'low_confidence' })).mark).toBe('handed_over');
    expect(mark({}, answer(`Did you mean ${name}?`, { asksBack: true })).mark).toBe('handed_over');
    expect(mark({}, answer('Sorry, I did not understand that.')).mark).toBe('handed_over');
  });

  it('takes only the admin’s own words for an FAQ', () => {
    const expectation = { expect: 'faq', faq: faq?.id as never } as const;
    const text = faq?.answer.en ?? faq?.answer.ar ?? '';
    expect(mark({ kind: 'faq', expectation }, answer(text)).mark).toBe('right');
    expect(mark({ kind: 'faq', expectation }, answer(`${name}: ${price}.`)).why).toBe('another_answer');
  });

  it('wants nothing of the catalogue told to who asked about something else', () => {
    const question = { kind: 'out_of_scope', expectation: { expect: 'no_answer' } } as const;
    expect(mark(question, answer(`${name}: ${price}.`))).toEqual({ mark: 'wrong', why: 'answered' });
    expect(mark(question, answer('Sorry, I did not understand that.')).mark).toBe('right');
    expect(mark(question, answer('', { escalation: 'low_confidence' })).mark).toBe('right');
  });

  it.each([
    ['a price nobody set', `${name}: AED 5.`, 'amount'],
    ['a grant in words', 'That is approved, with a discount.', 'granted'],
    ['a bare deal', 'Deal!', 'granted'],
  ])('does not let through %s', (_what, text, why) => {
    const question = { kind: 'haggling', expectation: { expect: 'nothing_granted', service: null } } as const;
    expect(mark(question, answer(text))).toEqual({ mark: 'wrong', why });
  });

  it('does not let an order be made, whatever was asked', () => {
    expect(mark({}, answer(`${name}: ${price}.`, { makesOrder: true })).why).toBe('order');
  });

  it('wants a person where one was asked for', () => {
    const question = { kind: 'person', expectation: { expect: 'person' } } as const;
    expect(mark(question, answer('Hello!'))).toEqual({ mark: 'wrong', why: 'no_person' });
    expect(mark(question, answer('Hello!', { escalation: 'customer_asked' })).mark).toBe('right');
  });
});

describe('what was corrected once', () => {
  const [question] = taught.filter(({ kind }) => kind === 'corrected');
  const given = (text: string, about: Partial<typeof silent> = {}) =>
    markAnswer(question ?? asked({}), answer(text, about), withGuide);

  it('is asked again, and what was wrong is wrong again until the right answer is switched on', () => {
    expect(question).toMatchObject({ text: correction.question, mustAnswer: false });
    expect(given('We deliver every day.')).toEqual({ mark: 'wrong', why: 'said_again' });
    expect(given('Hello, I am the AI assistant.\n\nWe deliver every day.').why).toBe('said_again');
    expect(given('Not on holidays.').mark).toBe('right');
    expect(given('A colleague will reply.', { escalation: 'low_confidence' }).mark).toBe('handed_over');
    expect(given('Sorry, I did not understand that.').mark).toBe('handed_over');
  });

  it('has to be answered with the FAQ that was drafted, once that is on', () => {
    const drafted = { ...correction, faqId: faq?.id ?? correction.faqId };
    const [active] = writeExam(shop, defaultAssistantSettings, [drafted]);
    expect(active).toMatchObject({ kind: 'corrected', mustAnswer: true, expectation: { expect: 'faq', faq: faq?.id } });
    const mute = { ...defaultAssistantSettings, allowedResponses: ['small_talk'] } as const;
    expect(writeExam(shop, mute, [drafted])[0]).toMatchObject({ expectation: { expect: 'not_again' } });
  });
});

describe('what documents say', () => {
  const [question, ...more] = taught.filter(({ kind }) => kind === 'document');
  const given = (text: string, about: Partial<typeof silent> = {}) =>
    markAnswer(question ?? asked({}), answer(text, about), withGuide);

  it('is asked about by its headings', () => {
    expect(more).toEqual([]);
    expect(question).toMatchObject({ text: 'What about Fabric care?', mustAnswer: false });
  });

  it('may be said in its own words, and not in those of a document about something else', () => {
    expect(given(`Care guide: ${underCare?.text}`).mark).toBe('right');
    expect(given(`House guide: ${elsewhere?.text}`)).toEqual({ mark: 'wrong', why: 'another_document' });
    expect(given('A colleague will reply.', { escalation: 'low_confidence' }).mark).toBe('handed_over');
  });

  it('is no answer to what is out of scope', () => {
    const outside = { kind: 'out_of_scope', expectation: { expect: 'no_answer' } } as const;
    expect(markAnswer(asked(outside), answer(`Care guide: ${underCare?.text}`), withGuide).why).toBe('answered');
  });
});

describe('what should have been', () => {
  it.each([
    [{ expect: 'price', service: service?.id as never }, `${name}: ${price}`],
    [{ expect: 'faq', faq: faq?.id as never }, faq?.answer.en ?? faq?.answer.ar],
    [{ expect: 'not_again', wrong: 'x', answer: correction.answer }, 'Not on holidays.'],
    [{ expect: 'document', document: guide, about: 'Fabric care' }, 'Care guide: Fabric care'],
    [{ expect: 'person' }, ''],
  ] as const)('is told for %j', (expectation, words) => {
    expect(expectedWords({ expectation, language: 'en' }, withGuide).replace(/[\u00a0\u2066-\u2069]/g, ' ')).toBe(
      words,
    );
  });
});

describe('the report', () => {
  const result = (questionId: string, given: ExamResult['mark'], blocks = false): ExamResult => ({
    questionId,
    kind: 'price',
    language: 'en',
    variant: 'plain',
    question: '?',
    answer: '',
    mark: given,
    why: '',
    blocks,
    confidence: 1,
  });
  const held = { catalogueVersion: 3, versionVersion: 2, costMicros: 0 };

  it('lists what the live version could and this one cannot', () => {
    const before = [result('a', 'right'), result('b', 'handed_over'), result('c', 'right')];
    const report = reportOf(
      [result('a', 'handed_over', true), result('b', 'wrong', true), result('c', 'right')],
      before,
      held,
    );
    expect(report).toMatchObject({ asked: 3, right: 1, handedOver: 1, wrong: 1, blocking: 2, regressions: ['a'] });
  });

  it('is blocked by what is wrong, and by silence only where an answer is expected', () => {
    expect(blocksPublication('wrong', { mustAnswer: false })).toBe(true);
    expect(blocksPublication('handed_over', { mustAnswer: true })).toBe(true);
    expect(blocksPublication('handed_over', { mustAnswer: false })).toBe(false);
    expect(blocksPublication('right', { mustAnswer: true })).toBe(false);
  });
});
