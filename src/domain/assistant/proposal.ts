import type { Arguments } from '#domain/functions/tenant-function';
import type { OrderSlot } from '#domain/orders/order-slot';
import type { FaqId, FormId, FunctionId, SentenceId, ServiceId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

/**
 * All that a model can say: a closed set of acts over ids the tenant owns. There is no act that confirms, discounts,
 * promises, or merely says "yes", and none that carries prose.
 */
export type Act =
  | { readonly act: 'greet' }
  | { readonly act: 'thanks' }
  | { readonly act: 'goodbye' }
  /** "Are you a person?", answered truthfully. */
  | { readonly act: 'identify' }
  /** The system filters and sorts; a model never names an amount of ours. `budgetMinor` is the customer's own limit, in minor units. */
  | {
      readonly act: 'list_services';
      readonly category: string | null;
      readonly budgetMinor: number | null;
      readonly cheapestFirst: boolean;
    }
  | { readonly act: 'quote_price'; readonly services: readonly ServiceId[] }
  | { readonly act: 'describe'; readonly services: readonly ServiceId[] }
  | { readonly act: 'availability'; readonly services: readonly ServiceId[] }
  | { readonly act: 'total'; readonly lines: readonly ProposedLine[] }
  | { readonly act: 'no_discount'; readonly services: readonly ServiceId[] }
  | { readonly act: 'answer_faq'; readonly faq: FaqId }
  /** Asks a service of the tenant's own; what it answers is said in the tenant's words. */
  | { readonly act: 'call_function'; readonly function: FunctionId; readonly arguments: Arguments }
  /** A whole sentence of a document, word for word, with the document's title. Only one that was judged quotable when it came in. */
  | { readonly act: 'quote_document'; readonly sentence: SentenceId }
  /** Adds to, changes or starts the order being filled; what to ask next is the system's decision. */
  | {
      readonly act: 'order';
      /** Quantities replace what the draft had for the same service; 0 removes it; null keeps or asks. */
      readonly lines: readonly { readonly service: ServiceId; readonly quantity: number | null }[];
      readonly slots: Readonly<Partial<Record<OrderSlot, string>>>;
    }
  /** Begins to ask for what a form collects; only forms an intent of the tenant's leads to. */
  | { readonly act: 'ask_form'; readonly form: FormId }
  /** Values of the form being filled in, by field key, in the customer's own words. */
  | { readonly act: 'fill_form'; readonly values: Readonly<Record<string, string>> }
  /** Drops the draft, or withdraws the last pending request. */
  | { readonly act: 'cancel_order' }
  /** "Which of these did you mean?" */
  | { readonly act: 'clarify'; readonly services: readonly ServiceId[] }
  /** Up to three FAQs or services offered as choices. */
  | { readonly act: 'suggest'; readonly faqs: readonly FaqId[]; readonly services: readonly ServiceId[] }
  | { readonly act: 'unknown' }
  | { readonly act: 'hand_over'; readonly reason: 'customer_asked' | 'anger' | 'unknown' };

export type ActName = Act['act'];

export type ProposedLine = { readonly service: ServiceId; readonly quantity: number };

/** What a model returns for one turn. */
export type Proposal = {
  readonly language: Language;
  /** One to three, in the order they are said. */
  readonly acts: readonly Act[];
  /** P(this is what a careful agent would send), 0..1. */
  readonly confidence: number;
  /** Ids the model looked at with its scores, best first, for the trace: at most ten. */
  readonly evidence: readonly string[];
  /** By the tenant's trained model, P(no answer of the tenant's fits): what the engine saw when it read the message. */
  readonly none?: number | null;
  /** A friendly line above the answer. Looked at in the answer mode `warm` only, and said only if `allowedLeadIn` knows it. */
  readonly leadIn?: string;
};
