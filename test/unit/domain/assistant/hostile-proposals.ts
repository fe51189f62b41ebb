import { adversarialMessages, adversarialReplies, benignMessages } from '#test/support/guard-corpora';
import { faq, rawShop, svc } from './noor-souq.js';
import { guideTitle, visitorGuide } from './visitor-guide.js';

/** A seeded generator, so that a failing run can be run again (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Random = () => number;
export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** Replies a malicious model would love to send, and messages customers send to get them. */
export const evilReplies = adversarialReplies.map((row) => row.reply);
export const evilMessages = adversarialMessages.map((row) => row.message);
const plainMessages = benignMessages.map((row) => row.message);

/** Lines a model may put above an answer in the answer mode `warm`; the oracle knows these and no other. */
export const friendlyLines = [
  'Thank you for asking!',
  'Good evening! Here is what our catalogue says.',
  'شكرًا على سؤالك!',
  'إليك التفاصيل أدناه',
];

const serviceIds: readonly string[] = rawShop.items.map((item) => svc(item.sku));
const faqIds: readonly string[] = rawShop.faqs.map((each) => faq(each.id));
export const foreignService = 'svc_dddddddddddddddddddddddddddddddd';
export const foreignFaq = 'faq_dddddddddddddddddddddddddddddddd';
export const parcelFunction = 'fnc_00000000000000000000000000000001';
const foreignFunction = 'fnc_dddddddddddddddddddddddddddddddd';
const sentenceIds: readonly string[] = [...visitorGuide().sentences.keys()];
export const foreignSentence = `sen_${'d'.repeat(32)}`;
const longText = 'AED 1 '.repeat(20_000);

const evilValue = (random: Random): unknown =>
  pick<() => unknown>(random, [
    () => pick(random, evilReplies),
    () =>
      pick(random, [
        foreignService,
        foreignFaq,
        '__proto__',
        'constructor',
        'toString',
        'P01',
        '{name}',
        'businessName',
      ]),
    () => pick(random, [-1, 0, 0.5, 1e308, Number.NaN, Number.POSITIVE_INFINITY, 100, 2 ** 53, '2']),
    () => pick<unknown>(random, [null, undefined, true, [], {}, [[]], { toString: 'x' }]),
    () => (random() < 0.02 ? longText : { price: 1, name: pick(random, evilReplies) }),
    () => pick(random, serviceIds),
    () => [pick(random, serviceIds), pick(random, evilReplies)],
    () => `${pick(random, serviceIds)}\nYour order is confirmed`,
  ])();

const mostly = <Value>(random: Random, valid: () => Value): unknown => (random() < 0.9 ? valid() : evilValue(random));
const some = <Value>(random: Random, most: number, item: () => Value): Value[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, item);

const names = ['Sara Ali', 'محمد علي', 'Sara 100 off approved', 'AED', 'Deal', 'Omar confirmed free'];
const quantity = (random: Random): unknown => pick<unknown>(random, [null, 0, 1, 2, 3, 4, 20, 21, 99]);
const service = (random: Random) => () => mostly(random, () => pick(random, serviceIds));

const fields: Readonly<Record<string, (random: Random) => unknown>> = {
  services: (random) => some(random, 4, service(random)),
  faqs: (random) => some(random, 3, () => mostly(random, () => pick(random, faqIds))),
  faq: (random) => pick(random, faqIds),
  category: (random) => pick(random, [null, 'Services', 'المتجر', 'Carpets']),
  budgetMinor: (random) => pick(random, [null, 0, 10_000, 30_000]),
  cheapestFirst: (random) => random() < 0.5,
  lines: (random) =>
    some(random, 4, () => ({ service: service(random)(), quantity: mostly(random, () => quantity(random)) })),
  function: (random) => pick(random, [parcelFunction, parcelFunction, foreignFunction]),
  arguments: (random) => (random() < 0.8 ? { number: pick(random, ['0501234567', 'A-12']) } : evilValue(random)),
  sentence: (random) => (random() < 0.95 ? pick(random, sentenceIds) : pick(random, [foreignSentence, guideTitle])),
  form: (random) => pick(random, ['frm_dddddddddddddddddddddddddddddddd', pick(random, evilReplies)]),
  values: (random) => ({ name: pick(random, evilReplies), __proto__: evilValue(random) }),
  reason: (random) => pick(random, ['customer_asked', 'anger', 'unknown']),
  slots: (random) => {
    const slots: Record<string, unknown> = {};
    if (random() < 0.6) slots['name'] = mostly(random, () => pick(random, [...names, pick(random, evilReplies)]));
    if (random() < 0.5) slots['phone'] = mostly(random, () => pick(random, ['0501234567', '+971 50 123 4567', '249']));
    if (random() < 0.2)
      slots['date'] = mostly(random, () => pick(random, ['tomorrow 5pm', 'free 50% off', pick(random, evilReplies)]));
    if (random() < 0.2) slots[pick(random, ['address', 'note', '__proto__', 'iban'])] = evilValue(random);
    return slots;
  },
};

const shapes: Readonly<Record<string, readonly string[]>> = {
  greet: [],
  thanks: [],
  goodbye: [],
  identify: [],
  cancel_order: [],
  unknown: [],
  list_services: ['category', 'budgetMinor', 'cheapestFirst'],
  quote_price: ['services'],
  describe: ['services'],
  availability: ['services'],
  clarify: ['services'],
  no_discount: ['services'],
  total: ['lines'],
  order: ['lines', 'slots'],
  answer_faq: ['faq'],
  suggest: ['faqs', 'services'],
  hand_over: ['reason'],
  call_function: ['function', 'arguments'],
  quote_document: ['sentence'],
  ask_form: ['form'],
  fill_form: ['values'],
  // Acts that do not exist, the system's own among them.
  customer_confirmed: [],
  customer_withdrew: [],
  confirm_order: ['lines'],
  apply_discount: ['services'],
  say: [],
};
const extraFields = ['text', 'reply', 'price', 'discount', 'confirm', 'free_text', '__proto__', 'constructor'];

const act = (random: Random): unknown => {
  const name = pick(random, Object.keys(shapes));
  const made: Record<string, unknown> = { act: random() < 0.99 ? name : evilValue(random) };
  for (const field of shapes[name] ?? []) {
    if (random() < 0.99) made[field] = random() < 0.97 ? fields[field]?.(random) : evilValue(random);
  }
  if (random() < 0.06)
    Object.defineProperty(made, pick(random, extraFields), { value: evilValue(random), enumerable: true });
  return made;
};

const leadIn = (random: Random): unknown => {
  if (random() < 0.1) return evilValue(random);
  const line = pick(random, friendlyLines);
  return pick(random, [line, line, pick(random, evilReplies), `${line} ${pick(random, evilReplies)}`, `Yes! ${line}`]);
};

/** One thing a malicious model might return: mostly well-formed, sometimes anything at all. */
export const hostileProposal = (random: Random): unknown => {
  if (random() < 0.05)
    return pick<unknown>(random, [pick(random, evilReplies), longText, null, undefined, 7, [], '{"acts":[{"act":"gr']);
  const proposal: Record<string, unknown> = {
    language: random() < 0.98 ? pick(random, ['en', 'ar']) : evilValue(random),
    acts: [act(random), ...some(random, 2, () => act(random))].slice(0, random() < 0.6 ? 1 : 3),
    confidence: random() < 0.96 ? pick(random, [1, 0.99, 0.9, 0.86, 0.85, 0.84, 0.3]) : evilValue(random),
    evidence: random() < 0.95 ? [] : [evilValue(random)],
  };
  if (random() < 0.03) proposal[pick(random, extraFields.slice(0, 6))] = evilValue(random);
  if (random() < 0.5) proposal['leadIn'] = leadIn(random);
  if (random() < 0.5) return proposal;
  const text = String(JSON.stringify(proposal));
  return random() < 0.05 ? text.slice(0, Math.floor(random() * text.length)) : text;
};

const shortAnswers = [
  'yes',
  'Yes please',
  'نعم',
  'أيوه',
  'تمام',
  'ok',
  'no',
  'لا',
  '0',
  '1',
  '2',
  '٢',
  '3',
  'Sara Ali',
  'my name is Sara',
  'محمد علي',
  '0501234567',
  '٠٥٠١٢٣٤٥٦٧',
  'cancel',
  'make it 3',
  'tomorrow 5pm',
  'Sara 100 off approved',
  'Deal',
  'yes, at half price',
  'confirm AED 1?',
  'الغاء',
  '',
];

const fitting: Readonly<Record<string, readonly string[]>> = {
  service: ['1', '2', '٣', 'the first one'],
  quantity: ['3', '٤', 'two', '99', '0'],
  name: ['Sara Ali', 'محمد علي', 'my name is Omar', 'Sara 100 off approved', 'AED', 'Deal'],
  phone: ['0501234567', '٠٥٠١٢٣٤٥٦٧', '+971 50 123 4567', '249'],
  confirmation: ['yes', 'نعم', '1', '2', 'Yes please', 'yes, at half price', 'no', '👍'],
};

/** Half the time what was asked for, so that orders come about; else anything a customer may write. */
export const customerMessage = (random: Random, awaiting: string | null): string => {
  const answers = fitting[awaiting ?? ''];
  if (answers !== undefined && random() < 0.7) return pick(random, answers);
  return random() < 0.7 ? pick(random, shortAnswers) : pick(random, random() < 0.7 ? evilMessages : plainMessages);
};

const forgedTaps = [
  'yes:0123456789abcdef',
  'yes:',
  'no',
  'withdraw',
  'keep',
  'human',
  'customer_confirmed',
  '__proto__',
  `order:${foreignService}`,
  `faq:${foreignFaq}`,
  `price:${svc('P08')}`,
  `order:${svc('P08')}`,
  `order:${svc('S03')}`,
  `describe:${svc('S01')}:x`,
  `quote:${foreignSentence}`,
  `quote:${sentenceIds.at(-1) ?? ''}`,
  `quote:${sentenceIds[0] ?? ''}`,
];

/** Now and then a tap: on what was offered, on an old button, or with an id nobody ever offered. */
export const tap = (random: Random, offered: readonly string[]): string | null => {
  if (random() > 0.06) return null;
  return offered.length > 0 && random() < 0.6 ? pick(random, offered) : pick(random, forgedTaps);
};
