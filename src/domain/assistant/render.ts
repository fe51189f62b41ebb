import { type Choice, choiceId } from '#domain/assistant/choice';
import { type Outbound, type Segment, sealed } from '#domain/assistant/outbound';
import { nameOf } from '#domain/assistant/render-service';
import { renderStatement } from '#domain/assistant/render-statement';
import { count, joined, layout } from '#domain/assistant/segments';
import type { Statement } from '#domain/assistant/statement';
import { fill } from '#domain/assistant/templates/fill';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { Language } from '#domain/shared/language';

/** What a turn says: statements in order, then the choices on offer. Nothing in it is prose. */
export type Reply = {
  readonly language: Language;
  readonly statements: readonly Statement[];
  readonly choices: readonly Choice[];
};

/** A WhatsApp text holds 4,096 characters; the rest of a longer reply goes into a second message. */
const maxMessageLength = 4_000;

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

/** The admin's own phrasing of the question, in the customer's language when there is one. */
const questionOf = (faq: Faq, language: Language): Segment => {
  const question =
    faq.questions.find((each) => isArabic(each) === (language === 'ar')) ?? faq.questions[0] ?? faq.category;
  return { text: question, provenance: { from: 'faq', id: faq.id } };
};

const labelOf = (choice: Choice, catalogue: CatalogueSnapshot, language: Language): Segment[] => {
  switch (choice.choose) {
    case 'price':
    case 'describe':
    case 'order': {
      const service = catalogue.services.get(choice.service);
      if (service === undefined) return [];
      const name = nameOf(service, language);
      return choice.choose === 'price' ? [name] : fill(language, `choice_${choice.choose}`, { name });
    }
    case 'faq': {
      const faq = catalogue.faqs.get(choice.faq);
      return faq === undefined ? [] : [questionOf(faq, language)];
    }
    case 'yes':
    case 'no':
    case 'withdraw':
    case 'keep':
    case 'human':
      return fill(language, `choice_${choice.choose}`, {});
  }
};

type LabelledChoice = { readonly choice: Choice; readonly label: readonly Segment[] };

/** "1. …", "2. …" and "0. Talk to a person", so that channels without buttons work as well. */
const numbered = ({ choice, label }: LabelledChoice, index: number, language: Language): Segment[] =>
  fill(language, 'choice', { number: count('choice', choice.choose === 'human' ? 0 : index + 1), label });

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

/**
 * The only way from a decision to text. Looks every id up in the snapshot, formats every amount itself and tells where each
 * piece comes from. Usually one message; more only when the text is longer than a message can be.
 */
export const render = (reply: Reply, catalogue: CatalogueSnapshot): readonly Outbound[] => {
  const { language } = reply;
  const offered = reply.choices
    .map((choice) => ({ choice, label: labelOf(choice, catalogue, language) }))
    .filter(({ label }) => label.length > 0);
  const menu = joined(
    offered.map((each, index) => numbered(each, index, language)),
    layout('\n'),
  );
  const blocks = reply.statements.map((statement) => renderStatement(statement, { catalogue, language }));
  const messages = packed([...blocks, menu].filter((block) => block.length > 0));
  const choices = offered.map(({ choice, label }) => ({ id: choiceId(choice), label: plainText(label) }));
  const sensitive = reply.statements.some(isAboutARequest);
  return messages.map((segments, index) =>
    sealed({ language, segments, choices: index === messages.length - 1 ? choices : [], sensitive }),
  );
};

const isAboutARequest = (statement: Statement): boolean =>
  statement.say === 'plain' && (statement.sentence === 'request_sent' || statement.sentence === 'request_withdrawn');

/** The one sentence that needs no catalogue: a person was called. */
export const renderHandOver = (language: Language): Outbound =>
  sealed({ language, segments: fill(language, 'hand_over', {}), choices: [], sensitive: false });
