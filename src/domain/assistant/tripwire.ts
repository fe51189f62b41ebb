import { type FlowSnapshot, menuText, noMenus } from '#domain/assistant/flow-snapshot';
import { currencies, forbidden } from '#domain/assistant/forbidden-words';
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

const isTemplateText = (text: string, id: string, voice: Voice): boolean => {
  if (id === 'layout') return [' ', '\n', '\n\n', ', ', '، '].includes(text);
  const templates: Readonly<Record<string, string>> = voice.templates;
  const template = Object.hasOwn(templates, id) ? templates[id] : undefined;
  return template !== undefined && piecesOf(template).some((piece, index) => index % 2 === 0 && piece === text);
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
  const [kind = '', ...rest] = id.split(':');
  const value = rest.join(':');
  if (kind === 'quantity' || kind === 'count' || kind === 'choice') return text === value && /^\d{1,9}$/.test(value);
  const sum = kind === 'total' ? rederived(value, catalogue) : null;
  return sum !== null && text === formatMoney(sum, language);
};

const digitsOf = (text: string): string => text.replace(/^00|\D/g, '');

const isSlotText = (text: string, id: string): boolean => {
  const slot = orderSlots.find((each) => each === id);
  const echo = slot === undefined ? null : echoOf(slot, text);
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

const numbersIn = (text: string): string[] =>
  (withAsciiDigits(text).match(/\d[\d,.٬٫' ]*\d|\d/g) ?? []).map((number) => number.replace(/\D/g, ''));

/** Every number outside the tenant's own texts must be a founded amount, a quantity or a choice's number. */
const strayNumbers = (segments: readonly Segment[]): string[] => {
  const ours = segments.map((segment) => (isTheirs(segment) ? '□' : segment.text)).join('');
  const founded = segments
    .filter(({ provenance }) => provenance.from === 'quote' || provenance.from === 'catalogue')
    .flatMap(({ text }) => numbersIn(text));
  const known = new Set([...founded, '0']);
  return numbersIn(ours).filter((number) => !known.has(number));
};

/** Worded by us, or by a model on our behalf: what no text of ours says must not be in it. */
const isOurs = ({ provenance }: Segment): boolean => provenance.from === 'template' || provenance.from === 'lead_in';

const faultsIn = (outbound: Outbound, snapshots: Snapshots): string[] => {
  const { segments, language } = outbound;
  const ourText = segments.map((segment) => (isOurs(segment) ? segment.text : '□')).join('');
  const whole = textOf(outbound);
  return [
    ...segments
      .filter((segment) => !isFounded(segment, snapshots, language))
      .map(({ provenance }) => `unfounded:${provenance.from}`),
    ...strayNumbers(segments).map((number) => `number:${number}`),
    ...(saysForbidden(ourText) ? ['phrase'] : []),
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
