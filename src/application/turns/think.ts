import type { AnswerCalls } from '#application/functions/answer-calls';
import type { Clock } from '#application/ports/clock';
import { type LanguageModel, LanguageModelUnavailable, type ModelAnswer } from '#application/ports/language-model';
import type { Telemetry } from '#application/ports/telemetry';
import { noUsage } from '#application/turns/compose-turn';
import type { Situation } from '#application/turns/read-situation';
import type { Understandings } from '#application/understanding/understandings';
import { beforeModel } from '#domain/assistant/before-model';
import { decideTurn } from '#domain/assistant/decide-turn';
import type { Decision, Understanding } from '#domain/assistant/decision';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { proposedBy } from '#domain/assistant/proposed';
import { suggestReply } from '#domain/assistant/suggest-reply';
import type { TurnReading, Usage } from '#domain/conversation/turn';
import { suggestedReplies } from '#domain/studio/held-for-approval';
import { intentKeyOf } from '#domain/studio/intent-key';
import type { SuggestedReply } from '#domain/studio/suggestion';

/** The customer waits: a model that has not answered by then counts as failed, and a person is called. */
const modelTimeoutMs = 45_000;
const proposalKept = 2_000;

export type Thought = {
  readonly decision: Decision;
  readonly usage: Usage;
  readonly provider: string;
  readonly proposal: string;
  readonly evidence: readonly string[];
  /** What it meant to do, by the names of the acts. */
  readonly acts: readonly string[];
  /** The same, each with what it is about where that is one thing. */
  readonly intents: readonly string[];
  /** What it would have said had it been sure; empty when it said it, or had nothing to say. */
  readonly suggested: readonly SuggestedReply[];
  /** What the engine made of it; absent where rules answered. */
  readonly reading?: TurnReading | null;
  /** The threshold it was held against. */
  readonly threshold?: number;
};

/** A result for `understood`, or why there is none. */
type Understood = Omit<Thought, 'decision' | 'acts' | 'intents' | 'suggested'> & {
  readonly understood: Understanding | null;
  readonly failure: 'provider_failure' | 'guard_refusal' | null;
};

const byRules = (understood: Understanding): Understood => ({
  understood,
  failure: null,
  usage: noUsage,
  provider: 'rules',
  proposal: JSON.stringify(understood.acts).slice(0, proposalKept),
  evidence: understood.evidence,
});

const asText = (proposal: unknown): string => {
  try {
    return (typeof proposal === 'string' ? proposal : String(JSON.stringify(proposal))).slice(0, proposalKept);
  } catch {
    return 'not serialisable';
  }
};

type Dependencies = {
  readonly model: LanguageModel;
  readonly understandings: Pick<Understandings, 'of' | 'thresholdFor'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly answerCalls: AnswerCalls;
};

/** Rules first, then the model's proposal, parsed strictly; the domain decides from what is left. */
export class Think {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** The same, with another model to ask. */
  with(model: LanguageModel): Think {
    return new Think({ ...this.#deps, model });
  }

  async about(situation: Situation): Promise<Thought> {
    const { understood, failure, ...rest } = await this.#understand(situation);
    const calls = await this.#deps.answerCalls.execute(situation, understood);
    const { settings, catalogue } = situation.input;
    const threshold = this.#deps.understandings.thresholdFor(catalogue.tenantId, settings.confidenceThreshold);
    const input = { ...situation.input, settings: { ...settings, confidenceThreshold: threshold }, calls };
    const decision = decideTurn(input, understood, failure);
    const suggested = decision.escalation === null ? [] : suggestedReplies(suggestReply(input, understood));
    const acts = understood?.acts ?? [];
    const named = { acts: acts.map(({ act }) => act), intents: acts.map(intentKeyOf) };
    return { ...rest, ...named, decision, suggested, threshold };
  }

  async #understand(situation: Situation): Promise<Understood> {
    const rules = beforeModel(situation.input);
    if (rules !== null) return byRules(rules);
    const answer = await this.#ask(situation);
    if (answer === null)
      return {
        understood: null,
        failure: 'provider_failure',
        usage: noUsage,
        provider: this.#deps.model.name,
        proposal: '',
        evidence: [],
      };
    const proposal = parseProposal(
      answer.proposal,
      situation.briefing.catalogue,
      situation.briefing.functions,
      situation.briefing.forms,
    );
    return {
      understood: proposal,
      failure: proposal === null ? 'guard_refusal' : null,
      usage: answer.usage,
      provider: answer.provider ?? this.#deps.model.name,
      proposal: asText(answer.proposal),
      evidence: proposal?.evidence ?? [],
      reading: proposal === null ? null : { proposed: proposedBy(proposal.acts), none: proposal.none ?? null },
    };
  }

  async #ask({ briefing }: Situation): Promise<ModelAnswer | null> {
    try {
      const understanding = this.#deps.understandings.of(briefing.catalogue);
      return await this.#inTime(this.#deps.model.propose({ ...briefing, understanding }, modelTimeoutMs));
    } catch (error) {
      this.#deps.telemetry.error('model.failed', error, {
        provider: this.#deps.model.name,
        tenantId: briefing.catalogue.tenantId,
      });
      return null;
    }
  }

  /** A model that forgets its time-out must not hold the conversation's lease and leave the customer without a word. */
  async #inTime(answer: Promise<ModelAnswer>): Promise<ModelAnswer> {
    let callOff = (): void => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      callOff = this.#deps.clock.after(modelTimeoutMs, () =>
        reject(new LanguageModelUnavailable('the model did not answer in time', { timeoutMs: modelTimeoutMs })),
      );
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      callOff();
    }
  }
}
