import type { TemplateId } from '#domain/assistant/templates/en';
import type { OrderLine } from '#domain/orders/order-request';
import type { SlotValues } from '#domain/orders/order-slot';
import type { FaqId, FlowId, FormId, FunctionId, SentenceId, ServiceId } from '#domain/shared/ids';

export type CountedService = { readonly service: ServiceId; readonly quantity: number };

/** Templates without a blank to fill: a whole sentence each. */
export type PlainSentence = Extract<
  TemplateId,
  | 'greet'
  | 'thanks'
  | 'goodbye'
  | 'fixed_prices'
  | 'unknown'
  | 'which_one'
  | 'did_you_mean'
  | 'list_empty'
  | 'ask_service'
  | 'ask_name'
  | 'ask_phone'
  | 'ask_address'
  | 'ask_date'
  | 'ask_note'
  | 'bad_name'
  | 'bad_phone'
  | 'bad_address'
  | 'bad_date'
  | 'bad_note'
  | 'bad_email'
  | 'bad_choice'
  | 'bad_tick'
  | 'bad_day'
  | 'field_needed'
  | 'form_changed'
  | 'form_dropped'
  | 'form_gone'
  | 'order_declined'
  | 'order_dropped'
  | 'order_changed'
  | 'order_full'
  | 'request_sent'
  | 'request_withdrawn'
  | 'request_kept'
  | 'ask_withdraw'
  | 'nothing_to_cancel'
  | 'hand_over'
  | 'hand_over_unsure'
  | 'hand_over_unable'
  | 'hand_over_sorry'
  | 'hand_over_unreadable'
  | 'hand_over_voice'
>;

/**
 * All the assistant can say, one sentence or block each. A statement holds ids and whole numbers; words and amounts are put
 * in by the renderer, from the catalogue and the templates. The only texts in it are what the customer gave for a slot, and a
 * lead-in of phrases we know.
 */
export type Statement =
  | { readonly say: 'plain'; readonly sentence: PlainSentence }
  | { readonly say: 'disclosure' }
  | { readonly say: 'identify' }
  | {
      readonly say: 'list';
      readonly services: readonly ServiceId[];
      readonly more: number;
      readonly narrowed: boolean;
      readonly withPrices: boolean;
    }
  | { readonly say: 'price'; readonly services: readonly ServiceId[] }
  | { readonly say: 'describe'; readonly service: ServiceId; readonly withPrice: boolean }
  | { readonly say: 'availability'; readonly services: readonly ServiceId[] }
  | { readonly say: 'total'; readonly lines: readonly CountedService[] }
  | { readonly say: 'faq'; readonly faq: FaqId }
  /** What a service of the tenant's own answered. */
  | { readonly say: 'function'; readonly function: FunctionId }
  /** A whole sentence of a document, with the document's title. */
  | { readonly say: 'quotation'; readonly sentence: SentenceId }
  /** What stands above a menu's options. */
  | { readonly say: 'menu'; readonly flow: FlowId; readonly node: string }
  /** What the admin wrote behind an option: its answer, where it leads, the title of its form. */
  | {
      readonly say: 'menu_option';
      readonly flow: FlowId;
      readonly option: string;
      readonly part: 'answer' | 'url' | 'form';
    }
  | { readonly say: 'not_orderable'; readonly service: ServiceId }
  | { readonly say: 'quantity_bounds'; readonly service: ServiceId }
  | { readonly say: 'ask_quantity'; readonly service: ServiceId }
  /** The admin's words about a form: what stands above its questions, its heading alone, or its thanks. */
  | { readonly say: 'form'; readonly form: FormId; readonly part: 'intro' | 'title' | 'thanks' }
  | { readonly say: 'form_field'; readonly form: FormId; readonly field: string }
  | { readonly say: 'form_summary'; readonly form: FormId; readonly values: Readonly<Record<string, string>> }
  /** The one thing a model words, in the answer mode `warm`. */
  | { readonly say: 'lead_in'; readonly text: string }
  | { readonly say: 'summary'; readonly lines: readonly OrderLine[]; readonly details: SlotValues };

export const plain = (sentence: PlainSentence): Statement => ({ say: 'plain', sentence });
