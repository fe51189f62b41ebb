import { canAsk, type FlowSnapshot } from '#domain/assistant/flow-snapshot';
import { openForm } from '#domain/assistant/forms/open-form';
import type { Intent } from '#domain/assistant/intent';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { Form } from '#domain/leads/form';
import type { FormId } from '#domain/shared/ids';

/** A form a model may begin to ask for, with the words customers want it in. */
export type StartableForm = { readonly form: Form; readonly phrases: readonly string[] };

/** What a model may do about forms in one turn. */
export type ChatForms = {
  readonly startable: ReadonlyMap<FormId, StartableForm>;
  readonly open: Form | null;
};

export const noForms: ChatForms = { startable: new Map(), open: null };

/** By the intents of whoever answers: a form no intent leads to is begun by a menu, and never by a model. */
export const chatForms = (intents: readonly Intent[], menus: FlowSnapshot, dialogue: Dialogue): ChatForms => {
  const startable = new Map<FormId, StartableForm>();
  for (const { target, phrases } of intents) {
    const form = target.do === 'ask_form' ? menus.forms.get(target.form) : undefined;
    if (form === undefined || !canAsk(menus, form.id)) continue;
    startable.set(form.id, { form, phrases: [...(startable.get(form.id)?.phrases ?? []), ...phrases] });
  }
  return { startable, open: openForm({ dialogue, menus })?.form ?? null };
};
