import type { Briefing } from '#domain/assistant/briefing';
import type { Usage } from '#domain/conversation/turn';
import { DomainError } from '#domain/shared/domain-error';

/** The provider failed. */
export class LanguageModelUnavailable extends DomainError {
  readonly code = 'language_model.unavailable';
  readonly kind = 'unavailable';
}

/** What went wrong at a vendor, as far as its answer tells. */
export const modelFaults = [
  'bad_key',
  'no_credit',
  'unknown_model',
  'rate_limited',
  'bad_request',
  'server_error',
  'unreachable',
  'timeout',
  'html',
  'too_long',
  'malformed',
  'refused',
  'wrong_language',
] as const;
export type ModelFault = (typeof modelFaults)[number];

/** A vendor's model gave no proposal, and this is why. */
export class ModelFailed extends LanguageModelUnavailable {
  readonly fault: ModelFault;
  /** How long the vendor asked us to wait; `null`: it did not say. */
  readonly retryAfterMs: number | null;
  /** What was used up all the same; `null`: not known. */
  readonly usage: Usage | null;
  constructor(
    fault: ModelFault,
    about: { readonly retryAfterMs?: number | null; readonly usage?: Usage | null; readonly status?: number } = {},
    cause?: unknown,
  ) {
    super(`the model gave no proposal: ${fault}`, { fault, status: about.status ?? null }, cause);
    this.fault = fault;
    this.retryAfterMs = about.retryAfterMs ?? null;
    this.usage = about.usage ?? null;
  }
}

export type ModelAnswer = {
  /** Whatever the model returned: a value or a JSON text. Untrusted; `parseProposal` decides what of it exists. */
  readonly proposal: unknown;
  readonly usage: Usage;
  /** Who answered, where one model stands for several: `openai gpt-x`. */
  readonly provider?: string;
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

/** A model that costs money: how much one question can take up at most is known before it is asked. */
export interface PricedModel extends LanguageModel {
  /** No tokeniser counts more input than this. */
  mostInputTokens(briefing: Briefing): number;
}
