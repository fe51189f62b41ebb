import type { FlowSnapshot } from '#domain/assistant/flow-snapshot';
import type { Intent } from '#domain/assistant/intent';
import type { Outbound } from '#domain/assistant/outbound';
import type { Act, Proposal } from '#domain/assistant/proposal';
import type { Wording } from '#domain/assistant/templates/voice';
import type { Verdict } from '#domain/assistant/verdict';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { ConversationMode, EscalationReason } from '#domain/conversation/conversation';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { FilledForm, SilenceReason, TurnOutcome } from '#domain/conversation/turn';
import type { CallSnapshot } from '#domain/functions/call-snapshot';
import type { OrderLine } from '#domain/orders/order-request';
import type { SlotValues } from '#domain/orders/order-slot';
import type { FlowId, OrderId } from '#domain/shared/ids';
import type { AssistantSettings } from '#domain/tenancy/assistant-settings';

/** Everything a decision is made from. Nothing else may influence it. */
export type DecisionInput = {
  readonly settings: AssistantSettings;
  readonly catalogue: CatalogueSnapshot;
  /** The tenant's menus; none when the turn is not about one. */
  readonly menus: FlowSnapshot;
  readonly dialogue: Dialogue;
  readonly mode: ConversationMode;
  /** The words of the unanswered messages, oldest first; a tapped choice arrives as `choiceId`. */
  readonly unanswered: readonly string[];
  /** The id of the choice tapped last, if the last unanswered message is one. */
  readonly choiceId: string | null;
  /** Some unanswered message holds something no assistant reads: a photo without words, a sticker, an unknown type. */
  readonly hasUnreadable: boolean;
  /** What cannot be read is voice notes and nothing else. */
  readonly isVoice?: boolean;
  /** The newest order of this conversation is still pending, so it can be withdrawn. */
  readonly lastOrderIsPending: boolean;
  /** The tenant's functions, and what those answered that were called for this turn. */
  readonly calls?: CallSnapshot;
  /** The assistant's own sentences. */
  readonly wording?: Wording;
  /** What the tenant taught it beside services and FAQs. */
  readonly intents?: readonly Intent[];
  /** The day the customer wrote, where the business is: `2026-03-31`. Without it "tomorrow" is no date. */
  readonly today?: string;
};

/** What the domain may conclude besides what a model proposed. Not expressible by a model. */
export type SystemAct =
  /** The customer agreed to the summary of a complete draft: the request is made. */
  | { readonly act: 'customer_confirmed' }
  | { readonly act: 'customer_declined' }
  /** The customer tapped "yes, withdraw it" about the pending request. */
  | { readonly act: 'customer_withdrew' }
  | { readonly act: 'customer_kept_order' }
  /** What the rules read from the customer's words, or a choice of a field that was picked. */
  | { readonly act: 'form_answered'; readonly values: Readonly<Record<string, string>> }
  /** Said to be the answer to what was asked, and nothing that fits the field. */
  | { readonly act: 'form_unfit' }
  | { readonly act: 'form_skipped' }
  /** A field is to be filled in anew. */
  | { readonly act: 'form_reopened'; readonly field: string }
  | { readonly act: 'form_cancelled' }
  /** The customer agreed to the summary of a complete form: it is handed in. */
  | { readonly act: 'form_confirmed' }
  | { readonly act: 'form_declined' }
  /** The customer used one of the tenant's escalation keywords. */
  | { readonly act: 'keyword_heard' }
  /** Nothing but content no assistant reads. */
  | { readonly act: 'unreadable' }
  /** An option of a menu was tapped, or its number or label typed. */
  | { readonly act: 'menu_option'; readonly flow: FlowId; readonly option: string }
  /** The customer asked for the menu. */
  | { readonly act: 'open_menu'; readonly flow: FlowId };

/** Why there is no understanding: the provider failed, or `parseProposal` refused what it returned. */
export type ModelFailure = 'provider_failure' | 'guard_refusal';

/** What was understood, by the rules or by a model. */
export type Understanding = Omit<Proposal, 'acts'> & { readonly acts: readonly (Act | SystemAct)[] };

/** The outcome of one turn, before ids are given to its parts. */
export type Decision = {
  readonly outcome: TurnOutcome;
  /** `system`: nothing but what an admin wrote into a menu or a form, so neither the kill switch nor a switched-off assistant stops it. */
  readonly speaker: 'assistant' | 'system';
  readonly silence: SilenceReason | null;
  readonly replies: readonly Outbound[];
  readonly order: { readonly lines: readonly OrderLine[]; readonly details: SlotValues } | null;
  /** A form that was filled in and agreed to. */
  readonly lead?: FilledForm | null;
  readonly withdraws: OrderId | null;
  readonly escalation: EscalationReason | null;
  readonly withdrawsEscalation: boolean;
  readonly dialogue: Dialogue;
  readonly confidence: number;
  readonly verdicts: readonly Verdict[];
};
