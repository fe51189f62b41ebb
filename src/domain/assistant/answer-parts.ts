import type { Choice } from '#domain/assistant/choice';
import type { Decision } from '#domain/assistant/decision';
import type { Statement } from '#domain/assistant/statement';
import type { FormDraft, OrderDraft } from '#domain/conversation/dialogue';
import type { FilledForm } from '#domain/conversation/turn';

/** What the acts of one turn come to, before it is known whether it may be said. */
export type Answer = {
  readonly statements: readonly Statement[];
  readonly choices: readonly Choice[];
  readonly draft: OrderDraft | null;
  /** Ends on the open order's next question. */
  readonly asksForOrder: boolean;
  /** The form being filled in, as it is after this turn. */
  readonly form: FormDraft | null;
  /** Ends on the open form's next question. */
  readonly asksForForm: boolean;
  readonly order: Decision['order'];
  /** A form that was filled in and agreed to. */
  readonly lead: FilledForm | null;
  readonly withdraws: boolean;
  /** Gives the customer something: not just a greeting, a question back, or "I do not understand". */
  readonly informs: boolean;
  /** Asks back or gives up: counted, because twice in a row calls a person. */
  readonly misunderstands: boolean;
};

export const nothing: Omit<Answer, 'draft' | 'form'> = {
  statements: [],
  choices: [],
  asksForOrder: false,
  asksForForm: false,
  order: null,
  lead: null,
  withdraws: false,
  informs: false,
  misunderstands: false,
};

export const said = (before: Answer, statements: readonly Statement[], rest: Partial<Answer>): Answer => ({
  ...before,
  statements: [...before.statements, ...statements],
  ...rest,
});
