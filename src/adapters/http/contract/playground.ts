import { z } from 'zod';
import { ChoiceDto } from '#adapters/http/contract/conversation';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto, MoneyDto } from '#adapters/http/contract/money';
import { escalationReasons } from '#domain/conversation/conversation';

/** What the assistant would answer, and how it came to it. */
export const RehearsalDto = z
  .strictObject({
    replies: z.array(z.strictObject({ text: z.string(), choices: z.array(ChoiceDto) })),
    state: z.string().meta({ description: 'Give it back with the next messages.' }),
    outcome: z.enum(['reply', 'order_request', 'escalate', 'silence']),
    silence: z.string().nullable(),
    escalation: z.enum(escalationReasons).nullable(),
    confidence: z.number(),
    threshold: z.number().meta({ description: 'Below it a person is called.' }),
    assistant: z
      .strictObject({ id: idOf('assistant'), name: z.string(), versionId: idOf('assistantVersion'), number: z.int() })
      .nullable()
      .meta({ description: 'Who answered, with which version.' }),
    acts: z.array(z.string()).meta({ description: 'What it meant to do.' }),
    suggested: z.array(z.string()).meta({ description: 'What it would have said had it been sure.' }),
    verdicts: z.array(z.strictObject({ check: z.string(), outcome: z.enum(['pass', 'veto']), detail: z.string() })),
    provider: z.string().meta({ description: '`rules` when no model was asked.' }),
    evidence: z.array(z.strictObject({ id: z.string(), label: z.string(), score: z.number() })),
    proposal: z.string().meta({ description: 'What the model proposed, as it came; the reply is not made of it.' }),
    usage: z.strictObject({ inputTokens: z.int(), outputTokens: z.int(), costMicros: z.int() }),
    latencyMs: z.number(),
    order: z
      .strictObject({
        lines: z.array(
          z.strictObject({
            serviceId: idOf('service'),
            name: LocalizedTextDto,
            quantity: z.int(),
            unitPrice: MoneyDto,
          }),
        ),
        total: MoneyDto,
      })
      .nullable()
      .meta({ description: 'The order request that would be made. None is.' }),
    live: z.boolean().meta({ description: 'Would a customer get this now? Not while the assistant is off.' }),
  })
  .meta({ id: 'Rehearsal' });
