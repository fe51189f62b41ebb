import type { DecisionInput } from '#domain/assistant/decision';
import { canAsk } from '#domain/assistant/flow-snapshot';
import type { FormDraft } from '#domain/conversation/dialogue';
import type { Form } from '#domain/leads/form';

/** The form being filled in as it is now, or `null`: there is none, or it may not be asked for any more. */
export const openForm = ({
  dialogue,
  menus,
}: Pick<DecisionInput, 'dialogue' | 'menus'>): { readonly form: Form; readonly draft: FormDraft } | null => {
  const draft = dialogue.form ?? null;
  const form = draft === null ? undefined : menus.forms.get(draft.form);
  return draft === null || form === undefined || !canAsk(menus, form.id) ? null : { form, draft };
};
