import type { SystemAct } from '#domain/assistant/decision';
import type { Act } from '#domain/assistant/proposal';

const names = [
  'ask_form',
  'fill_form',
  'form_answered',
  'form_unfit',
  'form_skipped',
  'form_reopened',
  'form_cancelled',
  'form_confirmed',
  'form_declined',
] as const;

/** What concerns a form asked for in a chat, and nothing else. */
export type FormAct = Extract<Act | SystemAct, { act: (typeof names)[number] }>;

export const isFormAct = (act: Act | SystemAct): act is FormAct => names.some((name) => name === act.act);
