import { describe, expect, it } from 'vitest';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { deserialiseLearnt, serialiseLearnt } from '#domain/understanding/serialise-learnt';
import { learn, TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import { type Example, TrainedModel } from '#domain/understanding/trained-model';

const phrasings: Readonly<Record<string, readonly string[]>> = {
  hours: ['What are your opening hours?', 'When do you open?', 'متى تفتحون؟', 'Are you open on Sunday?'],
  returns: [
    'How do I return an item?',
    'Can I send it back?',
    'What is your refund policy?',
    'هل يمكنني إرجاع المنتج؟',
  ],
  delivery: ['Do you deliver to Sharjah?', 'How long does shipping take?', 'كم يستغرق التوصيل؟', 'Delivery fee?'],
  payment: ['Which cards do you accept?', 'Can I pay cash?', 'طرق الدفع', 'Do you take Apple Pay?'],
  parking: ['Is there parking?', 'Where can I park my car?', 'هل يوجد موقف سيارات؟', 'Is parking free?'],
  gifts: ['Do you wrap gifts?', 'Can you add a gift card?', 'هل تغلفون الهدايا؟', 'Is gift wrapping free?'],
};
const examples: readonly Example[] = Object.entries(phrasings).flatMap(([label, texts]) =>
  texts.map((text) => ({ text, label })),
);
const model = TrainedModel.train(examples, fittedConstants);
const best = (text: string, ranker: Pick<TrainedModel, 'rank'> = model): string | undefined =>
  ranker.rank(text).ranked[0]?.label;

describe('a model trained on a handful of phrasings', () => {
  it.each([
    ['what time do you open tomorrow', 'hours'],
    ['i want to send back my dress', 'returns'],
    ['how long until the shipment arrives', 'delivery'],
    ['can i pay by card', 'payment'],
    ['were is the parkng', 'parking'],
    ['متى بتفتحوا', 'hours'],
    ['كيف ارجع المنتج', 'returns'],
  ])('finds what is meant: %s', (text, label) => {
    expect(best(text)).toBe(label);
  });

  it('says none of these of what is about something else', () => {
    expect(model.rank('who won the football match last night').none).toBeGreaterThan(0.5);
    expect(model.rank('When do you open?').none).toBeLessThan(0.3);
  });

  it('states probabilities: of all labels and none together, one', () => {
    const { ranked, none } = model.rank('is delivery free');
    expect(ranked.reduce((sum, { probability }) => sum + probability, none)).toBeCloseTo(1, 9);
    expect(ranked.map(({ label }) => label).sort()).toEqual([...model.labels]);
  });

  it('is the same however often it is trained', () => {
    const again = TrainedModel.train(examples, fittedConstants);
    for (const text of ['parking?', 'كم التوصيل', 'x']) expect(again.rank(text)).toEqual(model.rank(text));
  });

  it('answers texts without a word, and texts that never end', () => {
    for (const text of ['', '؟؟؟', '🙂', 'a '.repeat(100_000)]) {
      const { ranked, none } = model.rank(text);
      expect(Number.isFinite(none)).toBe(true);
      expect(ranked.every(({ probability }) => Number.isFinite(probability))).toBe(true);
    }
  });

  it('knows the languages apart by what it can say of them', () => {
    expect(model.rank('do you deliver').kind).toBe('combined');
    expect(model.rank('هل التوصيل مجاني').kind).toBe('lexical');
  });

  it('learns what a tenant calls the same', () => {
    const text = 'valet?';
    const plain = model.rank(text).ranked.find(({ label }) => label === 'parking')?.probability ?? 0;
    const taught = TrainedModel.train(examples, fittedConstants, [['parking', 'valet']]);
    expect(best(text, taught)).toBe('parking');
    expect(taught.rank(text).ranked[0]?.probability).toBeGreaterThan(plain);
  });

  it('ranks by the planes alone when there are too many examples to look at each', () => {
    const large = TrainedModel.train(examples, fittedConstants, [], true);
    expect(large.rank('when do you open').kind).toBe('large');
    expect(best('when do you open', large)).toBe('hours');
  });
});

describe('what a tenant’s model has learnt', () => {
  const learnt = learn({ examples, synonyms: [['parking', 'valet']] }, fittedConstants);
  const understanding = new TenantUnderstanding(learnt, fittedConstants);

  it('comes back from its text as it was', () => {
    const back = deserialiseLearnt(serialiseLearnt(learnt, fittedConstants.fit), fittedConstants.fit);
    if (back === null) throw new Error('it did not come back');
    const restored = new TenantUnderstanding(back, fittedConstants);
    for (const text of ['do you have a valet', 'متى بتفتحوا', 'send it back please'])
      expect(restored.meanings(text, 5)).toEqual(understanding.meanings(text, 5));
  });

  it('is not taken from another fit, another format or a damaged text', () => {
    const text = serialiseLearnt(learnt, fittedConstants.fit);
    const written = JSON.parse(text);
    for (const damaged of [
      text.slice(0, -10),
      'null',
      '{}',
      JSON.stringify({ ...written, format: 99 }),
      JSON.stringify({ ...written, supports: written.supports.slice(1) }),
      JSON.stringify({ ...written, supports: written.supports.map(() => [[9_999], [1]]) }),
    ])
      expect(deserialiseLearnt(damaged, fittedConstants.fit)).toBeNull();
    expect(deserialiseLearnt(text, 'another fit')).toBeNull();
  });

  it('is all but certain of its own phrasings, however they are typed', () => {
    expect(understanding.meanings('  what are your OPENING hours', 3)[0]).toEqual({
      label: 'hours',
      confidence: 0.99,
      isExact: true,
    });
  });

  it('is not certain of a phrasing that two answers have', () => {
    const twice = [...examples, { text: 'Is parking free?', label: 'gifts' }];
    const unsure = new TenantUnderstanding(learn({ examples: twice, synonyms: [] }, fittedConstants), fittedConstants);
    const [first, second] = unsure.meanings('is parking free', 3);
    expect([first?.confidence, second?.confidence]).toEqual([0.6, 0.6]);
  });

  it('is unsure of what no answer fits', () => {
    const [first] = understanding.meanings('who won the football match last night', 1);
    expect(first?.confidence).toBeLessThan(0.3);
  });
});
