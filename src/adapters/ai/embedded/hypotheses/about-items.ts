import type { Act, ProposedLine } from '#domain/assistant/proposal';
import type { ServiceId } from '#domain/shared/ids';
import type { Mention } from '../index/mention.js';
import type { Intent, Scene, Subject } from '../reading/scene.js';
import { hasCue } from '../reading/unit.js';
import { confidenceIn, cuesAt, explainedBySubject, type Hypothesise, maxServices } from './hypothesis.js';

/** As many services as may be answered about at once when it is open which is meant; more are asked back. */
const maxTogether = 3;
const maxQuantity = 99;

export const serviceIdsOf = (mentions: readonly Mention[]): readonly ServiceId[] =>
  [...new Set(mentions.flatMap((mention) => mention.services.map((service) => service.id)))].slice(0, maxServices);

/** What the previous reply offered to do with a service, if the customer now just names one. */
const offeredIntent = ({ briefing }: Scene, subject: Subject): Intent | null => {
  const ids: readonly string[] = serviceIdsOf(subject.mentions);
  const offer = briefing.dialogue.choices.find((choice) => ids.some((id) => choice.id.endsWith(`:${id}`)));
  const kind = offer?.id.split(':')[0];
  return kind === 'price' || kind === 'order' || kind === 'describe' ? kind : null;
};

const isCounted = ({ mentions }: Subject): boolean => mentions.some((mention) => (mention.quantity ?? 1) > 1);

const priceIntent = (scene: Scene, subject: Subject): Intent | null => {
  const asksPrice = hasCue(scene.units, 'price', 'free');
  const goesOn = scene.intentBefore === 'price' && isCounted(subject);
  if (hasCue(scene.units, 'total') || goesOn || (asksPrice && isCounted(subject))) return 'total';
  return asksPrice ? 'price' : null;
};

const orderIntent = ({ units }: Scene): Intent | null => {
  const wants = hasCue(units, 'want') && !hasCue(units, 'describe');
  return !hasCue(units, 'howTo') && (wants || hasCue(units, 'order', 'add', 'confirm')) ? 'order' : null;
};

const questionIntent = ({ units, intentBefore }: Scene): Intent | null => {
  if (hasCue(units, 'howTo')) return hasCue(units, 'describe', 'have') ? 'describe' : 'bare';
  if (hasCue(units, 'describe')) return 'describe';
  if (!hasCue(units, 'have', 'sell')) return null;
  return intentBefore === 'price' ? 'price' : 'availability';
};

/** Who leaves a number or a name beside what is named wants it. */
const leavesContact = ({ slots }: Scene): boolean => slots.some(({ slot }) => slot === 'phone' || slot === 'name');

/** What is meant by merely naming something: what was asked just before, what we offered, or more of the order. */
const unspokenIntent = (scene: Scene, subject: Subject): Intent =>
  scene.intentBefore ??
  offeredIntent(scene, subject) ??
  (scene.briefing.dialogue.order !== null || leavesContact(scene) ? 'order' : isCounted(subject) ? 'total' : 'bare');

export const intentOf = (scene: Scene, subject: Subject): Intent =>
  priceIntent(scene, subject) ?? orderIntent(scene) ?? questionIntent(scene) ?? unspokenIntent(scene, subject);

const quantityOf = (mention: Mention): number => Math.min(maxQuantity, mention.quantity ?? 1);

const linesOf = (mentions: readonly Mention[]): readonly ProposedLine[] => {
  const lines = new Map<ServiceId, number>();
  for (const mention of mentions)
    for (const service of mention.services.slice(0, 1)) lines.set(service.id, quantityOf(mention));
  return [...lines].slice(0, maxServices).map(([service, quantity]) => ({ service, quantity }));
};

const orderLinesOf = (mentions: readonly Mention[]): readonly { service: ServiceId; quantity: number | null }[] =>
  linesOf(mentions).map((line) => ({
    service: line.service,
    quantity: mentions.find((each) => each.services[0]?.id === line.service)?.quantity === null ? null : line.quantity,
  }));

const slotsOf = (scene: Scene): Readonly<Record<string, string>> =>
  Object.fromEntries(scene.slots.map((found) => [found.slot, found.value]));

const base: Readonly<Record<Intent, number>> = {
  total: 0.98,
  price: 0.98,
  order: 0.96,
  describe: 0.95,
  availability: 0.95,
  bare: 0.92,
};

/** Things done for a customer: who asks whether we sell carpets does not mean carpet cleaning. */
const activities = new Set(['clean', 'deep', 'maintain', 'repair', 'paint', 'plumb', 'move', 'disinfect', 'pest']);

const isActivity = ({ index, subject }: Scene): boolean =>
  subject?.mentions.some(({ services }) =>
    services.some((service) => [...index.namesOf(service.id)].some((key) => activities.has(key))),
  ) === true;

/** The cues an intent answers to. */
const answered = (scene: Scene, intent: Intent): readonly number[] => {
  const common = [
    ...cuesAt(scene, 'have', 'describe', 'it', 'want', 'per', 'confirm', 'add', 'both'),
    ...(isActivity(scene) ? [] : cuesAt(scene, 'sell')),
  ];
  // "Not free, right?" and "is it free?" have one answer: what it costs.
  const orNot = hasCue(scene.units, 'free') ? cuesAt(scene, 'not', 'yes') : [];
  if (intent === 'total' || intent === 'price')
    return [...common, ...orNot, ...cuesAt(scene, 'price', 'total', 'free', 'order')];
  return intent === 'order' ? [...common, ...cuesAt(scene, 'order', 'change', 'correct')] : common;
};

const actFor = (scene: Scene, subject: Subject, intent: Intent): Act => {
  const { mentions } = subject;
  const services = serviceIdsOf(mentions);
  switch (intent) {
    case 'total':
      return { act: 'total', lines: linesOf(mentions) };
    case 'price':
      return { act: 'quote_price', services };
    case 'order':
      return { act: 'order', lines: orderLinesOf(mentions), slots: slotsOf(scene) };
    case 'availability':
      return { act: 'availability', services };
    case 'describe':
    case 'bare':
      return { act: 'describe', services };
  }
};

/** Is it open which of several services is meant, so that this intent cannot be answered without asking? */
const mustAsk = ({ mentions }: Subject, intent: Intent): boolean => {
  const most = Math.max(...mentions.map((mention) => mention.rivals));
  return most > maxTogether || (most > 1 && (intent === 'order' || intent === 'total'));
};

/** A question about services the clause names or points at. */
export const aboutItems: Hypothesise = (scene) => {
  const { subject } = scene;
  if (subject === null || subject.mentions.length === 0) return null;
  const intent = intentOf(scene, subject);
  if (intent === 'bare' && subject.origin !== 'named' && subject.origin !== 'chosen') return null;
  if (hasCue(scene.units, 'remove') && intent !== 'price') return null;
  const explained = new Set([...explainedBySubject(scene), ...answered(scene, intent)]);
  const fit = Math.min(...subject.mentions.map((mention) => mention.fit));
  if (mustAsk(subject, intent)) {
    const open = subject.mentions.filter((mention) => mention.rivals > 1);
    const certainty = Math.max(...open.map((mention) => mention.rivals)) <= maxServices ? 0.93 : 0.7;
    return {
      acts: [{ act: 'clarify', services: serviceIdsOf(open) }],
      confidence: confidenceIn(scene, certainty * fit, explained),
    };
  }
  return { acts: [actFor(scene, subject, intent)], confidence: confidenceIn(scene, base[intent] * fit, explained) };
};
