import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { RehearsalDto } from '#adapters/http/contract/playground';
import { presentChoice } from '#adapters/http/present/present-choice';
import { presentLocalized, presentMoney } from '#adapters/http/present/present-money';
import { defineRoute, type Route } from '#adapters/http/route';
import { packedState, packState } from '#adapters/http/routes/playground/playground-state';
import type { UseCases } from '#adapters/http/use-cases';
import type { Rehearsal } from '#application/playground/try-assistant';

const presentOrder = (order: Rehearsal['order']) =>
  order && {
    lines: order.lines.map(({ serviceId, name, quantity, unitPrice }) => ({
      serviceId,
      name: presentLocalized(name),
      quantity,
      unitPrice: presentMoney(unitPrice),
    })),
    total: presentMoney(order.total),
  };

const presentRehearsal = (rehearsal: Rehearsal): z.input<typeof RehearsalDto> => {
  const { decision, provider, proposal, usage } = rehearsal.thought;
  return {
    replies: rehearsal.replies.map(({ text, choices }) => ({
      text,
      choices: choices.map(presentChoice),
    })),
    state: packState(rehearsal.state),
    outcome: decision.outcome,
    silence: decision.silence,
    escalation: decision.escalation,
    confidence: decision.confidence,
    threshold: rehearsal.threshold,
    assistant: rehearsal.assistant,
    acts: [...rehearsal.acts],
    suggested: [...rehearsal.suggested],
    verdicts: decision.verdicts.map(({ check, outcome, detail }) => ({ check, outcome, detail })),
    provider,
    evidence: rehearsal.evidence.map(({ id, label, score }) => ({ id, label, score })),
    proposal,
    usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, costMicros: usage.costMicros },
    latencyMs: rehearsal.latencyMs,
    order: presentOrder(rehearsal.order),
    live: rehearsal.isLive,
  };
};

export const playgroundRoutes = ({ tryAssistant }: Pick<UseCases, 'tryAssistant'>): Route[] => [
  defineRoute({
    method: 'post',
    path: '/api/v1/playground',
    summary: 'Talk to the assistant as a customer would; nothing is stored, sent or ordered',
    tag: 'Playground',
    access: { kind: 'user', permission: 'tenant.configure' },
    body: z.strictObject({
      messages: z
        .array(z.string().min(1).max(4_096))
        .min(1)
        .max(10)
        .meta({ description: 'What the customer wrote since the last answer.' }),
      choiceId: z
        .string()
        .max(200)
        .nullable()
        .default(null)
        .meta({ description: 'The choice that was tapped, if the last message is its label.' }),
      versionId: idOf('assistantVersion')
        .nullable()
        .default(null)
        .meta({ description: 'A version to try, published or not; null: who would answer now.' }),
      state: packedState.nullable().default(null).meta({ description: 'From the last answer; null begins anew.' }),
    }),
    response: { 200: RehearsalDto },
    handle: async ({ body }, { by }) => json(200, presentRehearsal(await tryAssistant.execute({ by, ...body }))),
  }),
];
