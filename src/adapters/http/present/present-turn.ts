import type { z } from 'zod';
import type { TurnDto } from '#adapters/http/contract/turn';
import type { TracedTurn } from '#application/conversation/page-turns';
import { readableText } from '#domain/conversation/message-content';

export const presentTurn = ({ turn, receipts }: TracedTurn): z.input<typeof TurnDto> => ({
  id: turn.id,
  conversationId: turn.conversationId,
  uptoSeq: turn.uptoSeq,
  status: turn.status,
  outcome: turn.outcome,
  silence: turn.silence,
  escalation: turn.escalation,
  orderId: turn.order?.id ?? null,
  replies: turn.replies.map(({ content }) => readableText(content)),
  confidence: turn.confidence,
  verdicts: turn.verdicts.map(({ check, outcome, detail }) => ({ check, outcome, detail })),
  usage: {
    inputTokens: turn.usage.inputTokens,
    outputTokens: turn.usage.outputTokens,
    costMicros: turn.usage.costMicros,
  },
  trace: {
    provider: turn.trace.provider,
    inboundSeqs: [...turn.trace.inboundSeqs],
    catalogueVersion: turn.trace.catalogueVersion,
    proposal: turn.trace.proposal,
    evidence: [...turn.trace.evidence],
    latencyMs: turn.trace.latencyMs,
    restarts: turn.trace.restarts,
    acts: [...(turn.trace.acts ?? [])],
    threshold: turn.trace.threshold ?? null,
    assistant: turn.trace.assistant ?? null,
  },
  suggested: (turn.suggested ?? []).map(({ text }) => text),
  receipts: receipts.map(({ serviceId, url }) => ({ serviceId, url })),
  decidedAt: turn.decidedAt.toISOString(),
});
