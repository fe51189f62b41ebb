import type { SystemAct } from '#domain/assistant/decision';
import { isFormAct } from '#domain/assistant/forms/form-act';
import type { Act } from '#domain/assistant/proposal';
import { linesAtCataloguePrices, totalOf } from '#domain/assistant/quote';
import type { Verdict } from '#domain/assistant/verdict';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { answerOf, type CallSnapshot, noCalls } from '#domain/functions/call-snapshot';
import { quotableIn } from '#domain/knowledge/knowledge-snapshot';
import type { FaqId, SentenceId, ServiceId } from '#domain/shared/ids';
import { allTexts } from '#domain/shared/language';
import type { AssistantSettings, ResponseType } from '#domain/tenancy/assistant-settings';

export type AnyAct = Act | SystemAct;

export const servicesIn = (act: AnyAct): readonly ServiceId[] => {
  if ('services' in act) return act.services;
  return 'lines' in act ? act.lines.map((line) => line.service) : [];
};

export const faqsIn = (act: AnyAct): readonly FaqId[] => {
  if ('faqs' in act) return act.faqs;
  return 'faq' in act ? [act.faq] : [];
};

const sentencesIn = (act: AnyAct): readonly SentenceId[] => ('sentence' in act ? [act.sentence] : []);

/** The kinds of answer an act needs the tenant's leave for. Hand-over, "I do not know" and "I am an AI" need none. */
const kindsOf = (act: AnyAct): readonly ResponseType[] => {
  // The admin lets the form be asked for: that is the leave.
  if (isFormAct(act)) return [];
  switch (act.act) {
    case 'greet':
    case 'thanks':
    case 'goodbye':
      return ['small_talk'];
    case 'list_services':
      return act.budgetMinor !== null || act.cheapestFirst ? ['services', 'prices'] : ['services'];
    case 'describe':
    case 'availability':
    case 'clarify':
      return ['services'];
    case 'quote_price':
    case 'total':
    case 'no_discount':
      return ['prices'];
    case 'answer_faq':
    case 'quote_document':
      return ['faqs'];
    case 'suggest':
      return [
        ...(act.faqs.length > 0 ? (['faqs'] as const) : []),
        ...(act.services.length > 0 ? (['services'] as const) : []),
      ];
    case 'order':
    case 'cancel_order':
    case 'customer_confirmed':
    case 'customer_declined':
    case 'customer_withdrew':
    case 'customer_kept_order':
      return ['orders'];
    case 'identify':
    case 'unknown':
    case 'hand_over':
    case 'keyword_heard':
    case 'unreadable':
    // The admin put it into the menu, or made the function: that is the leave.
    case 'call_function':
    case 'menu_option':
    case 'open_menu':
      return [];
  }
};

export const isAllowed = (act: AnyAct, settings: AssistantSettings): boolean =>
  kindsOf(act).every((kind) => settings.allowedResponses.includes(kind));

const verdict = (check: string, faults: readonly string[]): Verdict => ({
  check,
  outcome: faults.length === 0 ? 'pass' : 'veto',
  detail: faults.slice(0, 5).join(' '),
});

const ungrounded = (act: AnyAct, catalogue: CatalogueSnapshot): string[] => [
  ...servicesIn(act).filter((id) => catalogue.services.get(id)?.status !== 'active'),
  ...faqsIn(act).filter((id) => {
    const faq = catalogue.faqs.get(id);
    return faq?.active !== true || allTexts(faq.answer).every((text) => text.trim() === '');
  }),
  ...sentencesIn(act).filter((id) => quotableIn(catalogue.knowledge, id) === null),
];

const unquotable = (act: AnyAct, catalogue: CatalogueSnapshot): string[] =>
  act.act === 'total' && totalOf(linesAtCataloguePrices(act.lines, catalogue)) === null ? ['total'] : [];

/** Called and not answered, or answered with something that may not be said. */
const unanswered = (act: AnyAct, calls: CallSnapshot): string[] => {
  if (act.act !== 'call_function' || answerOf(act.function, calls) !== null) return [];
  const outcome = calls.outcomes.get(act.function);
  return [outcome?.kind === 'failed' ? outcome.reason : 'not_called'];
};

const called = (acts: readonly AnyAct[], calls: CallSnapshot): Verdict =>
  verdict(
    'function',
    acts.flatMap((act) => unanswered(act, calls)),
  );

/** What is checked before anything is rendered: every id exists and may be said, every kind of answer is allowed. */
export const guard = (
  acts: readonly AnyAct[],
  catalogue: CatalogueSnapshot,
  settings: AssistantSettings,
  calls: CallSnapshot = noCalls,
): Verdict[] => [
  ...(acts.some(({ act }) => act === 'call_function') ? [called(acts, calls)] : []),
  verdict(
    'grounding',
    acts.flatMap((act) => ungrounded(act, catalogue)),
  ),
  verdict(
    'allowed_responses',
    acts.filter((act) => !isAllowed(act, settings)).map((act) => act.act),
  ),
  verdict(
    'quote',
    acts.flatMap((act) => unquotable(act, catalogue)),
  ),
];
