import { describe, expect, it } from 'vitest';
import { EmbeddedLanguageModel } from '#adapters/ai/embedded/embedded-language-model';
import { parseProposal } from '#domain/assistant/parse-proposal';
import type { Proposal } from '#domain/assistant/proposal';
import { freshDialogue } from '#domain/conversation/dialogue';
import type { CallableFunction, ParameterSchema } from '#domain/functions/tenant-function';
import { FunctionId } from '#domain/shared/ids';
import { cleaningShop } from '../../../../fixtures/assistant/cleaning-shop.js';
import { threshold } from '../../../../fixtures/assistant/evaluate.js';

const fn = (digit: string, about: Partial<CallableFunction>): CallableFunction => ({
  id: FunctionId(`fun_${digit.repeat(32)}`),
  name: 'a function',
  description: '',
  examples: [],
  parameters: { properties: {}, required: [] },
  fields: [],
  template: { en: 'It is.' },
  ...about,
});
const taking = (name: string, schema: ParameterSchema): Pick<CallableFunction, 'parameters'> => ({
  parameters: { properties: { [name]: schema }, required: [name] },
});
const text = (description: string): ParameterSchema => ({ type: 'string', description, maxLength: 40 });

const parcel = fn('1', {
  examples: ['where is my order 1234?', 'track my parcel', 'has my order been shipped', 'وين طلبي رقم 1234'],
  ...taking('number', text('The order number')),
});
const queue = fn('2', { examples: ['how long is the queue right now', 'is there a queue', 'هل يوجد طابور الآن'] });
const areas = fn('3', {
  examples: ['when does your van pass through my district', 'van times for an area'],
  ...taking('area', { type: 'string', description: 'Where', maxLength: 20, enum: ['Deira', 'Mirdif', 'Al Quoz'] }),
});
const slots = fn('4', {
  examples: ['which hours are still open on a day', 'open slots on friday'],
  ...taking('day', text('The date asked about')),
});

const model = new EmbeddedLanguageModel();
const all = new Map([parcel, queue, areas, slots].map((each) => [each.id, each]));
const ask = async (message: string, functions = all): Promise<Proposal> => {
  const { proposal } = await model.propose({
    catalogue: cleaningShop.catalogue,
    unanswered: [message],
    history: [],
    dialogue: freshDialogue,
    languages: ['en', 'ar'],
    defaultLanguage: 'en',
    functions,
  });
  const parsed = parseProposal(proposal, cleaningShop.catalogue, functions);
  if (parsed === null) throw new Error('the guard refuses what the embedded engine proposes');
  return parsed as Proposal;
};

describe('a service of the tenant’s own', () => {
  it.each<[string, CallableFunction, object]>([
    ['where is my order A-4711?', parcel, { number: 'A-4711' }],
    ['hi, can you track my parcel 558123 please', parcel, { number: '558123' }],
    ['وين طلبي رقم ٥٥٨١', parcel, { number: '5581' }],
    ['how long is the queue right now?', queue, {}],
    ['when does your van pass through Mirdif, my district?', areas, { area: 'Mirdif' }],
    ['which hours are still open on sunday?', slots, { day: 'sunday' }],
  ])('is asked when a customer says what its examples say: %s', async (message, called, values) => {
    const { acts, confidence } = await ask(message);
    expect(acts.filter(({ act }) => act !== 'greet')).toEqual([
      { act: 'call_function', function: called.id, arguments: values },
    ]);
    expect(confidence).toBeGreaterThanOrEqual(threshold);
  });

  it.each([
    ['lacks what it has to be asked with', 'where is my order?'],
    ['names two things it could be asked about', 'where is my order A-4711 or A-4712?'],
    ['is about something else', 'how much is sofa cleaning?'],
    ['names a place the admin did not list', 'van times for Fujairah'],
  ])('is not asked when the message %s', async (_, message) => {
    const { acts } = await ask(message);
    expect(acts.filter(({ act }) => act === 'call_function')).toEqual([]);
  });

  it('is not asked when it is switched off', async () => {
    const { acts } = await ask('where is my order A-4711?', new Map());
    expect(acts).toEqual([{ act: 'hand_over', reason: 'unknown' }]);
  });

  it('is less sure of words no example has', async () => {
    const [plain, strange] = await Promise.all([
      ask('how long is the queue right now'),
      ask('how long is the velvet queue for antiques'),
    ]);
    expect(strange.confidence).toBeLessThan(plain.confidence);
  });
});
