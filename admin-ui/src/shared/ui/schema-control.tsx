import {
  ColorSwatch,
  Group,
  Input,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import { LocalizedInput } from './localized-input.js';
import { errorAt, type Field, type FieldKind, humanise, recordOf } from './schema-fields.js';

type Props = {
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly errors: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly disabled: boolean;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** An emptied field is left out, or null where the schema has room for it. */
const emptied = (field: Field, text: string): unknown => {
  if (text !== '') return text;
  return field.nullable ? null : field.required ? '' : undefined;
};

const commonOf = ({ field, errors, disabled }: Props) => ({
  label: field.title,
  description: field.description,
  required: field.required,
  error: errorAt(errors, field.name),
  disabled,
});

const choicesOf = ({ field, options }: Props) =>
  (field.options ?? []).map((value) => ({ value, label: options[value] ?? humanise(value) }));

const inputTypes: Partial<Record<FieldKind, 'url' | 'email'>> = { url: 'url', email: 'email' };

const LineControl = (props: Props) => {
  const { field, value, onChange } = props;
  const type = inputTypes[field.kind] ?? 'text';
  return (
    <TextInput
      {...commonOf(props)}
      type={type}
      dir={type === 'text' && field.kind === 'text' ? 'auto' : 'ltr'}
      value={textOf(value)}
      maxLength={field.maxLength}
      onChange={(event) => onChange(emptied(field, event.currentTarget.value))}
    />
  );
};

const ProseControl = (props: Props) => (
  <Textarea
    {...commonOf(props)}
    dir="auto"
    autosize
    minRows={3}
    maxRows={12}
    value={textOf(props.value)}
    maxLength={props.field.maxLength}
    onChange={(event) => props.onChange(emptied(props.field, event.currentTarget.value))}
  />
);

const SecretControl = (props: Props) => {
  const t = useText(uiWords);
  return (
    <PasswordInput
      {...commonOf(props)}
      dir="ltr"
      autoComplete="new-password"
      placeholder={t.secretKept}
      value={textOf(props.value)}
      onChange={(event) => props.onChange(emptied(props.field, event.currentTarget.value))}
      visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
    />
  );
};

const ColourControl = (props: Props) => {
  const t = useText(uiWords);
  const colour = textOf(props.value);
  return (
    <TextInput
      {...commonOf(props)}
      dir="ltr"
      placeholder={t.colourHint}
      value={colour}
      leftSection={<ColorSwatch size={18} color={/^#[0-9a-f]{3,8}$/i.test(colour) ? colour : 'transparent'} />}
      onChange={(event) => props.onChange(emptied(props.field, event.currentTarget.value))}
    />
  );
};

const NumberControl = (props: Props) => {
  const { field, value, onChange } = props;
  const isEmpty = field.nullable ? null : undefined;
  return (
    <NumberInput
      {...commonOf(props)}
      value={typeof value === 'number' ? value : ''}
      min={field.min}
      max={field.max}
      allowDecimal={field.kind === 'number'}
      clampBehavior="none"
      onChange={(next) => onChange(typeof next === 'number' ? next : isEmpty)}
    />
  );
};

const BooleanControl = ({ field, value, onChange, errors, disabled }: Props) => (
  <Switch
    label={field.title}
    description={field.description}
    error={errorAt(errors, field.name)}
    disabled={disabled}
    checked={typeof value === 'boolean' ? value : field.initial === true}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);

const ChoiceControl = (props: Props) => (
  <Select
    {...commonOf(props)}
    data={choicesOf(props)}
    value={textOf(props.value) || null}
    clearable={!props.field.required}
    onChange={(next) => props.onChange(next ?? (props.field.nullable ? null : undefined))}
  />
);

const ChoicesControl = (props: Props) => (
  <MultiSelect
    {...commonOf(props)}
    size="md"
    data={choicesOf(props)}
    value={textsOf(props.value)}
    onChange={(next) => props.onChange(next)}
  />
);

const ListControl = (props: Props) => (
  <TagsInput
    {...commonOf(props)}
    size="md"
    dir="auto"
    value={textsOf(props.value)}
    maxTags={props.field.maxItems}
    splitChars={[',', '،', '\n']}
    onChange={(next) => props.onChange(next)}
  />
);

const LocalizedControl = (props: Props) => (
  <LocalizedInput
    {...commonOf(props)}
    value={recordOf(props.value)}
    onChange={props.onChange}
    multiline={(props.field.maxLength ?? 0) > 300}
    maxLength={props.field.maxLength}
  />
);

/** What this form cannot draw is shown, not hidden: nobody should think it does not exist. */
const UnsupportedControl = ({ field, value }: Props) => (
  <Input.Wrapper label={field.title} description={field.description}>
    <Group>
      <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {JSON.stringify(value ?? null)}
      </Text>
    </Group>
  </Input.Wrapper>
);

const controls: Readonly<Record<FieldKind, (props: Props) => ReactNode>> = {
  text: LineControl,
  id: LineControl,
  url: LineControl,
  email: LineControl,
  prose: ProseControl,
  secret: SecretControl,
  colour: ColourControl,
  number: NumberControl,
  integer: NumberControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  choices: ChoicesControl,
  list: ListControl,
  localized: LocalizedControl,
  group: UnsupportedControl,
  rows: UnsupportedControl,
  unsupported: UnsupportedControl,
};

/** The control for one field that is not made of others. */
export const SchemaControl = (props: Props) => {
  const Control = controls[props.field.kind];
  return <Control {...props} />;
};
