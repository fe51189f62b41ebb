import type { IntentTarget } from '#domain/assistant/intent';

const prefix = 'intent:';

/** What a trained model calls the aim of an intent: an FAQ's own id, so that its phrases count as that FAQ's; else the act. */
export const labelOfTarget = (target: IntentTarget): string =>
  target.do === 'answer_faq' ? target.faq : `${prefix}${JSON.stringify(target)}`;

/** The aim behind such a label; `null` for an FAQ's id. Only labels of our own making are read. */
export const targetOfLabel = (label: string): IntentTarget | null =>
  label.startsWith(prefix) ? (JSON.parse(label.slice(prefix.length)) as IntentTarget) : null;
