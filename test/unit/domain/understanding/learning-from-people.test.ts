import { describe, expect, it } from 'vitest';
import { EmbeddedLanguageModel } from '#adapters/ai/embedded/embedded-language-model';
import { materialOf, withLabels } from '#application/understanding/material';
import type { Proposal } from '#domain/assistant/proposal';
import { proposedBy } from '#domain/assistant/proposed';
import { freshDialogue } from '#domain/conversation/dialogue';
import { AssistantId, AssistantVersionId, FaqId, ServiceId } from '#domain/shared/ids';
import { observationsFromJudged } from '#domain/understanding/confidence/judged-answers';
import { logit } from '#domain/understanding/confidence/logit';
import { reliabilityOf } from '#domain/understanding/confidence/reliability-report';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { jointConfidence } from '#domain/understanding/joint-confidence';
import { learn, TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import { catalogueOf } from '#test/fit/tenant-catalogue';

const phrasings: Readonly<Record<string, readonly string[]>> = {
  faq_hours: ['What are your opening hours?', 'When do you open?', 'Are you open on Sunday?'],
  faq_returns: ['How do I return an item?', 'Can I send it back?', 'What is your refund policy?'],
  faq_delivery: ['Do you deliver to Sharjah?', 'How long does shipping take?', 'Delivery fee?'],
  faq_payment: ['Which cards do you accept?', 'Can I pay cash?', 'Do you take Apple Pay?'],
  faq_parking: ['Is there parking?', 'Where can I park my car?', 'Is parking free?'],
};
const examples = Object.entries(phrasings).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
const catalogue = catalogueOf(examples);
const taught = (intents: Parameters<typeof materialOf>[1] extends readonly (infer T)[] | undefined ? T : never) =>
  intents;
const teach = (about: object) =>
  taught({
    assistantId: AssistantId('ast_a'),
    versionId: AssistantVersionId('asv_a'),
    languages: ['en'],
    intents: [],
    synonyms: [],
    ...about,
  });

describe('the word lists and the model together', () => {
  const weights = { words: 0.3, model: 0.8, examples: -0.3, shift: 0 };
  it('are surer where both are, and less sure where one doubts', () => {
    const both = jointConfidence(0.9, 0.9, 1, weights);
    expect(both).toBeCloseTo(1 / (1 + Math.exp(-1.1 * Math.log(9))), 6);
    expect(jointConfidence(0.1, 0.9, 1, weights)).toBeLessThan(0.8);
    expect(jointConfidence(0.95, 0.05, 1, weights)).toBeLessThan(0.5);
  });

  it('are worth what they were to tenants with as many phrasings', () => {
    const [one, five] = [jointConfidence(0.9, 0.9, 1, weights), jointConfidence(0.9, 0.9, 5, weights)];
    expect(Math.log(five / (1 - five))).toBeCloseTo(Math.log(one / (1 - one)) - 0.3 * Math.log(5), 6);
    expect(jointConfidence(0.9, 0.9, 0, weights)).toBe(one);
  });

  it('count a thing unheard of as a doubt, not as a proof against it', () => {
    expect(jointConfidence(0, 0.99, 1, weights)).toBe(jointConfidence(0.02, 0.99, 1, weights));
    expect(jointConfidence(0.5, 0, 1, weights)).toBe(jointConfidence(0.5, 0.005, 1, weights));
    expect(jointConfidence(0, 0.99, 1, weights)).toBeGreaterThan(0.85);
  });
});

describe('what was proposed', () => {
  const [a, b] = [ServiceId('svc_a'), ServiceId('svc_b')];
  it.each([
    ['an FAQ by its id', [{ act: 'greet' }, { act: 'answer_faq', faq: FaqId('faq_x') }], 'faq_x'],
    ['an act by its name and what it is about', [{ act: 'quote_price', services: [b, a] }], 'quote_price:svc_a,svc_b'],
    ['the first of the choices', [{ act: 'suggest', faqs: [], services: [b, a] }], 'svc_b'],
    [
      'several',
      [
        { act: 'answer_faq', faq: 'faq_x' },
        { act: 'describe', services: [a] },
      ],
      'faq_x describe:svc_a',
    ],
    ['nothing by courtesy', [{ act: 'thanks' }], null],
    ['nothing by a hand-over', [{ act: 'hand_over', reason: 'unknown' }], null],
    ['nothing by the system’s own acts', [{ nonsense: true }, null], null],
  ])('is named: %s', (_, acts, name) => {
    expect(proposedBy(acts)).toBe(name);
  });
});

describe('judged answers', () => {
  const model = new TenantUnderstanding(learn({ examples, synonyms: [] }, fittedConstants), fittedConstants).model;
  const judge = (proposed: string, isRight: boolean, text = 'may i park my car there') =>
    observationsFromJudged([{ text, proposed, isRight, weight: 0.5 }], model);

  it('are asked of the model anew', () => {
    expect(judge('faq_parking', true)).toMatchObject([{ isRight: true, weight: 0.5 }]);
    expect(judge('faq_parking', false)).toMatchObject([{ isRight: false }]);
    expect(judge('faq_hours', true)).toMatchObject([{ isRight: false }]);
  });

  it('say nothing of what it would not say any more, or never said', () => {
    expect(judge('faq_hours', false)).toEqual([]);
    expect(judge('quote_price:svc_a', false)).toEqual([]);
    expect(judge('faq_gone', true)).toEqual([]);
  });

  it('move what its figures mean at the next training', () => {
    const stated = (judgements: readonly boolean[]): number => {
      const judged = judgements.map((isRight) => ({
        text: 'may i park my car there',
        proposed: 'faq_parking',
        isRight,
        weight: 1,
      }));
      const learnt = learn({ examples, synonyms: [], judged }, fittedConstants);
      return new TenantUnderstanding(learnt, fittedConstants).meanings('can the car be parked', 1)[0]?.confidence ?? 0;
    };
    const wrong = Array.from({ length: 40 }, () => false);
    expect(stated(wrong)).toBeLessThan(stated([]) - 0.1);
    expect(stated(wrong.map(() => true))).toBeGreaterThan(stated([]));
  });
});

describe('recent questions without an answer', () => {
  it('make a trained model more careful while they last', () => {
    const understanding = new TenantUnderstanding(learn({ examples, synonyms: [] }, fittedConstants), fittedConstants);
    const sure = () => understanding.meanings('may i park my car there', 1)[0]?.confidence ?? 0;
    const before = sure();
    understanding.hear(Array.from({ length: 100 }, () => 0.99));
    expect(logit(sure())).toBeLessThan(logit(before) - 1);
    understanding.hear(Array.from({ length: 100 }, () => 0.01));
    expect(sure()).toBe(before);
  });
});

describe('what the studio taught', () => {
  const people = { do: 'hand_over' } as const;
  const phrases = ['I want to speak about a job', 'do you have vacancies', 'can I send you my CV'];

  it('is trained on: phrases of intents as those of their FAQs, and synonyms', () => {
    const material = materialOf(catalogue, [
      teach({
        intents: [
          { name: 'stay', phrases: ['my vehicle'], target: { do: 'answer_faq', faq: FaqId('faq_parking') } },
          { name: 'gone', phrases: ['x'], target: { do: 'answer_faq', faq: FaqId('faq_gone') } },
          { name: 'sold', phrases: ['y'], target: { do: 'describe', service: ServiceId('svc_gone') } },
          { name: 'jobs', phrases, target: people },
        ],
        synonyms: [{ word: 'motor', means: 'car' }],
      }),
    ]);
    expect(material?.examples).toHaveLength(examples.length + 1 + phrases.length);
    expect(material?.examples).toContainEqual({ text: 'my vehicle', label: 'faq_parking' });
    expect(material?.synonyms).toEqual([['motor', 'car']]);
    expect(materialOf(catalogue)?.examples).toHaveLength(examples.length);
  });

  it('is understood in other words, and leads where it was told to', async () => {
    const material = materialOf(catalogue, [teach({ intents: [{ name: 'jobs', phrases, target: people }] })]);
    const understanding = new TenantUnderstanding(learn(material!, fittedConstants), fittedConstants);
    const { proposal } = await new EmbeddedLanguageModel().propose({
      catalogue,
      understanding,
      unanswered: ['are there any vacancies, may I send my CV'],
      history: [],
      dialogue: freshDialogue,
      languages: ['en', 'ar'],
      defaultLanguage: 'en',
    });
    expect((proposal as Proposal).acts).toEqual([{ act: 'hand_over', reason: 'customer_asked' }]);
  });

  it('counts judgements by their age', () => {
    const material = materialOf(catalogue)!;
    const label = {
      asked: 'parking?',
      proposed: 'faq_parking',
      isRight: true,
      at: new Date(0),
    } as Parameters<typeof withLabels>[1][number];
    expect(withLabels(material, [label], new Date(90 * 86_400_000)).judged).toEqual([
      { text: 'parking?', proposed: 'faq_parking', isRight: true, weight: 0.5 },
    ]);
  });
});

describe('what the figures are worth', () => {
  const judged = (count: number, confidence: number, right: number) =>
    Array.from({ length: count }, (_, at) => ({ confidence, isRight: at < right }));

  it('is said from judgements where there are sixty, else from examples', () => {
    const examplesSeen = judged(10, 0.5, 5);
    expect(reliabilityOf(judged(59, 0.9, 59), examplesSeen, 0.85)).toMatchObject({ source: 'examples', labels: 59 });
    const report = reliabilityOf([...judged(40, 0.9, 20), ...judged(60, 0.95, 60)], examplesSeen, 0.85);
    expect(report).toMatchObject({ source: 'labels', needed: 60, threshold: 0.85, inForce: 0.95 });
    expect(report.curve.find(({ threshold }) => threshold === 0.9)?.wrong).toBeCloseTo(0.2, 9);
    expect(report.curve.find(({ threshold }) => threshold === 0.94)).toMatchObject({ answered: 0.6, wrong: 0 });
    expect(report.error).toBeCloseTo(Math.abs((40 * 0.9 + 60 * 0.95) / 100 - 0.8), 6);
  });

  it('is nothing where there is nothing', () => {
    expect(reliabilityOf([], [], 0.85)).toMatchObject({ curve: [], bins: [], error: null, inForce: 0.85 });
  });
});
