import type { Form, FormField } from '#domain/leads/form';
import { DomainError } from '#domain/shared/domain-error';
import { allTexts, type LocalizedText } from '#domain/shared/language';
import { isWebAddress } from '#domain/shared/web-address';

export const formLimits = {
  fields: 20,
  label: 80,
  options: 30,
  option: 60,
  title: 80,
  thanks: 500,
  notify: 10,
} as const;

export type FormFault = { readonly path: string; readonly message: string };

/** The form cannot be shown as it is. */
export class FormDefinitionInvalid extends DomainError {
  readonly code = 'form.definition_invalid';
  readonly kind = 'invalid';
  readonly faults: readonly FormFault[];
  constructor(faults: readonly FormFault[]) {
    super(faults[0]?.message ?? 'the form is not complete', { faults: faults.length });
    this.faults = faults;
  }
}

const when = (fault: boolean, path: string, message: string): FormFault[] => (fault ? [{ path, message }] : []);

const isEmpty = (text: LocalizedText): boolean => allTexts(text).every((each) => each.trim() === '');

const optionFaults = ({ type, options }: FormField, path: string): FormFault[] => {
  if (type !== 'select') return when(options.length > 0, `${path}.options`, 'only a select has options');
  return [
    ...when(options.length < 2, `${path}.options`, 'a select needs at least two options'),
    ...options.flatMap((option, index) =>
      when(isEmpty(option), `${path}.options.${index}`, 'an option needs a text in at least one language'),
    ),
  ];
};

const fieldFaults = (field: FormField, path: string, keys: Set<string>): FormFault[] => {
  const again = keys.has(field.key);
  keys.add(field.key);
  return [
    ...when(
      !/^[a-z][a-z0-9_]{0,39}$/.test(field.key),
      `${path}.key`,
      'a key begins with a letter and has 1 to 40 lower-case letters, digits or underscores',
    ),
    ...when(again, `${path}.key`, `two fields are named ${field.key}`),
    ...when(isEmpty(field.label), `${path}.label`, 'a field needs a label in at least one language'),
    ...optionFaults(field, path),
  ];
};

/** Everything that keeps a form from being shown; empty when nothing does. */
export const validateForm = ({ title, fields, externalUrl }: Pick<Form, 'title' | 'fields' | 'externalUrl'>) => {
  const keys = new Set<string>();
  return [
    ...when(isEmpty(title), 'title', 'a form needs a title in at least one language'),
    ...when(
      externalUrl !== null && !isWebAddress(externalUrl),
      'externalUrl',
      'the address of a form is https, with at most 500 characters',
    ),
    ...when(externalUrl === null && fields.length === 0, 'fields', 'a form needs at least one field'),
    ...fields.flatMap((field, index) => fieldFaults(field, `fields.${index}`, keys)),
  ];
};
