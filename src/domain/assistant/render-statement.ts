import type { FlowSnapshot } from '#domain/assistant/flow-snapshot';
import { formSegments } from '#domain/assistant/forms/render-form';
import { allowedLeadIn } from '#domain/assistant/lead-in';
import type { Segment } from '#domain/assistant/outbound';
import { linesAtCataloguePrices, quoteId, totalOf } from '#domain/assistant/quote';
import { availabilitySentence, description, listItem, nameOf, priceSentence } from '#domain/assistant/render-service';
import {
  catalogueText,
  comma,
  count,
  joined,
  layout,
  localized,
  menuSegments,
  quoted,
  slotText,
} from '#domain/assistant/segments';
import { echoOf } from '#domain/assistant/slots';
import type { Statement } from '#domain/assistant/statement';
import { fill } from '#domain/assistant/templates/fill';
import type { Voice } from '#domain/assistant/templates/voice';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import type { CallSnapshot } from '#domain/functions/call-snapshot';
import { functionPieces } from '#domain/functions/function-pieces';
import { quotableIn } from '#domain/knowledge/knowledge-snapshot';
import type { OrderLine } from '#domain/orders/order-request';
import { type OrderSlot, orderSlots, type SlotValues } from '#domain/orders/order-slot';
import { formatMoney } from '#domain/shared/format-money';
import type { FunctionId, ServiceId } from '#domain/shared/ids';
import { allTexts, type Language, textIn } from '#domain/shared/language';

type Context = {
  readonly catalogue: CatalogueSnapshot;
  readonly menus: FlowSnapshot;
  readonly calls: CallSnapshot;
  readonly voice: Voice;
};

const found = (ids: readonly ServiceId[], { catalogue }: Context): Service[] =>
  ids.flatMap((id) => catalogue.services.get(id) ?? []);

const each = (ids: readonly ServiceId[], context: Context, block: (service: Service) => Segment[]): Segment[] =>
  joined(found(ids, context).map(block), layout('\n'));

/** The categories a longer list may be narrowed by, in the catalogue's own words; six are enough to show what is meant. */
const categories = ({ catalogue, voice }: Context): Segment[] => {
  const seen = new Map<string, Segment>();
  for (const service of catalogue.services.values()) {
    const name = textIn(service.category, voice.language).trim();
    if (name !== '' && !seen.has(name)) seen.set(name, localized(`${service.id}.category`, service.category, voice));
  }
  return joined(
    [...seen.values()].slice(0, 6).map((name) => [name]),
    comma(voice),
  );
};

const list = (statement: Extract<Statement, { say: 'list' }>, context: Context): Segment[] => {
  const items = found(statement.services, context).map((service) =>
    listItem(service, statement.withPrices, context.voice),
  );
  return joined([fill(context.voice, 'list_title', {}), ...items, restOf(statement, context)], layout('\n'));
};

const restOf = ({ more, narrowed }: Extract<Statement, { say: 'list' }>, context: Context): Segment[] => {
  const left = count('count', more);
  if (more === 0) return [];
  if (narrowed) return fill(context.voice, 'list_more_here', { more: left });
  return fill(context.voice, 'list_more', { more: left, categories: categories(context) });
};

/** The lines and their sum, computed here; nothing at all when there is no sum to say. */
export const sumOf = (lines: readonly OrderLine[], voice: Voice): Segment[] => {
  const total = totalOf(lines);
  if (total === null) return [];
  const items = lines.flatMap((line) => {
    const amount = totalOf([line]);
    if (amount === null) return [];
    const name = localized(`${line.serviceId}.name`, line.name, voice);
    const shown = quoted(`total:${quoteId([line])}`, formatMoney(amount, voice.language));
    return [fill(voice, 'total_line', { quantity: count('quantity', line.quantity), name, amount: shown })];
  });
  const shown = quoted(`total:${quoteId(lines)}`, formatMoney(total, voice.language));
  return joined([...items, fill(voice, 'total', { total: shown })], layout('\n'));
};

const detail = (slot: OrderSlot, details: SlotValues, voice: Voice): Segment[] => {
  const value = details[slot];
  if (value === undefined) return [];
  const echo = echoOf(slot, value);
  // A leading plus would jump to the number's other end in a right-to-left line.
  const text = voice.language === 'ar' && slot === 'phone' ? echo?.replace(/^\+/, '00') : echo;
  const kept = fill(voice, 'detail_kept', {});
  return fill(voice, `detail_${slot}`, { value: text === null || text === undefined ? kept : slotText(slot, text) });
};

const summary = (statement: Extract<Statement, { say: 'summary' }>, { voice }: Context): Segment[] =>
  joined(
    [
      fill(voice, 'summary_title', {}),
      sumOf(statement.lines, voice),
      ...orderSlots.map((slot) => detail(slot, statement.details, voice)),
      fill(voice, 'summary_question', {}),
    ],
    layout('\n'),
  );

const bounds = (id: ServiceId, context: Context): Segment[] =>
  each([id], context, (service) =>
    fill(context.voice, 'quantity_bounds', {
      name: nameOf(service, context.voice),
      minimum: count('quantity', Math.max(1, service.minQuantity)),
      maximum: count('quantity', service.maxQuantity),
    }),
  );

const faqAnswer = (statement: Extract<Statement, { say: 'faq' }>, { catalogue, voice }: Context): Segment[] => {
  const faq = catalogue.faqs.get(statement.faq);
  return faq === undefined || allTexts(faq.answer).length === 0
    ? []
    : [{ text: textIn(faq.answer, voice.language), provenance: { from: 'faq', id: faq.id } }];
};

const quotation = (
  { sentence: id }: Extract<Statement, { say: 'quotation' }>,
  { catalogue, voice }: Context,
): Segment[] => {
  const found = quotableIn(catalogue.knowledge, id);
  if (found === null) return [];
  const { sentence, title } = found;
  return fill(voice, 'quotation', {
    sentence: { text: sentence.text, provenance: { from: 'document', id } },
    title: { text: title, provenance: { from: 'document', id: sentence.documentId } },
  });
};

const menuOption = (
  { flow, option, part }: Extract<Statement, { say: 'menu_option' }>,
  { menus, voice }: Context,
): Segment[] => {
  const text = menuSegments(`${flow}.${part}.${option}`, menus, voice);
  if (part !== 'url' || text.length === 0) return text;
  return fill(voice, 'menu_link', { label: menuSegments(`${flow}.label.${option}`, menus, voice), url: text });
};

const leadIn = (raw: string, language: Language): Segment[] => {
  const text = allowedLeadIn(raw, language);
  return text === null ? [] : [{ text, provenance: { from: 'lead_in' } }];
};

const fromMenu = (statement: Extract<Statement, { say: 'menu' | 'menu_option' }>, context: Context): Segment[] =>
  statement.say === 'menu'
    ? menuSegments(`${statement.flow}.node.${statement.node}`, context.menus, context.voice)
    : menuOption(statement, context);

/** The tenant's template, piece by piece, with the values of the answer in its blanks. */
const functionAnswer = (id: FunctionId, { calls, voice, catalogue }: Context): Segment[] =>
  functionPieces(id, calls, voice.language, catalogue.currency).map(({ field, text }) => ({
    text,
    provenance: { from: 'function', field },
  }));

const withName = (sentence: 'unavailable' | 'ask_quantity', id: ServiceId, context: Context): Segment[] =>
  each([id], context, (service) => fill(context.voice, sentence, { name: nameOf(service, context.voice) }));

const described = ({ service: id, withPrice }: Extract<Statement, { say: 'describe' }>, context: Context): Segment[] =>
  each([id], context, (service) => description(service, withPrice, context.catalogue, context.voice));

/** One statement as text with its provenance; empty when what it speaks of is not in the snapshot. */
export const renderStatement = (statement: Statement, context: Context): Segment[] => {
  const { catalogue, voice } = context;
  switch (statement.say) {
    case 'plain':
      return fill(voice, statement.sentence, {});
    case 'disclosure':
    case 'identify':
      return fill(voice, statement.say, { business: catalogueText('businessName', catalogue.businessName) });
    case 'list':
      return list(statement, context);
    case 'price':
      return each(statement.services, context, (service) => priceSentence(service, voice));
    case 'describe':
      return described(statement, context);
    case 'availability':
      return each(statement.services, context, (service) => availabilitySentence(service, voice));
    case 'total':
      return sumOf(linesAtCataloguePrices(statement.lines, catalogue), voice);
    case 'faq':
      return faqAnswer(statement, context);
    case 'function':
      return functionAnswer(statement.function, context);
    case 'quotation':
      return quotation(statement, context);
    case 'menu':
    case 'menu_option':
      return fromMenu(statement, context);
    case 'form':
    case 'form_field':
    case 'form_summary':
      return formSegments(statement, context);
    case 'not_orderable':
      return withName('unavailable', statement.service, context);
    case 'quantity_bounds':
      return bounds(statement.service, context);
    case 'ask_quantity':
      return withName('ask_quantity', statement.service, context);
    case 'lead_in':
      return leadIn(statement.text, voice.language);
    case 'summary':
      return summary(statement, context);
  }
};
