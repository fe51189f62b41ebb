import type { Briefing } from '#domain/assistant/briefing';
import type { OrderSlot } from '#domain/orders/order-slot';
import type { Vocabulary } from './vocabulary.js';

/** A value the customer gave for the order, and where it stands in the cleaned text. Validated by the domain, not here. */
export type FoundSlot = {
  readonly slot: OrderSlot;
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

/** What is known about the conversation when a text is searched for details. */
export type Collecting = {
  /** Details are being asked for, or the text itself orders something. */
  readonly isOpen: boolean;
  /** One of them was the last thing we asked for. */
  readonly isAwaited: boolean;
  /** Details nobody has given yet, what was asked for last first. */
  readonly missing: readonly OrderSlot[];
  readonly vocabulary: Vocabulary;
};

/** Details are being asked for: an order's, or a form's. */
export const isCollecting = ({ dialogue }: Pick<Briefing, 'dialogue'>): boolean =>
  dialogue.order !== null || (dialogue.form ?? null) !== null;
