import { type ChatForms, noForms } from '#domain/assistant/forms/chat-forms';
import type { Act, ActName } from '#domain/assistant/proposal';
import { exact, integer, listOf, oneOf, plainObject, Refused, text } from '#domain/assistant/strict';
import { normalised } from '#domain/assistant/words';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { CallSnapshot } from '#domain/functions/call-snapshot';
import { parseArguments } from '#domain/functions/parse-arguments';
import { quotableIn } from '#domain/knowledge/knowledge-snapshot';
import { type OrderSlot, orderSlots, type SlotValues } from '#domain/orders/order-slot';
import { FaqId, FormId, FunctionId, SentenceId, ServiceId } from '#domain/shared/ids';
import { allTexts } from '#domain/shared/language';

const maxServices = 5;
const maxSuggestions = 3;
/** More than a customer ever asks a chat for; each service's own bounds are checked when the order is filled. */
const maxQuantity = 99;
const maxFieldLength = 2_000;
const maxBudgetMinor = 1_000_000_000_000_000;

const service =
  (catalogue: CatalogueSnapshot) =>
  (raw: unknown): ServiceId => {
    const id = ServiceId(text(raw, 64));
    if (catalogue.services.get(id)?.status !== 'active') throw new Refused('no such service');
    return id;
  };

const faq =
  (catalogue: CatalogueSnapshot) =>
  (raw: unknown): FaqId => {
    const id = FaqId(text(raw, 64));
    if (catalogue.faqs.get(id)?.active !== true) throw new Refused('no such faq');
    return id;
  };

const quotableSentence = (raw: unknown, catalogue: CatalogueSnapshot): SentenceId => {
  const id = SentenceId(text(raw, 64));
  if (quotableIn(catalogue.knowledge, id) === null) throw new Refused('no such sentence to quote');
  return id;
};

const services = (raw: unknown, least: number, catalogue: CatalogueSnapshot): ServiceId[] => [
  ...new Set(listOf(raw, least, maxServices, service(catalogue))),
];

/** The catalogue's own spelling of a category, so that not even that word is the model's. */
const category = (raw: unknown, catalogue: CatalogueSnapshot): string => {
  const wanted = normalised(text(raw, 80));
  for (const each of catalogue.services.values())
    for (const name of allTexts(each.category)) if (normalised(name) === wanted && wanted !== '') return name;
  throw new Refused('no such category');
};

const assertDistinct = (lines: readonly { readonly service: ServiceId }[]): void => {
  if (new Set(lines.map((line) => line.service)).size !== lines.length) throw new Refused('a service twice');
};

const slots = (raw: unknown): SlotValues => {
  const given = exact(raw, [], orderSlots);
  const values: Partial<Record<OrderSlot, string>> = {};
  for (const slot of orderSlots) if (Object.hasOwn(given, slot)) values[slot] = text(given[slot], 500);
  return values;
};

type Functions = CallSnapshot['functions'];
type Parser = (raw: unknown, catalogue: CatalogueSnapshot, functions: Functions, forms: ChatForms) => Act;

const bare =
  (act: 'greet' | 'thanks' | 'goodbye' | 'identify' | 'cancel_order' | 'unknown'): Parser =>
  (raw) => {
    exact(raw, ['act']);
    return { act };
  };

const aboutServices =
  (act: 'quote_price' | 'describe' | 'availability' | 'clarify' | 'no_discount', least: number): Parser =>
  (raw, catalogue) => ({ act, services: services(exact(raw, ['act', 'services'])['services'], least, catalogue) });

const listServices: Parser = (raw, catalogue) => {
  const fields = exact(raw, ['act', 'category', 'budgetMinor', 'cheapestFirst']);
  if (typeof fields['cheapestFirst'] !== 'boolean') throw new Refused('cheapestFirst is a boolean');
  return {
    act: 'list_services',
    category: fields['category'] === null ? null : category(fields['category'], catalogue),
    budgetMinor: fields['budgetMinor'] === null ? null : integer(fields['budgetMinor'], 0, maxBudgetMinor),
    cheapestFirst: fields['cheapestFirst'],
  };
};

const total: Parser = (raw, catalogue) => {
  const lines = listOf(exact(raw, ['act', 'lines'])['lines'], 1, maxServices, (line) => {
    const fields = exact(line, ['service', 'quantity']);
    return { service: service(catalogue)(fields['service']), quantity: integer(fields['quantity'], 1, maxQuantity) };
  });
  assertDistinct(lines);
  return { act: 'total', lines };
};

const order: Parser = (raw, catalogue) => {
  const fields = exact(raw, ['act', 'lines', 'slots']);
  const lines = listOf(fields['lines'], 0, maxServices, (line) => {
    const parts = exact(line, ['service', 'quantity']);
    const quantity = parts['quantity'] === null ? null : integer(parts['quantity'], 0, maxQuantity);
    return { service: service(catalogue)(parts['service']), quantity };
  });
  assertDistinct(lines);
  return { act: 'order', lines, slots: slots(fields['slots']) };
};

const callFunction: Parser = (raw, _, functions) => {
  const fields = exact(raw, ['act', 'function', 'arguments']);
  const called = functions.get(FunctionId(text(fields['function'], 64)));
  if (called === undefined) throw new Refused('no such function');
  return {
    act: 'call_function',
    function: called.id,
    arguments: parseArguments(fields['arguments'], called.parameters),
  };
};

const askForm: Parser = (raw, _catalogue, _functions, { startable }) => {
  const form = FormId(text(exact(raw, ['act', 'form'])['form'], 64));
  if (!startable.has(form)) throw new Refused('no such form to ask for');
  return { act: 'ask_form', form };
};

const fillForm: Parser = (raw, _catalogue, _functions, { open }) => {
  const keys = (open?.fields ?? []).map(({ key }) => key);
  const given = exact(exact(raw, ['act', 'values'])['values'], [], keys);
  return {
    act: 'fill_form',
    values: Object.fromEntries(Object.entries(given).map(([key, value]) => [key, text(value, maxFieldLength)])),
  };
};

const suggest: Parser = (raw, catalogue) => {
  const fields = exact(raw, ['act', 'faqs', 'services']);
  const faqs = [...new Set(listOf(fields['faqs'], 0, maxSuggestions, faq(catalogue)))];
  const offered = [...new Set(listOf(fields['services'], 0, maxSuggestions, service(catalogue)))];
  if (faqs.length + offered.length === 0) throw new Refused('nothing suggested');
  return { act: 'suggest', faqs, services: offered };
};

const parsers: Readonly<Record<ActName, Parser>> = {
  greet: bare('greet'),
  thanks: bare('thanks'),
  goodbye: bare('goodbye'),
  identify: bare('identify'),
  cancel_order: bare('cancel_order'),
  unknown: bare('unknown'),
  list_services: listServices,
  quote_price: aboutServices('quote_price', 1),
  describe: aboutServices('describe', 1),
  availability: aboutServices('availability', 1),
  clarify: aboutServices('clarify', 1),
  no_discount: aboutServices('no_discount', 0),
  total,
  order,
  suggest,
  call_function: callFunction,
  ask_form: askForm,
  fill_form: fillForm,
  answer_faq: (raw, catalogue) => ({ act: 'answer_faq', faq: faq(catalogue)(exact(raw, ['act', 'faq'])['faq']) }),
  quote_document: (raw, catalogue) => ({
    act: 'quote_document',
    sentence: quotableSentence(exact(raw, ['act', 'sentence'])['sentence'], catalogue),
  }),
  hand_over: (raw) => ({
    act: 'hand_over',
    reason: oneOf(exact(raw, ['act', 'reason'])['reason'], ['customer_asked', 'anger', 'unknown'] as const),
  }),
};

/** @throws {Refused} anything unknown, extra, missing or foreign. */
export const parseAct = (
  raw: unknown,
  catalogue: CatalogueSnapshot,
  functions: Functions,
  forms: ChatForms = noForms,
): Act => {
  const fields = plainObject(raw);
  const name = Object.hasOwn(fields, 'act') ? fields['act'] : null;
  if (typeof name !== 'string' || !Object.hasOwn(parsers, name)) throw new Refused('no such act');
  return parsers[name as ActName](raw, catalogue, functions, forms);
};
