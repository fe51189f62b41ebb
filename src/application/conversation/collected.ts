import type { TenantStore } from '#application/ports/tenant-store';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { FormId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

type Asked = { readonly key: string; readonly label: LocalizedText };

/** What the assistant has asked for so far, for the person who goes on from there. */
export type Collected = {
  readonly formId: FormId;
  readonly title: LocalizedText;
  readonly values: readonly (Asked & { readonly value: string })[];
  readonly missing: readonly Asked[];
};

/** Of a form that is being filled in by chat; `null` when there is none, or none any more. */
export const collectedIn = async ({ forms }: TenantStore, { form: draft }: Dialogue): Promise<Collected | null> => {
  const form = draft ? await forms.find(draft.form) : null;
  if (!draft || form === null) return null;
  return {
    formId: form.id,
    title: form.title,
    values: form.fields.flatMap(({ key, label }) => {
      const value = draft.values[key];
      return value === undefined ? [] : [{ key, label, value }];
    }),
    missing: form.fields
      .filter(({ key }) => draft.values[key] === undefined && !draft.skipped.includes(key))
      .map(({ key, label }) => ({ key, label })),
  };
};
