import type { LanguageModel, ModelAnswer } from '#application/ports/language-model';
import type { Briefing } from '#domain/assistant/briefing';
import type { ServiceId } from '#domain/shared/ids';

const usage = { inputTokens: 0, outputTokens: 0, costMicros: 0 };

export const proposing = (...acts: readonly object[]): object => ({
  language: 'en',
  acts,
  confidence: 0.99,
  evidence: [],
});
export const priceOf = (service: ServiceId): object => proposing({ act: 'quote_price', services: [service] });

/** A question the model was asked and has not answered: the test answers when it likes. */
export type HeldThought = { readonly briefing: Briefing; readonly answer: (proposal: unknown) => void };

/** A model that says what the test tells it to, when the test tells it to. */
export class ScriptedModel implements LanguageModel {
  readonly name = 'scripted';
  /** Everything it was asked, oldest first. */
  readonly asked: Briefing[] = [];
  readonly held: HeldThought[] = [];
  isHolding = false;
  /** What it proposes; may throw. */
  script: (briefing: Briefing) => unknown = () => proposing({ act: 'greet' });

  /** What it answers with: overridden by tests about answers that are no answers. */
  answerWith: (proposal: unknown) => ModelAnswer = (proposal) => ({ proposal, usage });

  async propose(briefing: Briefing): Promise<ModelAnswer> {
    this.asked.push(briefing);
    if (!this.isHolding) return this.answerWith(await this.script(briefing));
    return new Promise((resolve) => {
      this.held.push({ briefing, answer: (proposal) => resolve(this.answerWith(proposal)) });
    });
  }
}
