import type { Form } from '#domain/leads/form';
import { type Language, textIn } from '#domain/shared/language';

/** What stands at a place of a form: `title`, `thanks`, `label.<field>`, `option.<field>.<index>`. `null`: nothing does. */
export const formText = (form: Form, kind: string, path: readonly string[], language: Language): string | null => {
  if (kind === 'title' || kind === 'thanks') return textIn(form[kind], language).trim();
  const [key = '', index = ''] = path;
  const field = form.fields.find((each) => each.key === key);
  if (field === undefined) return null;
  if (kind === 'label') return textIn(field.label, language).trim();
  const option = kind === 'option' && /^\d{1,2}$/.test(index) ? field.options[Number(index)] : undefined;
  return option === undefined ? null : textIn(option, language).trim();
};
