import { type Choice, codeOf, human } from '#domain/assistant/choice';
import type { Act } from '#domain/assistant/proposal';
import { linesAtCataloguePrices, quantityFits, quoteId } from '#domain/assistant/quote';
import { isInWordsOf, validateSlot } from '#domain/assistant/slots';
import { type CountedService, plain, type Statement } from '#domain/assistant/statement';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { OrderDraft } from '#domain/conversation/dialogue';
import { internationalPhone } from '#domain/orders/international-phone';
import type { OrderLine } from '#domain/orders/order-request';
import { type OrderSlot, orderSlots, type SlotValues } from '#domain/orders/order-slot';
import type { ServiceId } from '#domain/shared/ids';

type OrderAct = Extract<Act, { act: 'order' }>;
type Line = OrderDraft['lines'][number];

/** A draft, what is to be said about it, and what can be tapped. */
export type OrderStep = {
  readonly draft: OrderDraft | null;
  readonly statements: readonly Statement[];
  readonly choices: readonly Choice[];
};

const emptyDraft: OrderDraft = { lines: [], details: {}, awaiting: null, quoted: null };
const maxLines = 10;
const offeredServices = 9;

/** Leaves out what can no longer be ordered, and says so: the catalogue may have changed since the line was noted. */
const swept = (
  draft: OrderDraft,
  catalogue: CatalogueSnapshot,
): { lines: readonly Line[]; statements: Statement[] } => {
  const orderable = (line: Line): boolean => catalogue.services.get(line.serviceId)?.available === true;
  const lost = draft.lines.filter((line) => !orderable(line)).map((line) => line.serviceId);
  const known = lost.filter((id) => catalogue.services.has(id));
  return {
    lines: draft.lines.filter(orderable),
    statements: [
      ...(known.length < lost.length ? [plain('order_changed')] : []),
      ...known.map((service): Statement => ({ say: 'not_orderable', service })),
    ],
  };
};

/** The quantity a line gets: what was said if it is within bounds, 0 (ask) when it has to be said and was not. */
const quantityFor = (said: number | null, before: number | undefined, minimum: number): number =>
  said ?? before ?? (minimum > 1 ? 0 : 1);

const withLine = (lines: readonly Line[], serviceId: ServiceId, quantity: number): Line[] => {
  const known = lines.some((line) => line.serviceId === serviceId);
  if (known) return lines.map((line) => (line.serviceId === serviceId ? { serviceId, quantity } : line));
  return [...lines, { serviceId, quantity }];
};

const changedLine = (
  lines: readonly Line[],
  change: OrderAct['lines'][number],
  catalogue: CatalogueSnapshot,
): { lines: readonly Line[]; statements: readonly Statement[] } => {
  const service = catalogue.services.get(change.service);
  const others = lines.filter((line) => line.serviceId !== change.service);
  if (change.quantity === 0 || service === undefined) return { lines: others, statements: [] };
  if (!service.available) return { lines: others, statements: [{ say: 'not_orderable', service: service.id }] };
  const before = lines.find((line) => line.serviceId === service.id)?.quantity;
  if (before === undefined && lines.length >= maxLines) return { lines, statements: [plain('order_full')] };
  const quantity = quantityFor(change.quantity, before, service.minQuantity);
  const fits = quantity === 0 || quantityFits(service, quantity);
  return {
    lines: withLine(lines, service.id, fits ? quantity : 0),
    statements: fits ? [] : [{ say: 'quantity_bounds', service: service.id }],
  };
};

/** Details count only when the customer wrote them: a model picks them out, it does not make them up. */
const withDetails = (
  before: SlotValues,
  act: OrderAct,
  written: readonly string[],
): { details: SlotValues; statements: Statement[] } => {
  const details: Partial<Record<OrderSlot, string>> = { ...before };
  const statements: Statement[] = [];
  for (const slot of orderSlots) {
    const raw = act.slots[slot];
    if (raw === undefined || !isInWordsOf(raw, written)) continue;
    const value = validateSlot(slot, raw);
    if (value === null) statements.push(plain(`bad_${slot}`));
    else details[slot] = value;
  }
  return { details, statements };
};

/** Adds to, changes or starts the draft. Asks nothing yet: see `nextQuestion`. */
export const changeOrder = (
  draft: OrderDraft | null,
  act: OrderAct,
  written: readonly string[],
  catalogue: CatalogueSnapshot,
): Omit<OrderStep, 'choices'> => {
  const start = draft ?? emptyDraft;
  let lines: readonly Line[] = start.lines;
  const statements: Statement[] = [];
  for (const change of act.lines) {
    const changed = changedLine(lines, change, catalogue);
    lines = changed.lines;
    statements.push(...changed.statements);
  }
  const noted = withDetails(start.details, act, written);
  const nothingLeft = draft === null && lines.length === 0 && act.lines.length > 0;
  return {
    draft: nothingLeft ? null : { ...start, lines, details: noted.details },
    statements: [...statements, ...noted.statements],
  };
};

const missingSlot = (draft: OrderDraft, catalogue: CatalogueSnapshot): OrderSlot | undefined => {
  const required = new Set(draft.lines.flatMap((line) => catalogue.services.get(line.serviceId)?.requires ?? []));
  return orderSlots.find((slot) => required.has(slot) && draft.details[slot] === undefined);
};

const asking = (draft: OrderDraft, awaiting: OrderDraft['awaiting'], question: Statement): OrderStep => ({
  draft: { ...draft, awaiting, quoted: null },
  statements: [question],
  choices: [],
});

const counted = (draft: OrderDraft): CountedService[] =>
  draft.lines.map(({ serviceId, quantity }) => ({ service: serviceId, quantity }));

/** The lines and details a summary shows, as one comparable text. */
const quotedOf = (lines: readonly OrderLine[], details: SlotValues): string =>
  JSON.stringify([quoteId(lines), orderSlots.map((slot) => details[slot] ?? null)]);

const summaryOf = (draft: OrderDraft, catalogue: CatalogueSnapshot): OrderStep => {
  const lines = linesAtCataloguePrices(counted(draft), catalogue);
  const quoted = quotedOf(lines, draft.details);
  return {
    draft: { ...draft, awaiting: 'confirmation', quoted },
    statements: [{ say: 'summary', lines, details: draft.details }],
    choices: [{ choose: 'yes', code: codeOf(quoted) }, { choose: 'no' }, human],
  };
};

const askForService = (draft: OrderDraft, catalogue: CatalogueSnapshot): OrderStep => {
  const orderable = [...catalogue.services.values()].filter((service) => service.available).slice(0, offeredServices);
  const offers = orderable.map((service): Choice => ({ choose: 'order', service: service.id }));
  return { ...asking(draft, 'service', plain('ask_service')), choices: [...offers, human] };
};

const withoutQuantity = (draft: OrderDraft, unclear: Line): OrderDraft => ({
  ...draft,
  lines: draft.lines.map((line) => (line === unclear ? { ...line, quantity: 0 } : line)),
});

/** What to ask next, always in the same sequence: what, how many, the details it requires, and then the summary. */
export const nextQuestion = (draft: OrderDraft, catalogue: CatalogueSnapshot): OrderStep => {
  const { lines, statements } = swept(draft, catalogue);
  const kept = { ...draft, lines };
  const unclear = lines.find((line) => {
    const service = catalogue.services.get(line.serviceId);
    return service !== undefined && !quantityFits(service, line.quantity);
  });
  const slot = missingSlot(kept, catalogue);
  const step =
    lines.length === 0
      ? askForService(kept, catalogue)
      : unclear !== undefined
        ? asking(withoutQuantity(kept, unclear), 'quantity', { say: 'ask_quantity', service: unclear.serviceId })
        : slot !== undefined
          ? asking(kept, slot, plain(`ask_${slot}`))
          : summaryOf(kept, catalogue);
  return { ...step, statements: [...statements, ...step.statements] };
};

/** The line a bare number answers for. */
export const lineWithoutQuantity = (draft: OrderDraft): ServiceId | null =>
  draft.lines.find((line) => line.quantity === 0)?.serviceId ?? draft.lines.at(-1)?.serviceId ?? null;

/** The staff gets a number it can dial from anywhere; the chat goes on repeating the one that was written. */
const reachable = (details: SlotValues, { currency }: CatalogueSnapshot): SlotValues =>
  details.phone === undefined ? details : { ...details, phone: internationalPhone(details.phone, currency) };

type Confirmation =
  | { readonly order: { readonly lines: readonly OrderLine[]; readonly details: SlotValues } }
  | { readonly again: OrderStep };

/**
 * What the customer's yes makes of the draft: a request at the prices of this moment, if these are exactly what the
 * summary showed; otherwise the summary once more. `null` when there is nothing a yes could mean.
 */
export const confirmOrder = (draft: OrderDraft | null, catalogue: CatalogueSnapshot): Confirmation | null => {
  if (draft?.awaiting !== 'confirmation' || draft.quoted === null) return null;
  const now = nextQuestion(draft, catalogue);
  if (now.draft?.quoted !== draft.quoted)
    return { again: { ...now, statements: [plain('order_changed'), ...now.statements.filter(isNotNews)] } };
  const details = reachable(now.draft.details, catalogue);
  return { order: { lines: linesAtCataloguePrices(counted(now.draft), catalogue), details } };
};

/** `order_changed` is said once. */
const isNotNews = (statement: Statement): boolean =>
  !(statement.say === 'plain' && statement.sentence === 'order_changed');
