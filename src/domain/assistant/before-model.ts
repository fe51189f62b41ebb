import type { DecisionInput, Understanding } from '#domain/assistant/decision';

export const beforeModel = (_input: DecisionInput): Understanding | null => null;
