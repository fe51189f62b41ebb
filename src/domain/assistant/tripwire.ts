import { type FlowSnapshot, menuText, noMenus } from '#domain/assistant/flow-snapshot';
import { currencies, forbidden } from '#domain/assistant/forbidden-words';
import { echoedKinds, echoOfField } from '#domain/assistant/forms/field-echo';
import { allowedLeadIn } from '#domain/assistant/lead-in';
import { type Outbound, type Segment, textOf } from '#domain/assistant/outbound';
import { echoOf } from '#domain/assistant/slots';
import { piecesOf } from '#domain/assistant/templates/fill';
import { type Voice, voiceOf, type Wording } from '#domain/assistant/templates/voice';
import { isFieldText } from '#domain/assistant/tripwire-fields';
import type { Verdict } from '#domain/assistant/verdict';
import { withAsciiDigits } from '#domain/assistant/words';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { type CallSnapshot, noCalls } from '#domain/functions/call-snapshot';
import { functionPieces } from '#domain/functions/function-pieces';
import { orderSlots } from '#domain/orders/order-slot';
import { formatMoney } from '#domain/shared/format-money';
import { ServiceId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import { Money } from '#domain/shared/money';

/** Does the text grant something, or name a currency? */
export const saysForbidden = (text: string): boolean => forbidden.test(text) || currencies.test(text);

const layouts: ReadonlySet<string> = new Set([' ', '\n', '\n\n', ', ', '، ']);

const isTemplateText = (text: string, id: string, voice: Voice): boolean => {
  if (id === 'layout') return layouts.has(text);
  const templates: Readonly<Record<string, string>> = voice.templates;
  const template = Object.hasOwn(templates, id) ? templates[id] : undefined;
  if (template === undefined) return false;
  const pieces = piecesOf(template);
  for (let index = 0; index < pieces.length; index += 2) if (pieces[index] === text) return true;
  return false;
};

/** The sum once more, from the catalogue and not from what the renderer had in hand. */
const rederived = (id: string, catalogue: CatalogueSnapshot): Money | null => {
  let minor = 0n;
  for (const part of id.split('+')) {
    const [, subject = '', quantity = '', price = ''] = /^([^*]+)\*(\d{1,9})@(\d{1,16})$/.exec(part) ?? [];
    const service = catalogue.services.get(ServiceId(subject));
    if (service === undefined || service.price.minor !== BigInt(price)) return null;
    minor += service.price.minor * BigInt(quantity);
  }
  return Money.of(
    minor,
    catalogue.services.get(ServiceId(id.split('*')[0] ?? ''))?.price.currency ?? catalogue.currency,
  );
};

const isQuotedText = (text: string, id: string, catalogue: CatalogueSnapshot, language: Language): boolean => {
  const end = id.indexOf(':');
  const [kind, value] = end < 0 ? [id, ''] : [id.slice(0, end), id.slice(end + 1)];
  if (kind === 'quantity' || kind === 'count' || kind === 'choice') return text === value && /^\d{1,9}$/.test(value);
  const sum = kind === 'total' ? rederived(value, catalogue) : null;
  return sum !== null && text === formatMoney(sum, language);
};

const digitsOf = (text: string): string => text.replace(/^00|\D/g, '');

const isSlotText = (text: string, id: string): boolean => {
  const slot = orderSlots.find((each) => each === id);
  const kind = echoedKinds.find((each) => each === id);
  const echo = slot !== undefined ? echoOf(slot, text) : kind === undefined ? null : echoOfField(kind, text);
  return echo === text || (slot === 'phone' && echo !== null && digitsOf(echo) === digitsOf(text));
};

type Snapshots = {
  readonly catalogue: CatalogueSnapshot;
  readonly menus: FlowSnapshot;
  readonly calls: CallSnapshot;
  readonly wording: Wording;
};

const isFounded = (
  { text, provenance }: Segment,
  { catalogue, menus, calls, wording }: Snapshots,
  language: Language,
): boolean => {
  switch (provenance.from) {
    case 'template':
      return isTemplateText(text, provenance.id, voiceOf(language, wording));
    case 'catalogue':
    case 'faq':
    case 'document':
      return isFieldText(text, provenance, catalogue, language);
    case 'function':
      return functionPieces(provenance.field.split('.')[0] ?? '', calls, language, catalogue.currency).some(
        (piece) => piece.field === provenance.field && piece.text === text,
      );
    case 'menu':
      return menuText(provenance.field, menus, language) === text;
    case 'quote':
      return isQuotedText(text, provenance.id, catalogue, language);
    case 'slot':
      return isSlotText(text, provenance.id);
    case 'lead_in':
      return allowedLeadIn(text, language) === text;
    // No turn's reply holds one: it is a message of its own, written after the decision.
    case 'receipt':
      return false;
  }
};

/** The tenant's words and the customer's own details; what is left of the text is ours to answer for. */
const isTheirs = ({ provenance }: Segment): boolean =>
  provenance.from === 'faq' ||
  provenance.from === 'document' ||
  provenance.from === 'slot' ||
  provenance.from === 'menu' ||
  provenance.from === 'function' ||
  (provenance.from === 'catalogue' && !provenance.field.endsWith('.price'));

const numbersIn = (text: string): string[] => {
  const found = withAsciiDigits(text).match(/\d[\d,.٬٫' ]*\d|\d/g);
  return found === null ? [] : found.map((number) => number.replace(/\D/g, ''));
};

/** Stands where a text of somebody else's stood: no digit, no letter, and nothing a number is written with. */
const elsewhere = '#';

const mayHoldNumbers = ({ provenance }: Segment): boolean =>
  provenance.from === 'quote' || provenance.from === 'catalogue';

/** Every number outside the tenant's own texts must be a founded amount, a quantity or a choice's number. */
const strayNumbers = (segments: readonly Segment[]): string[] => {
  let ours = '';
  for (const segment of segments) ours += isTheirs(segment) ? elsewhere : segment.text;
  const said = numbersIn(ours);
  if (said.length === 0) return said;
  const known = new Set(['0']);
  for (const segment of segments)
    if (mayHoldNumbers(segment)) for (const number of numbersIn(segment.text)) known.add(number);
  return said.filter((number) => !known.has(number));
};

/** Worded by us, or by a model on our behalf: what no text of ours says must not be in it. */
const isOurs = ({ provenance }: Segment): boolean => provenance.from === 'template' || provenance.from === 'lead_in';

/** Our own sentences come again and again; what was found in them does not change. */
const judged = new Map<string, boolean>();
const mostJudged = 2_000;

const isForbidden = (stretch: string): boolean => {
  const known = judged.get(stretch);
  if (known !== undefined) return known;
  const found = saysForbidden(stretch);
  if (judged.size < mostJudged) judged.set(stretch, found);
  return found;
};

/** Does any stretch of our own words, up to the next text of somebody else's, grant something or name a currency? */
const grants = (segments: readonly Segment[]): boolean => {
  let stretch = '';
  for (const segment of segments) {
    if (isOurs(segment)) stretch += segment.text;
    else if (stretch !== '') {
      if (isForbidden(stretch)) return true;
      stretch = '';
    }
  }
  return stretch !== '' && isForbidden(stretch);
};

const faultsIn = (outbound: Outbound, snapshots: Snapshots): string[] => {
  const { segments, language } = outbound;
  const whole = textOf(outbound);
  return [
    ...segments
      .filter((segment) => !isFounded(segment, snapshots, language))
      .map(({ provenance }) => `unfounded:${provenance.from}`),
    ...strayNumbers(segments).map((number) => `number:${number}`),
    ...(grants(segments) ? ['phrase'] : []),
    ...outbound.choices.filter((choice) => !whole.includes(choice.label)).map(() => 'label'),
  ];
};

/**
 * Reads the finished text as if nothing before it could be trusted and re-derives every piece. It must never fire: when it
 * does, something of ours is broken, the reply is dropped and a person is called.
 */
export const tripwire = (
  replies: readonly Outbound[],
  catalogue: CatalogueSnapshot,
  menus: FlowSnapshot = noMenus,
  calls: CallSnapshot = noCalls,
  wording: Wording = {},
): Verdict => {
  const faults = replies.flatMap((reply) => faultsIn(reply, { catalogue, menus, calls, wording }));
  return {
    check: 'tripwire',
    outcome: faults.length === 0 ? 'pass' : 'veto',
    detail: [...new Set(faults)].slice(0, 5).join(' '),
  };
};
