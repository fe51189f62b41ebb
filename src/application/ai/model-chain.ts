import { confidenceBeside } from '#application/ai/agreement';
import type { Asked, AskModel, Question } from '#application/ai/ask-model';
import type { LiveAi } from '#application/ai/live-ai';
import type { ModelHealth } from '#application/ai/model-health';
import { type AiPlan, cheapestOf, type PlannedStep } from '#application/ai/plan';
import { type Redacted, redacted } from '#application/ai/redaction';
import type { SpendBook } from '#application/ai/spend-book';
import { pause } from '#application/ai/within-time';
import { type CircuitBreakers, CircuitOpen } from '#application/ports/circuit-breakers';
import type { Clock } from '#application/ports/clock';
import type { LanguageModel, ModelAnswer, ModelFailed, ModelFault } from '#application/ports/language-model';
import type { Telemetry } from '#application/ports/telemetry';
import type { Briefing } from '#domain/assistant/briefing';
import { parseProposal } from '#domain/assistant/parse-proposal';
import type { Proposal } from '#domain/assistant/proposal';
import type { Usage } from '#domain/conversation/turn';
import type { Form } from '#domain/leads/form';
import type { TenantId } from '#domain/shared/ids';

export type ChainDependencies = {
  readonly engine: LanguageModel;
  readonly live: Pick<LiveAi, 'planFor'>;
  readonly ask: Pick<AskModel, 'execute'>;
  readonly spend: Pick<SpendBook, 'isNearCap'>;
  readonly breakers: CircuitBreakers;
  readonly health: ModelHealth;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

/** Faults of the vendor's, which open its circuit. What one message provokes must not silence a model for everybody. */
const vendorsOwn: ReadonlySet<ModelFault> = new Set([
  'bad_key',
  'no_credit',
  'unknown_model',
  'rate_limited',
  'server_error',
  'unreachable',
  'timeout',
  'html',
]);

/** Less time than this is no use to a vendor. */
const leastMs = 1_000;
const afterServerErrorMs = 250;

/** Carries a failure through the circuit, with what it cost. */
class Failed extends Error {
  readonly asked: Extract<Asked, { outcome: 'failed' }>;
  constructor(asked: Extract<Asked, { outcome: 'failed' }>) {
    super(asked.error.fault);
    this.asked = asked;
  }
}

const counts = (error: unknown): boolean => error instanceof Failed && vendorsOwn.has(error.asked.error.fault);

const sumOf = (one: Usage, other: Usage): Usage => ({
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  costMicros: one.costMicros + other.costMicros,
});

const namesInForm = (form: Form | null, { form: draft = null }: Briefing['dialogue']): readonly string[] =>
  (form?.fields ?? []).filter(({ type }) => type === 'name').map(({ key }) => draft?.values[key] ?? '');

/** The customer's names, as far as he gave them: in an order or a form, or in the message the engine just read. */
const namesIn = ({ dialogue, forms }: Briefing, engine: Proposal | null): readonly string[] => [
  ...[dialogue.order?.details.name ?? '', ...namesInForm(forms?.open ?? null, dialogue)],
  ...(engine?.acts ?? []).flatMap((act) => (act.act === 'order' ? [act.slots.name ?? ''] : [])),
];

/** One turn on its way through the chain. */
type Journey = {
  readonly tenantId: TenantId;
  readonly plan: AiPlan;
  readonly shown: Redacted;
  readonly until: number;
  usage: Usage;
};

type Found = { readonly proposal: Proposal; readonly by: PlannedStep };

/**
 * Asks the tenant's models in their order, then the embedded engine; a person is what remains when that fails (AI-3). The
 * engine reads every message: what it makes of it weighs a model's proposal, and answers where no model does.
 */
export class ModelChain implements LanguageModel {
  readonly name = 'chain';
  readonly #deps: ChainDependencies;
  constructor(deps: ChainDependencies) {
    this.#deps = deps;
  }

  async propose(briefing: Briefing, timeoutMs: number): Promise<ModelAnswer> {
    const { engine, clock } = this.#deps;
    const until = clock.now().getTime() + timeoutMs;
    const own = await engine.propose(briefing, timeoutMs);
    const { tenantId } = briefing.catalogue;
    const plan = await this.#planFor(tenantId);
    if (plan === null || plan.steps.length === 0) return { ...own, provider: engine.name };
    const opinion = parseProposal(own.proposal, briefing.catalogue, briefing.functions, briefing.forms);
    const shown = plan.redacts
      ? redacted(briefing, namesIn(briefing, opinion))
      : { briefing, restore: (proposal: Proposal) => proposal };
    const latest = Math.min(until, clock.now().getTime() + plan.limits.totalMs);
    const journey: Journey = { tenantId, plan, shown, until: latest, usage: own.usage };
    const found = await this.#firstAnswer(journey);
    if (found === null) return { ...own, usage: journey.usage, provider: engine.name };
    const proposal = shown.restore(found.proposal);
    return {
      // What the engine saw of the message is the engine's, whatever a vendor writes.
      proposal: { ...proposal, confidence: confidenceBeside(proposal, opinion), none: opinion?.none ?? null },
      usage: journey.usage,
      provider: `${found.by.step.connection} ${found.by.step.model}`,
    };
  }

  /** Without settings or a spend book nothing may be sent, and nothing needs to be: the engine answers. */
  async #planFor(tenantId: TenantId): Promise<AiPlan | null> {
    const { live, spend, telemetry } = this.#deps;
    try {
      const plan = await live.planFor(tenantId);
      const isNearCap = plan.steps.length > 1 && (await spend.isNearCap(tenantId, plan.limits));
      return isNearCap ? cheapestOf(plan) : plan;
    } catch (error) {
      telemetry.error('ai.plan_unreadable', error, { tenantId });
      return null;
    }
  }

  async #firstAnswer(journey: Journey): Promise<Found | null> {
    for (const step of journey.plan.steps) {
      const proposal = await this.#tried(step, journey);
      if (proposal !== null) return { proposal, by: step };
    }
    return null;
  }

  /** Once, and once more where the failure says that this helps and there is time for it. */
  async #tried(planned: PlannedStep, journey: Journey): Promise<Proposal | null> {
    const { clock, health } = this.#deps;
    for (let tries = 0; tries < 2; tries += 1) {
      const left = journey.until - clock.now().getTime();
      if (left < leastMs) return null;
      const answer = await this.#once(planned, journey, left);
      if (answer === null) return null;
      journey.usage = sumOf(journey.usage, answer.usage);
      if (answer.outcome === 'answered') {
        health.answered(planned.step, clock.now());
        return answer.proposal;
      }
      this.#note(planned, journey.tenantId, answer.error);
      const waitMs = this.#waitBeforeRetry(answer.error, journey);
      if (waitMs === null) return null;
      await pause(clock, waitMs);
    }
    return null;
  }

  async #once(
    planned: PlannedStep,
    { tenantId, plan, shown }: Journey,
    left: number,
  ): Promise<Exclude<Asked, { outcome: 'tenant_cap' | 'platform_cap' }> | null> {
    const { breakers, telemetry } = this.#deps;
    const timeoutMs = Math.min(left, plan.limits.callMs);
    const question = { tenantId, briefing: shown.briefing, limits: plan.limits, timeoutMs };
    const { connection, model } = planned.step;
    try {
      const asked = await breakers.run(planned.circuit, counts, async () => {
        const outcome = await this.#asked(planned, question);
        if (outcome.outcome === 'failed') throw new Failed(outcome);
        return outcome;
      });
      if (asked.outcome === 'answered') return asked;
      telemetry.warn('ai.cap_reached', { tenantId, connection, model, cap: asked.outcome });
      return null;
    } catch (error) {
      if (error instanceof Failed) return error.asked;
      if (error instanceof CircuitOpen) telemetry.step('ai.circuit_open', { tenantId, connection, model });
      else telemetry.error('ai.not_asked', error, { tenantId, connection, model });
      return null;
    }
  }

  #asked(planned: PlannedStep, question: Question): Promise<Asked> {
    const { ask, telemetry } = this.#deps;
    const { connection, model } = planned.step;
    return telemetry.span('model', { tenantId: question.tenantId, connection, model }, async (note) => {
      const asked = await ask.execute(planned, question);
      note({ outcome: asked.outcome });
      if ('usage' in asked) note({ ...asked.usage });
      if (asked.outcome === 'failed') note({ fault: asked.error.fault });
      return asked;
    });
  }

  #note({ step }: PlannedStep, tenantId: TenantId, { fault, details }: ModelFailed): void {
    const { health, clock, telemetry } = this.#deps;
    health.failed(step, fault, clock.now());
    const { connection, model } = step;
    telemetry.warn('ai.model_failed', { tenantId, connection, model, fault, status: details['status'] });
  }

  #waitBeforeRetry({ fault, retryAfterMs }: ModelFailed, { until }: Journey): number | null {
    const waitMs = fault === 'rate_limited' ? retryAfterMs : fault === 'server_error' ? afterServerErrorMs : null;
    if (waitMs === null) return null;
    return this.#deps.clock.now().getTime() + waitMs + leastMs <= until ? waitMs : null;
  }
}
