import { cleanLine, cleanLines } from '#application/mail/clean-value';
import { type Block, orderNumberMark, type RenderedLetter } from '#application/mail/letter';
import { noticeWords } from '#application/mail/notice-words';
import { renderLetter } from '#application/mail/render-letter';
import { sessionNoticeWords } from '#application/mail/session-notice-words';
import type { EscalationReason } from '#domain/conversation/conversation';
import type { RequestedOrder } from '#domain/conversation/turn';
import type { Form } from '#domain/leads/form';
import type { Lead } from '#domain/leads/lead';
import type { OrderLine } from '#domain/orders/order-request';
import { orderSlots } from '#domain/orders/order-slot';
import { formatMoney } from '#domain/shared/format-money';
import type { ChannelId, ConversationId } from '#domain/shared/ids';
import { type Language, textIn } from '#domain/shared/language';

type Place = { readonly language: Language; readonly businessName: string; readonly publicUrl: string };
type Row = readonly [string, string];

const amountOf = ({ overriddenUnitPrice, unitPrice, quantity }: OrderLine) =>
  (overriddenUnitPrice ?? unitPrice).times(quantity);

const lineOf = (line: OrderLine, language: Language): string =>
  `${line.quantity} × ${textIn(line.name, language)}: ${formatMoney(amountOf(line), language)}`;

const filled = (rows: readonly (readonly [string, string | null | undefined])[]): readonly Row[] =>
  rows.flatMap(([label, value]): Row[] =>
    value === null || value === undefined || value === '' ? [] : [[label, value]],
  );

/** A request that waits for a decision. Its number is filled in when the mail leaves: see `orderNumberMark`. */
export const renderOrderNotice = (
  { language, businessName, publicUrl }: Place,
  order: RequestedOrder,
  customerName: string | null,
): RenderedLetter => {
  const words = noticeWords[language];
  const total = order.lines.map(amountOf).reduce((sum, amount) => sum.plus(amount));
  const title = words.order(orderNumberMark, cleanLine(businessName, 120));
  return renderLetter({
    language,
    subject: title,
    title,
    blocks: [
      { kind: 'paragraph', text: words.orderText },
      { kind: 'list', items: order.lines.map((line) => lineOf(line, language)) },
      {
        kind: 'facts',
        rows: filled([
          [words.total, formatMoney(total, language)],
          [words.customer, customerName],
          ...orderSlots.map((slot) => [words.slots[slot], order.details[slot]] as const),
        ]),
      },
      { kind: 'button', label: words.openOrder, url: `${publicUrl}/app/orders?order=${order.id}` },
      { kind: 'small', text: words.why },
    ],
  });
};

export type HandOver = {
  readonly conversationId: ConversationId;
  readonly reason: EscalationReason;
  readonly customerName: string | null;
  readonly lastWords: string;
  /** A form that was begun in the chat and is not handed in. */
  readonly begun?: Begun | null;
};

/** What was noted so far, by field; `form` is `null` where it is gone. */
export type Begun = { readonly form: Form | null; readonly values: Readonly<Record<string, string>> };

/** A customer waits for a person. */
export const renderHandOverNotice = (
  { language, businessName, publicUrl }: Place,
  { conversationId, reason, customerName, lastWords, begun = null }: HandOver,
): RenderedLetter => {
  const words = noticeWords[language];
  const title = words.handOver(cleanLine(businessName, 120));
  const quote: Block[] =
    lastWords.trim() === ''
      ? []
      : [
          { kind: 'paragraph', text: words.lastWords },
          { kind: 'quote', text: cleanLines(lastWords, 1_000) },
        ];
  return renderLetter({
    language,
    subject: title,
    title,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.customer, customerName ?? words.nobody],
          [words.reason, words.reasons[reason]],
        ],
      },
      ...filledSoFar(begun, language),
      ...quote,
      { kind: 'button', label: words.openConversation, url: `${publicUrl}/app/inbox?conversation=${conversationId}` },
      { kind: 'small', text: words.why },
    ],
  });
};

const labelOf = (form: Form | null, key: string, language: Language): string => {
  const field = form?.fields.find((each) => each.key === key);
  return field === undefined ? key : textIn(field.label, language);
};

/** In the form's order, as the customer was asked. */
const filledSoFar = (begun: Begun | null, language: Language): readonly Block[] => {
  const { form, values } = begun ?? { form: null, values: {} };
  const keys = form?.fields.map(({ key }) => key) ?? Object.keys(values);
  const rows = filled(keys.map((key) => [labelOf(form, key, language), values[key]] as const));
  return rows.length === 0
    ? []
    : [
        { kind: 'paragraph', text: noticeWords[language].filledSoFar },
        { kind: 'facts', rows },
      ];
};

const filledIn = (lead: Lead, form: Form | null, language: Language): readonly Row[] => {
  const { leadFields } = noticeWords[language];
  const known = filled([
    [leadFields.name, lead.name],
    [leadFields.email, lead.email],
    [leadFields.phone, lead.phone],
    [leadFields.intent, lead.intent],
  ]);
  const said = new Set(known.map(([, value]) => value));
  const others = Object.entries(lead.values).filter(([, value]) => !said.has(value));
  return [...known, ...filled(others.map(([key, value]) => [labelOf(form, key, language), value] as const))];
};

/** Somebody filled in a form or is worth calling back. */
export const renderLeadNotice = (
  { language, businessName, publicUrl }: Place,
  lead: Lead,
  form: Form | null,
): RenderedLetter => {
  const words = noticeWords[language];
  const title = words.lead(cleanLine(businessName, 120));
  return renderLetter({
    language,
    subject: title,
    title,
    blocks: [
      { kind: 'paragraph', text: words.leadText },
      { kind: 'facts', rows: filledIn(lead, form, language) },
      { kind: 'button', label: words.openLead, url: `${publicUrl}/app/leads?lead=${lead.id}` },
      { kind: 'small', text: words.why },
    ],
  });
};

/** `trouble` is a stable code, such as a session's cause. */
export type SessionTrouble = {
  readonly channelId: ChannelId;
  readonly channelName: string;
  readonly trouble: string;
};

/** A linked number needs a person. */
export const renderSessionNotice = (
  { language, businessName, publicUrl }: Place,
  { channelId, channelName, trouble }: SessionTrouble,
): RenderedLetter => {
  const words = sessionNoticeWords[language];
  const title = words.title(cleanLine(channelName, 120), cleanLine(businessName, 120));
  return renderLetter({
    language,
    subject: title,
    title,
    blocks: [
      { kind: 'paragraph', text: trouble.startsWith('health.') ? words.textOfHealth : words.text },
      { kind: 'facts', rows: [[words.what, words.troubles[trouble] ?? words.other]] },
      { kind: 'button', label: words.open, url: `${publicUrl}/app/channels/${channelId}` },
      { kind: 'small', text: words.why },
    ],
  });
};
