import type { EscalationReason } from '#domain/conversation/conversation';

/** What a customer would have got: the words, and what was done. Not how the model came to it. */
export type ExamAnswer = {
  readonly text: string;
  readonly escalation: EscalationReason | null;
  readonly makesOrder: boolean;
};

/** `handed_over`: nothing wrong was said, and nothing was answered. */
export type Mark = 'right' | 'handed_over' | 'wrong';
export type Marked = { readonly mark: Mark; readonly why: string };

export const right: Marked = { mark: 'right', why: '' };
export const handedOver: Marked = { mark: 'handed_over', why: '' };
export const wrong = (why: string): Marked => ({ mark: 'wrong', why });
