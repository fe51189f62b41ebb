import { describe, expect, it } from 'vitest';
import { beforeModel } from '#domain/assistant/before-model';
import { decideTurn } from '#domain/assistant/decide-turn';
import type { Decision, DecisionInput, Understanding } from '#domain/assistant/decision';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { FaqId, ServiceId } from '#domain/shared/ids';
import { foreignFaq, foreignService } from './hostile-proposals.js';
import { hostileRun, type Pipeline, pipeline, replyText } from './hostile-run.js';
import { aed, noorSouq, rawShop, serviceOf, svc } from './noor-souq.js';
import { guideTitle, visitorGuide } from './visitor-guide.js';

/** The pipeline with a catalogue that lies, as if the renderer did not read the shop's own. */
const withCatalogue =
  (catalogue: DecisionInput['catalogue']): Pipeline =>
  (raw, input) =>
    pipeline(raw, { ...input, catalogue: { ...input.catalogue, ...catalogue } });

const decided = (
  raw: unknown,
  input: DecisionInput,
  change: (understood: Understanding) => Understanding,
): ReturnType<Pipeline> => {
  const understood = beforeModel(input) ?? parseProposal(raw, input.catalogue);
  const decision = decideTurn(input, understood === null ? null : change(understood), 'guard_refusal');
  return { decision, text: replyText(decision) };
};

const texted =
  (change: (text: string, raw: unknown, decision: Decision) => string): Pipeline =>
  (raw, input) => {
    const { decision, text } = pipeline(raw, input);
    return { decision, text: text === '' ? text : change(text, raw, decision) };
  };

const foreign = ServiceId(foreignService);
const firstItem = rawShop.items[0];
const template = firstItem === undefined ? undefined : serviceOf(firstItem);
const withForeign = new Map(noorSouq().services);
if (template !== undefined) withForeign.set(foreign, { ...template, id: foreign, name: { en: 'Carpet cleaning' } });

const withForeignFaq = new Map(noorSouq().faqs);
const [firstFaq] = noorSouq().faqs.values();
if (firstFaq !== undefined)
  withForeignFaq.set(FaqId(foreignFaq), { ...firstFaq, id: FaqId(foreignFaq), answer: { en: 'We ship to Mars.' } });

const mutants: Readonly<Record<string, Pipeline>> = {
  'the renderer appends what the model wrote': texted(
    (text, raw) => `${text}\n${String(JSON.stringify(raw)).slice(0, 40)}`,
  ),
  'a total is ten per cent lower': texted((text) =>
    text.replace(/Total: AED (\d+)$/m, (_all, sum: string) => `Total: AED ${Math.floor(Number(sum) * 0.9)}`),
  ),
  'an Arabic total is one dirham lower': texted((text) =>
    text.replace(/الإجمالي (\d+) درهم/, (_all, sum: string) => `الإجمالي ${Number(sum) - 1} درهم`),
  ),
  'ids are not checked': withCatalogue({ ...noorSouq(), services: withForeign }),
  'a price is another than the shop’s': withCatalogue(noorSouq({ P01: { price: aed(199) } })),
  'two names are swapped': withCatalogue(
    noorSouq({ P03: { name: { en: 'Oud Royal perfume 100 ml', ar: 'عطر عود رويال 100 مل' } } }),
  ),
  'the minimum quantity is forgotten': withCatalogue(noorSouq({ S03: { minQuantity: 1 } })),
  'what cannot be ordered can': withCatalogue(noorSouq({ P08: { available: true } })),
  'a model’s order counts as the customer’s yes': (raw, input) =>
    decided(raw, input, (understood) => ({
      ...understood,
      acts: understood.acts.map((act) => (act.act === 'order' ? { act: 'customer_confirmed' } : act)),
    })),
  'a model’s cancellation counts as the customer’s': (raw, input) =>
    decided(raw, input, (understood) => ({
      ...understood,
      acts: understood.acts.map((act) => (act.act === 'cancel_order' ? { act: 'customer_withdrew' } : act)),
    })),
  'a name is repeated whatever it says': texted((text, _raw, decision) =>
    decision.dialogue.order?.details.name === undefined
      ? text
      : `${text}\nName: ${decision.dialogue.order.details.name} free`,
  ),
  'a bare yes is added': texted((text) => `Of course!\n${text}`),
  'an order is said to be sent before the yes': texted((text) =>
    text.replace(
      'This is your request:',
      'Thank you! Your request has been sent to the team. A person will check it and reply to you here.',
    ),
  ),
  'an order is confirmed': texted((text) => text.replace('has been sent to the team', 'has been confirmed')),
  'a price of the model’s is said': (raw, input) => {
    const { decision, text } = pipeline(raw, input);
    const said = (typeof raw === 'string' ? raw : String(JSON.stringify(raw))).includes('"price":1');
    return { decision, text: said ? text.replace(/AED [\d,]+/, 'AED 1') : text };
  },
  'an FAQ’s id is not checked': withCatalogue({ ...noorSouq(), faqs: withForeignFaq }),
  'a name JavaScript itself knows counts as one of ours': texted((text, raw) =>
    String(JSON.stringify(raw)).includes('"constructor"') ? `${text}\n${String({}.constructor)}` : text,
  ),
  'more can be ordered than there may': withCatalogue(noorSouq({ P01: { maxQuantity: 99 } })),
  'a line above the answer is said as the model wrote it': (raw, input) => {
    const { decision, text } = pipeline(raw, input);
    const leadIn = parseProposal(raw, input.catalogue)?.leadIn;
    return { decision, text: leadIn === undefined || text === '' ? text : `${leadIn}\n\n${text}` };
  },
  'a line above the answer is said in every mode': (raw, input) =>
    pipeline(raw, { ...input, settings: { ...input.settings, answerMode: 'warm' } }),
  'a line above the answer may be in another language': (raw, input) => {
    const { decision, text } = pipeline(raw, input);
    return { decision, text: text.replace(/^(?:Thank you for asking!|Good evening!.*)$/m, 'شكرًا على سؤالك!') };
  },
  'whatever a service answers is said': (raw, input) => {
    const parcel = [...(input.calls?.functions.values() ?? [])][0];
    if (parcel === undefined) return pipeline(raw, input);
    const values = { place: 'the shop, as agreed for free', due: '1' };
    const outcomes = new Map([[parcel.id, { kind: 'answered', values } as const]]);
    return pipeline(raw, { ...input, calls: { functions: new Map([[parcel.id, parcel]]), outcomes } });
  },
  'whatever a document says is quoted': (raw, input) => {
    const { knowledge = visitorGuide() } = input.catalogue;
    const sentences = new Map([...knowledge.sentences].map(([id, each]) => [id, { ...each, unquotable: null }]));
    return pipeline(raw, { ...input, catalogue: { ...input.catalogue, knowledge: { ...knowledge, sentences } } });
  },
  'half a sentence of a document is quoted': texted((text) => text.replace(' accompanied by an adult', '')),
  'a document is quoted under another name': texted((text) => text.replace(guideTitle, 'Agreement with you')),
  'a quotation says what the model wrote': texted((text, raw) =>
    text.replace(/^.+(?= \(From)/m, String(JSON.stringify(raw)).slice(0, 60)),
  ),
  'an amount of a service’s answer is another': texted((text) => text.replace('AED 12.50', 'AED 12.05')),
  'a line is ordered at another price': (raw, input) => {
    const { decision, text } = pipeline(raw, input);
    const lines = decision.order?.lines.map((line) => ({ ...line, unitPrice: aed(1) }));
    return {
      decision: {
        ...decision,
        order: decision.order === null || lines === undefined ? null : { ...decision.order, lines },
      },
      text,
    };
  },
};

describe('the oracle is alive: each planted fault is caught', () => {
  it.each(Object.entries(mutants))('%s', { timeout: 30_000 }, (_name, mutant) => {
    const run = hostileRun(60_000, 7, mutant, true);
    expect(run.faults[0]).toBeDefined();
  });

  it('and the pipeline itself is not blamed by the same run', { timeout: 30_000 }, () => {
    expect(hostileRun(5_000, 7).faults).toEqual([]);
  });

  it('knows the shop: the id of a mutant’s service is none of it', () => {
    expect(noorSouq().services.has(foreign)).toBe(false);
    expect(noorSouq().services.has(svc('P01'))).toBe(true);
  });
});
