import type { OfferedChoice } from '#domain/conversation/message';
import type { OrderSlot, SlotValues } from '#domain/orders/order-slot';
import type { AssistantId, FormId, OrderId, ServiceId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

/** An order the customer is still filling in. */
export type OrderDraft = {
  /** Quantity 0: not said yet, and it has to be asked. */
  readonly lines: readonly { readonly serviceId: ServiceId; readonly quantity: number }[];
  readonly details: SlotValues;
  /** What we asked last and wait for; `confirmation` after the summary was shown. */
  readonly awaiting: OrderSlot | 'quantity' | 'service' | 'confirmation' | null;
  /** Lines, prices and details exactly as the last summary showed them: a yes counts for nothing else. */
  readonly quoted: string | null;
};

/** A form the customer is filling in by answering one question after the other. */
export type FormDraft = {
  readonly form: FormId;
  /** What was noted so far by field key, each as the form keeps it. */
  readonly values: Readonly<Record<string, string>>;
  /** Fields that need not be filled in and were passed over. */
  readonly skipped: readonly string[];
  /** The field we asked for last and wait for. */
  readonly awaiting: string | null;
  /** Fields and values exactly as the last summary showed them: a yes counts for nothing else. */
  readonly quoted: string | null;
};

/** All the assistant remembers between turns. Small, whole, and written only by applying a turn. */
export type Dialogue = {
  readonly language: Language | null;
  readonly order: OrderDraft | null;
  /** Numbered choices of the last reply, so that "2" means something. */
  readonly choices: readonly OfferedChoice[];
  /** What was talked about last, so that "how much is it?" means something. */
  readonly topic: readonly ServiceId[];
  /** The newest order request of this conversation that may still be withdrawn. */
  readonly lastOrderId: OrderId | null;
  /** The customer was told that an assistant answers (AI-15). */
  readonly disclosed: boolean;
  /** Turns in a row that were not understood. */
  readonly misunderstood: number;
  /** Who answered last, where a tenant has several assistants. */
  readonly assistant?: AssistantId | null;
  /** A form being filled in; absent in dialogues from before there were any. */
  readonly form?: FormDraft | null;
};

export const freshDialogue: Dialogue = {
  language: null,
  order: null,
  choices: [],
  topic: [],
  lastOrderId: null,
  disclosed: false,
  misunderstood: 0,
};
