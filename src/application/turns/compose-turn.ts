import type { Decision } from '#domain/assistant/decision';
import { type Outbound, textOf } from '#domain/assistant/outbound';
import type { Conversation } from '#domain/conversation/conversation';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { OutboundDraft } from '#domain/conversation/message';
import type { RequestedOrder, Turn, TurnTrace, Usage } from '#domain/conversation/turn';
import { derivedLeadId, derivedMessageId, derivedOrderId, type TurnId } from '#domain/shared/ids';
import type { SuggestedReply } from '#domain/studio/suggestion';

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, costMicros: 0 };

export type TurnParts = {
  readonly id: TurnId;
  readonly conversation: Conversation;
  readonly decision: Decision;
  readonly usage: Usage;
  readonly trace: TurnTrace;
  readonly decidedAt: Date;
  readonly suggested?: readonly SuggestedReply[];
  readonly heldDialogue?: Dialogue | null;
  /** How long the replies may be called back. */
  readonly holdMs?: number;
};

type Spoken = { readonly epoch: number; readonly speaker: Decision['speaker']; readonly holdMs: number };

const draftOf = (reply: Outbound, id: TurnId, index: number, { epoch, speaker, holdMs }: Spoken): OutboundDraft => ({
  id: derivedMessageId(id, `r${index}`),
  author: { kind: speaker },
  content: { type: 'text', text: textOf(reply) },
  choices: reply.choices,
  turnId: id,
  epoch,
  sensitive: reply.sensitive,
  ...(holdMs > 0 && { holdMs }),
});

/** Gives a decision its ids, all derived from the turn's own, so that applying it again writes the same rows. */
export const composeTurn = (parts: TurnParts): Turn => {
  const { id, conversation, decision, usage, trace, decidedAt, suggested = [], heldDialogue = null } = parts;
  const { state, counters } = conversation;
  const order: RequestedOrder | null =
    decision.order === null
      ? null
      : { id: derivedOrderId(id), ...decision.order, catalogueVersion: trace.catalogueVersion };
  return {
    id,
    tenantId: state.tenantId,
    conversationId: state.id,
    uptoSeq: counters.inboundSeq,
    epoch: state.epoch,
    status: 'decided',
    outcome: decision.outcome,
    silence: decision.silence,
    replies: decision.replies.map((reply, index) =>
      draftOf(reply, id, index, { epoch: state.epoch, speaker: decision.speaker, holdMs: parts.holdMs ?? 0 }),
    ),
    order,
    lead: decision.lead ? { id: derivedLeadId(id), ...decision.lead } : null,
    withdraws: decision.withdraws,
    escalation: decision.escalation,
    withdrawsEscalation: decision.withdrawsEscalation,
    dialogue: order === null ? decision.dialogue : { ...decision.dialogue, lastOrderId: order.id },
    confidence: decision.confidence,
    verdicts: decision.verdicts,
    usage,
    trace,
    suggested,
    heldDialogue,
    decidedAt,
  };
};
