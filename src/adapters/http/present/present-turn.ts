import type { z } from 'zod';
import type { TurnDto } from '#adapters/http/contract/turn';
import { readableText } from '#domain/conversation/message-content';
import type { Turn } from '#domain/conversation/turn';

export const presentTurn = (turn: Turn): z.input<typeof TurnDto> => ({
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
  },
  decidedAt: turn.decidedAt.toISOString(),
});
