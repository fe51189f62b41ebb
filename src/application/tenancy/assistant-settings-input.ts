import { InvalidInput, integerOf, listOf, oneOf, textOf } from '#application/input';
import { languages } from '#domain/shared/language';
import { type AssistantSettings, answerModes, responseTypes } from '#domain/tenancy/assistant-settings';

/** Any part of the settings; what is left out stays as it is. */
export type AssistantSettingsInput = {
  readonly [Key in keyof AssistantSettings]?: AssistantSettings[Key] | undefined;
};

export const maxSettleBoundMs = 60_000;
export const maxUndoMs = 10_000;

const unitInterval = (field: string, raw: number): number => {
  if (!(raw >= 0 && raw <= 1)) throw new InvalidInput(field, `${field} must be a number from 0 to 1`);
  return raw;
};

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The settings after the change. @throws {InvalidInput} */
export const withChanges = (before: AssistantSettings, changes: AssistantSettingsInput): AssistantSettings => {
  const known = unique(listOf('languages', changes.languages ?? before.languages, languages.length, 1));
  const maxSettleMs = integerOf('maxSettleMs', changes.maxSettleMs ?? before.maxSettleMs, 0, maxSettleBoundMs);
  const keywords = listOf('escalationKeywords', changes.escalationKeywords ?? before.escalationKeywords, 50);
  const allowed = listOf('allowedResponses', changes.allowedResponses ?? before.allowedResponses, responseTypes.length);
  return {
    enabled: changes.enabled ?? before.enabled,
    languages: known.map((each) => oneOf('languages', each, languages)),
    defaultLanguage: oneOf('defaultLanguage', changes.defaultLanguage ?? before.defaultLanguage, known),
    confidenceThreshold: unitInterval('confidenceThreshold', changes.confidenceThreshold ?? before.confidenceThreshold),
    settleMs: integerOf('settleMs', changes.settleMs ?? before.settleMs, 0, maxSettleMs),
    maxSettleMs,
    escalationKeywords: unique(keywords.map((each) => textOf('escalationKeywords', each, 60))),
    undoMs: integerOf('undoMs', changes.undoMs ?? before.undoMs, 0, maxUndoMs),
    allowedResponses: unique(allowed.map((each) => oneOf('allowedResponses', each, responseTypes))),
    answerMode: oneOf('answerMode', changes.answerMode ?? before.answerMode, answerModes),
  };
};
