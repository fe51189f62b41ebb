import type { Decision, DecisionInput, ModelFailure, Understanding } from '#domain/assistant/decision';

export const decideTurn = (input: DecisionInput, _understood: Understanding | null, _failure: ModelFailure | null = null): Decision => {
  throw new Error(`being written ${input.mode}`);
};
