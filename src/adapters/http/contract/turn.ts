import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';
import { escalationReasons } from '#domain/conversation/conversation';

/** How one answer came about. */
export const TurnDto = z
  .strictObject({
    id: idOf('turn'),
    conversationId: idOf('conversation'),
    uptoSeq: z.int(),
    status: z.enum(['decided', 'applied']),
    outcome: z.enum(['reply', 'order_request', 'escalate', 'silence']),
    silence: z.string().nullable(),
    escalation: z.enum(escalationReasons).nullable(),
    orderId: idOf('order').nullable(),
    replies: z.array(z.string()).meta({ description: 'The texts it decided to send.' }),
    confidence: z.number(),
    verdicts: z.array(z.strictObject({ check: z.string(), outcome: z.enum(['pass', 'veto']), detail: z.string() })),
    usage: z.strictObject({ inputTokens: z.int(), outputTokens: z.int(), costMicros: z.int() }),
    trace: z.strictObject({
      provider: z.string(),
      inboundSeqs: z.array(z.int()),
      catalogueVersion: z.int(),
      proposal: z.string(),
      evidence: z.array(z.string()),
      latencyMs: z.number(),
      restarts: z.int(),
      acts: z.array(z.string()),
      threshold: z.number().nullable(),
      assistant: z
        .strictObject({ id: idOf('assistant'), versionId: idOf('assistantVersion'), number: z.int() })
        .nullable(),
    }),
    suggested: z.array(z.string()).meta({ description: 'What it would have said had it been sure, or allowed to.' }),
    receipts: z
      .array(z.strictObject({ serviceId: idOf('service'), url: z.string() }))
      .meta({ description: 'Where the prices it quoted can be looked up.' }),
    decidedAt: timestamp,
  })
  .meta({ id: 'Turn' });
