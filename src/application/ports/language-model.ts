import type { Briefing } from '#domain/assistant/briefing';
import type { Usage } from '#domain/conversation/turn';
import { DomainError } from '#domain/shared/domain-error';

/** The provider failed. */
export class LanguageModelUnavailable extends DomainError {
  readonly code = 'language_model.unavailable';
  readonly kind = 'unavailable';
}

export type ModelAnswer = {
  /** Whatever the model returned: a value or a JSON text. Untrusted; `parseProposal` decides what of it exists. */
  readonly proposal: unknown;
  readonly usage: Usage;
};

/** Proposes what to answer. It has no authority: no store, no tool with effects, no tenant to choose. */
export interface LanguageModel {
  /** Stable name for traces: `embedded`, `openai`, … */
  readonly name: string;
  /**
   * @param timeoutMs wall-clock budget in milliseconds, retries included.
   * @throws {LanguageModelUnavailable}
   */
  propose(briefing: Briefing, timeoutMs: number): Promise<ModelAnswer>;
}
