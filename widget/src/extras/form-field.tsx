import { styled } from './extras-style.js';
import type { Field } from './form-values.js';

export type FieldProps = {
  readonly field: Field;
  readonly value: string;
  readonly error: string;
  readonly optional: string;
  readonly choose: string;
  readonly onValue: (value: string) => void;
};

const inputTypes: Readonly<Record<string, readonly [type: 'text' | 'email' | 'tel' | 'date', autocomplete: string]>> = {
  name: ['text', 'name'],
  email: ['email', 'email'],
  phone: ['tel', 'tel'],
  date: ['date', 'off'],
};

type Typed = { readonly currentTarget: { readonly value: string } };

const Control = ({ field, value, error, choose, onValue }: FieldProps) => {
  const { key, type, required, options } = field;
  const [inputType, autoComplete] = inputTypes[type] ?? ['text', 'off'];
  const common = {
    value,
    name: key,
    dir: 'auto' as const,
    'aria-required': required,
    'aria-invalid': error !== '',
    'aria-describedby': error === '' ? undefined : `error-${key}`,
    onInput: ({ currentTarget }: Typed) => onValue(currentTarget.value),
  };
  if (type === 'message') return <textarea {...common} rows={3} />;
  if (type !== 'select') return <input {...common} type={inputType as 'text'} autocomplete={autoComplete} />;
  return (
    <select {...common}>
      <option value="">{choose}</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
};

const Tick = ({ field: { key, label, required }, value, error, onValue }: FieldProps) => (
  <label class="tick">
    <input
      type="checkbox"
      name={key}
      checked={value === 'yes'}
      aria-required={required}
      aria-invalid={error !== ''}
      aria-describedby={error === '' ? undefined : `error-${key}`}
      onChange={({ currentTarget }) => onValue(currentTarget.checked ? 'yes' : '')}
    />
    <span dir="auto">{label}</span>
  </label>
);

export const FormField = (props: FieldProps) => {
  const { field, error, optional } = props;
  return (
    <div ref={styled}>
      {field.type === 'checkbox' ? (
        <Tick {...props} />
      ) : (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is one of three, each inside
        <label>
          <span dir="auto">
            {field.label}
            {!field.required && ` (${optional})`}
          </span>
          <Control {...props} />
        </label>
      )}
      {error !== '' && (
        <p class="error" id={`error-${field.key}`}>
          {error}
        </p>
      )}
    </div>
  );
};
