import type { Language } from '#domain/shared/language';

/** Which kinds of answer the assistant may give on its own (AI-7). Hand-over and unknown are always allowed. */
export const responseTypes = ['small_talk', 'services', 'prices', 'faqs', 'orders'] as const;
export type ResponseType = (typeof responseTypes)[number];

/**
 * How far a model's own words go. `strict`: nowhere. `warm`: a lead-in made of known phrases. `draft`: into a draft that only a
 * person can send.
 */
export const answerModes = ['strict', 'warm', 'draft'] as const;
export type AnswerMode = (typeof answerModes)[number];

/** What a tenant decides about its assistant. */
export type AssistantSettings = {
  readonly enabled: boolean;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  /** 0..1: below it a person takes over (AI-6). */
  readonly confidenceThreshold: number;
  /** How long to wait after a message for the customer to finish, in milliseconds. 0 answers at once. */
  readonly settleMs: number;
  /** The longest a burst may hold back the answer, counted from its first message, in milliseconds. */
  readonly maxSettleMs: number;
  /** Words that call a person at once, such as "lawyer". Compared after normalising, as whole words. */
  readonly escalationKeywords: readonly string[];
  readonly allowedResponses: readonly ResponseType[];
  readonly answerMode: AnswerMode;
  /** For so long a person may call back what the assistant is about to send, in milliseconds; 0: it leaves at once (BEY-8). */
  readonly undoMs: number;
};

export const defaultAssistantSettings: AssistantSettings = {
  enabled: true,
  languages: ['en', 'ar'],
  defaultLanguage: 'en',
  confidenceThreshold: 0.85,
  settleMs: 1_200,
  maxSettleMs: 6_000,
  escalationKeywords: [],
  allowedResponses: responseTypes,
  answerMode: 'strict',
  undoMs: 0,
};
