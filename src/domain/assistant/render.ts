import { type Choice, choiceId } from '#domain/assistant/choice';
import type { FlowNode } from '#domain/assistant/flow';
import { type FlowSnapshot, formOf, noMenus, optionOf, urlOf } from '#domain/assistant/flow-snapshot';
import { type Outbound, type Segment, sealed } from '#domain/assistant/outbound';
import { nameOf } from '#domain/assistant/render-service';
import { renderStatement } from '#domain/assistant/render-statement';
import { count, joined, layout, menuSegments } from '#domain/assistant/segments';
import type { Statement } from '#domain/assistant/statement';
import { fill } from '#domain/assistant/templates/fill';
import { type Voice, voiceOf, type Wording } from '#domain/assistant/templates/voice';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { OfferedChoice } from '#domain/conversation/message';
import { type CallSnapshot, noCalls } from '#domain/functions/call-snapshot';
import { quotableIn } from '#domain/knowledge/knowledge-snapshot';
import type { FlowId, SentenceId } from '#domain/shared/ids';
import { type Language, textIn } from '#domain/shared/language';

/** What a turn says: statements in order, then the choices on offer. Nothing in it is prose. */
export type Reply = {
  readonly language: Language;
  readonly statements: readonly Statement[];
  readonly choices: readonly Choice[];
  /** The tenant's own sentences, where it has some. */
  readonly wording?: Wording;
};

/** A WhatsApp text holds 4,096 characters; the rest of a longer reply goes into a second message. */
const maxMessageLength = 4_000;

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

/** The admin's own phrasing of the question, in the customer's language when there is one. */
const questionOf = (faq: Faq, { language }: Voice): Segment => {
  const question =
    faq.questions.find((each) => isArabic(each) === (language === 'ar')) ?? faq.questions[0] ?? faq.category;
  return { text: question, provenance: { from: 'faq', id: faq.id } };
};

type Context = {
  readonly catalogue: CatalogueSnapshot;
  readonly menus: FlowSnapshot;
  readonly calls: CallSnapshot;
  readonly voice: Voice;
};

/** A document by its title: the sentence itself is the answer, and longer than a button. */
const sourceOf = (id: SentenceId, { catalogue, voice }: Context): Segment[] => {
  const found = quotableIn(catalogue.knowledge, id);
  if (found === null) return [];
  const provenance = { from: 'document', id: found.sentence.documentId } as const;
  return fill(voice, 'choice_quote', { title: { text: found.title, provenance } });
};

/** An option of a field, or the yes and no of a checkbox. */
const fieldLabel = (
  { form, field, option }: Extract<Choice, { choose: 'field' }>,
  { menus, voice }: Context,
): Segment[] => {
  const label = menuSegments(`${form}.option.${field}.${option}`, menus, voice);
  return label.length > 0 ? label : fill(voice, option === 0 ? 'choice_tick_yes' : 'choice_tick_no', {});
};

const labelOf = (choice: Choice, context: Context): Segment[] => {
  const { catalogue, menus, voice } = context;
  switch (choice.choose) {
    case 'price':
    case 'describe':
    case 'order': {
      const service = catalogue.services.get(choice.service);
      if (service === undefined) return [];
      const name = nameOf(service, voice);
      return choice.choose === 'price' ? [name] : fill(voice, `choice_${choice.choose}`, { name });
    }
    case 'faq': {
      const faq = catalogue.faqs.get(choice.faq);
      return faq === undefined ? [] : [questionOf(faq, voice)];
    }
    case 'quote':
      return sourceOf(choice.sentence, context);
    case 'flow':
      return menuSegments(`${choice.flow}.label.${choice.option}`, menus, voice);
    case 'form':
      return menuSegments(`${choice.form}.title`, menus, voice);
    case 'field':
      return fieldLabel(choice, context);
    case 'yes':
    case 'no':
    case 'withdraw':
    case 'keep':
    case 'human':
      return fill(voice, `choice_${choice.choose}`, {});
  }
};

type LabelledChoice = { readonly choice: Choice; readonly label: readonly Segment[] };

/** Where a choice leads away to, as a piece of text. */
const linkOf = (choice: Choice, { menus, voice }: Context): Segment[] =>
  choice.choose === 'flow' ? menuSegments(`${choice.flow}.url.${choice.option}`, menus, voice) : [];

/** "1. …", "2. …" and "0. Talk to a person", so that channels without buttons work as well. */
const numbered = ({ choice, label }: LabelledChoice, index: number, context: Context): Segment[] => {
  const number = count('choice', choice.choose === 'human' ? 0 : index + 1);
  const url = linkOf(choice, context);
  if (url.length === 0) return fill(context.voice, 'choice', { number, label });
  return fill(context.voice, 'choice_link', { number, label, url });
};

const plainText = (segments: readonly Segment[]): string => segments.map((segment) => segment.text).join('');

/** Packs blocks into as few messages as their length allows, in order. */
const packed = (blocks: readonly Segment[][]): Segment[][] => {
  const messages: Segment[][] = [];
  for (const block of blocks) {
    const last = messages.at(-1);
    if (last !== undefined && plainText(last).length + 2 + plainText(block).length <= maxMessageLength)
      last.push(layout('\n\n'), ...block);
    else messages.push([...block]);
  }
  return messages;
};

const offeredChoice = (
  choice: Choice,
  label: string,
  { menus, voice }: Pick<Context, 'menus' | 'voice'>,
): OfferedChoice => {
  const id = choiceId(choice);
  if (choice.choose === 'form') return { id, label, form: choice.form };
  const action = choice.choose === 'flow' ? optionOf(menus, choice.flow, choice.option)?.option.action : undefined;
  if (action === undefined) return { id, label };
  const url = urlOf(action, menus, voice.language);
  const form = formOf(action, menus);
  return { id, label, ...(url !== null && { url }), ...(form !== null && { form: form.id }) };
};

/** A menu's options as they are shown where no turn has decided anything yet: before a visitor's first message. */
export const menuChoices = (flow: FlowId, node: FlowNode, menus: FlowSnapshot, language: Language): OfferedChoice[] =>
  node.options.map(({ id, label }) =>
    offeredChoice({ choose: 'flow', flow, option: id }, textIn(label, language).trim(), {
      menus,
      voice: voiceOf(language),
    }),
  );

/**
 * The only way from a decision to text. Looks every id up in the snapshot, formats every amount itself and tells where each
 * piece comes from. Usually one message; more only when the text is longer than a message can be.
 */
export const render = (
  reply: Reply,
  catalogue: CatalogueSnapshot,
  menus: FlowSnapshot = noMenus,
  calls: CallSnapshot = noCalls,
): readonly Outbound[] => {
  const { language } = reply;
  const context: Context = { catalogue, menus, calls, voice: voiceOf(language, reply.wording) };
  const offered = reply.choices
    .map((choice) => ({ choice, label: labelOf(choice, context) }))
    .filter(({ label }) => label.length > 0);
  const menu = joined(
    offered.map((each, index) => numbered(each, index, context)),
    layout('\n'),
  );
  const blocks = reply.statements.map((statement) => renderStatement(statement, context));
  const messages = packed([...blocks, menu].filter((block) => block.length > 0));
  const choices = offered.map(({ choice, label }) => offeredChoice(choice, plainText(label), context));
  const sensitive = reply.statements.some(isAboutARequest);
  return messages.map((segments, index) =>
    sealed({ language, segments, choices: index === messages.length - 1 ? choices : [], sensitive }),
  );
};

const isAboutARequest = (statement: Statement): boolean =>
  statement.say === 'plain' && (statement.sentence === 'request_sent' || statement.sentence === 'request_withdrawn');

/** The one sentence that needs no catalogue: a person was called. */
export const renderHandOver = (language: Language, wording: Wording = {}): Outbound =>
  sealed({ language, segments: fill(voiceOf(language, wording), 'hand_over', {}), choices: [], sensitive: false });
