import type { QuotedPrice } from '#domain/assistant/quoted-prices';
import type { Verdict } from '#domain/assistant/verdict';
import type { EscalationReason } from '#domain/conversation/conversation';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { OutboundDraft } from '#domain/conversation/message';
import type { Submission } from '#domain/leads/check-submission';
import type { OrderLine } from '#domain/orders/order-request';
import type { SlotValues } from '#domain/orders/order-slot';
import type {
  AssistantId,
  AssistantVersionId,
  ConversationId,
  FormId,
  LeadId,
  OrderId,
  TenantId,
  TurnId,
} from '#domain/shared/ids';
import type { SuggestedReply } from '#domain/studio/suggestion';

/** Why a turn said nothing. */
export type SilenceReason =
  | 'kill_switch'
  | 'assistant_off'
  | 'tenant_inactive'
  | 'waiting_for_human'
  | 'nothing_to_answer';

export type TurnOutcome = 'reply' | 'order_request' | 'escalate' | 'silence';

export type RequestedOrder = {
  readonly id: OrderId;
  readonly lines: readonly OrderLine[];
  readonly details: SlotValues;
  readonly catalogueVersion: number;
};

/** What a form was filled in with; checked against the form when it was agreed to. */
export type FilledForm = { readonly form: FormId } & Submission;
export type RequestedLead = FilledForm & { readonly id: LeadId };

/** What it cost: tokens are the provider's own, 0 for the embedded engine. */
export type Usage = { readonly inputTokens: number; readonly outputTokens: number; readonly costMicros: number };

/** How the decision came about, so that any answer can be explained later (AI-12). */
export type TurnTrace = {
  readonly provider: string;
  readonly inboundSeqs: readonly number[];
  readonly catalogueVersion: number;
  /** The proposal as it came, clipped; never shown to a customer. */
  readonly proposal: string;
  /** Evidence the engine looked at, best first: `faq_… 0.91`. */
  readonly evidence: readonly string[];
  readonly latencyMs: number;
  /** Turns that were dropped because the customer wrote again while they were thinking. */
  readonly restarts: number;
  /** Who answered, and with which version. Turns from before there were versions have none. */
  readonly assistant?: TurnAssistant | null;
  /** What it meant to do, by the names of the acts. */
  readonly acts?: readonly string[];
  /** The same, each with what it is about: `quote_price:svc_…`. */
  readonly intents?: readonly string[];
  /** The threshold it was held against. */
  readonly threshold?: number;
  /** What the understanding engine made of it; absent where rules answered. */
  readonly reading?: TurnReading | null;
  /** The choice among "did you mean" that the customer picked. */
  readonly picked?: string | null;
  /** The prices that were said, each with the version of the service it was read from (BEY-6). */
  readonly prices?: readonly QuotedPrice[];
};

export type TurnReading = {
  /** What was answered, or would have been: see `proposedBy`. */
  readonly proposed: string | null;
  /** By the tenant's trained model, P(no answer of the tenant's fits); `null`: there is no model. */
  readonly none: number | null;
};

export type TurnAssistant = {
  readonly id: AssistantId;
  readonly versionId: AssistantVersionId;
  readonly number: number;
};

/**
 * The write-ahead record of what was decided for a conversation. Written whole before anything happens; applying it is
 * idempotent because every id in it is derived from the turn's.
 */
export type Turn = {
  readonly id: TurnId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  /** Answers everything inbound up to this number; one turn per number. */
  readonly uptoSeq: number;
  readonly epoch: number;
  readonly status: 'decided' | 'applied';
  readonly outcome: TurnOutcome;
  readonly silence: SilenceReason | null;
  readonly replies: readonly OutboundDraft[];
  readonly order: RequestedOrder | null;
  /** A form that was filled in by chat becomes a lead. */
  readonly lead?: RequestedLead | null;
  /** A pending order the customer took back. */
  readonly withdraws: OrderId | null;
  readonly escalation: EscalationReason | null;
  /** An escalation nobody has taken is withdrawn: the customer got an answer after all. */
  readonly withdrawsEscalation: boolean;
  readonly dialogue: Dialogue;
  readonly confidence: number;
  readonly verdicts: readonly Verdict[];
  readonly usage: Usage;
  readonly trace: TurnTrace;
  /** What it would have said had it been sure, or had it been allowed to: for the person who was called. */
  readonly suggested?: readonly SuggestedReply[];
  /** A person is to send `suggested`; the conversation is then in the middle of this. */
  readonly heldDialogue?: Dialogue | null;
  readonly decidedAt: Date;
};
