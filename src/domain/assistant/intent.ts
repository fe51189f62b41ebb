import type { FaqId, FormId, ServiceId } from '#domain/shared/ids';

/** Where an intent leads: one of the acts there are, never to text. */
export type IntentTarget =
  | { readonly do: 'answer_faq'; readonly faq: FaqId }
  | { readonly do: 'quote_price' | 'describe' | 'availability'; readonly service: ServiceId }
  /** Begins to ask for what a form collects. */
  | { readonly do: 'ask_form'; readonly form: FormId }
  | { readonly do: 'list_services' | 'hand_over' };

/** Something customers want, in the words they ask for it. */
export type Intent = {
  /** The team's own name for it; unique in its assistant. */
  readonly name: string;
  readonly phrases: readonly string[];
  readonly target: IntentTarget;
};

/** Words of the tenant's customers and what they stand for: "blowout" for "hair styling". */
export type Synonym = { readonly word: string; readonly means: string };
