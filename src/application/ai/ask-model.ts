import type { PlannedStep } from '#application/ai/plan';
import type { SpendBook } from '#application/ai/spend-book';
import { withinTime } from '#application/ai/within-time';
import type { SpendClaim } from '#application/ports/ai-store';
import type { Clock } from '#application/ports/clock';
import { type ModelAnswer, ModelFailed, type ModelFault } from '#application/ports/language-model';
import type { AiLimits } from '#domain/ai/ai-settings';
import { costMicros } from '#domain/ai/cost';
import type { Briefing } from '#domain/assistant/briefing';
import { parseProposal } from '#domain/assistant/parse-proposal';
import type { Proposal } from '#domain/assistant/proposal';
import type { Usage } from '#domain/conversation/turn';
import type { TenantId } from '#domain/shared/ids';

/** Faults before which a vendor charges nothing; after any other, what was set aside counts as spent. */
const free: ReadonlySet<ModelFault> = new Set([
  'bad_key',
  'no_credit',
  'unknown_model',
  'rate_limited',
  'bad_request',
  'server_error',
  'unreachable',
  'html',
]);

export type Question = {
  readonly tenantId: TenantId | null;
  /** What the vendor may see. */
  readonly briefing: Briefing;
  readonly limits: AiLimits;
  readonly timeoutMs: number;
};

export type Asked =
  | { readonly outcome: 'answered'; readonly proposal: Proposal; readonly usage: Usage }
  | { readonly outcome: 'failed'; readonly error: ModelFailed; readonly usage: Usage }
  /** Not asked: there was no money left for it. */
  | { readonly outcome: 'tenant_cap' | 'platform_cap' };

const nothing: Usage = { inputTokens: 0, outputTokens: 0, costMicros: 0 };

const asFailure = (error: unknown): ModelFailed =>
  error instanceof ModelFailed ? error : new ModelFailed('unreachable', {}, error);

/** Only what the domain accepts is an answer, in a language the business speaks. @throws {ModelFailed} */
const accepted = (
  { proposal: raw, usage }: ModelAnswer,
  { catalogue, languages, functions, forms }: Briefing,
): Proposal => {
  const proposal = parseProposal(raw, catalogue, functions, forms);
  if (proposal === null) throw new ModelFailed('malformed', { usage });
  if (!languages.includes(proposal.language)) throw new ModelFailed('wrong_language', { usage });
  return proposal;
};

/** One call of one model, its money set aside before and settled after. */
export class AskModel {
  readonly #clock: Clock;
  readonly #spend: SpendBook;
  constructor(deps: { readonly clock: Clock; readonly spend: SpendBook }) {
    this.#clock = deps.clock;
    this.#spend = deps.spend;
  }

  /** @throws {StoreUnavailable} nothing was asked. */
  async execute(planned: PlannedStep, question: Question): Promise<Asked> {
    const { model, price, maxOutputTokens } = planned;
    const inputTokens = model.mostInputTokens(question.briefing);
    const most = costMicros({ inputTokens, outputTokens: maxOutputTokens }, price);
    const claim = await this.#spend.reserve(question.tenantId, most, question.limits);
    if (typeof claim === 'string') return { outcome: claim };
    return this.#ask(planned, question, claim);
  }

  async #ask({ model, price }: PlannedStep, question: Question, claim: SpendClaim): Promise<Asked> {
    const { briefing, timeoutMs } = question;
    const priced = (usage: Usage): Usage => ({ ...usage, costMicros: costMicros(usage, price) });
    try {
      const answer = await withinTime(this.#clock, timeoutMs, model.propose(briefing, timeoutMs));
      const proposal = accepted(answer, briefing);
      const usage = priced(answer.usage);
      await this.#spend.settle(claim, usage.costMicros);
      return { outcome: 'answered', proposal, usage };
    } catch (cause) {
      const error = asFailure(cause);
      const usage = error.usage === null ? this.#unknownUsage(error.fault, claim) : priced(error.usage);
      await this.#spend.settle(claim, usage.costMicros);
      return { outcome: 'failed', error, usage };
    }
  }

  #unknownUsage(fault: ModelFault, { micros }: SpendClaim): Usage {
    return free.has(fault) ? nothing : { ...nothing, costMicros: micros };
  }
}
