import { ActionIcon, Button, Fieldset, Group, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import { SchemaControl } from './schema-control.js';
import {
  errorsBelow,
  type Field,
  type FormValue,
  fieldsOf,
  type JsonSchema,
  recordOf,
  withField,
} from './schema-fields.js';

/** Words for fields by their path (`widget.colour`), for a schema whose own titles are in one language. */
export type FieldWords = Readonly<Record<string, { readonly title: string; readonly description?: string }>>;

type Shared = {
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
  /** By path, as `fieldErrorsOf` gives them. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly words?: FieldWords;
  /** Words for the values of an enum, by value. */
  readonly options?: Readonly<Record<string, string>>;
  readonly disabled?: boolean;
};

type FieldsProps = Shared & { readonly fields: readonly Field[]; readonly path?: string };

const titled = (field: Field, words: FieldWords, path: string): Field => {
  const own = words[path];
  // A description in the schema's language does not go with a title in ours.
  return own === undefined ? field : { ...field, title: own.title, description: own.description };
};

const none = {};

/** The fields of one object; groups and rows hold further ones. */
const Fields = ({ fields, path = '', ...shared }: FieldsProps) => (
  <Stack gap="md">
    {fields.map((each) => {
      const at = path === '' ? each.name : `${path}.${each.name}`;
      const field = titled(each, shared.words ?? none, at);
      const own: FieldProps = { ...shared, field, path: at };
      if (field.kind === 'group') return <GroupField key={field.name} {...own} />;
      if (field.kind === 'rows') return <RowsField key={field.name} {...own} />;
      return (
        <SchemaControl
          key={field.name}
          field={field}
          value={shared.value[field.name]}
          onChange={(next) => shared.onChange(withField(shared.value, field.name, next))}
          errors={shared.errors ?? none}
          options={shared.options ?? none}
          disabled={shared.disabled === true}
        />
      );
    })}
  </Stack>
);

type FieldProps = Shared & { readonly field: Field; readonly path: string };

const GroupField = ({ field, path, ...shared }: FieldProps) => (
  <Fieldset legend={field.title} radius="md">
    <Fields
      {...shared}
      path={path}
      fields={field.fields ?? []}
      value={recordOf(shared.value[field.name])}
      onChange={(next) => shared.onChange(withField(shared.value, field.name, next))}
      errors={errorsBelow(shared.errors ?? none, field.name)}
    />
  </Fieldset>
);

const RowsField = ({ field, path, ...shared }: FieldProps) => {
  const t = useText(uiWords);
  const raw = shared.value[field.name];
  const rows: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const set = (next: readonly unknown[]): void => shared.onChange(withField(shared.value, field.name, next));
  const isFull = field.maxItems !== undefined && rows.length >= field.maxItems;
  return (
    <Fieldset legend={field.title} radius="md">
      <Stack gap="md">
        {rows.map((row, n) => (
          // Rows have no identity of their own; their place is what the errors of the server name.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Group key={n} align="flex-start" wrap="nowrap">
            <Stack flex={1}>
              <Fields
                {...shared}
                path={path}
                fields={field.fields ?? []}
                value={recordOf(row)}
                onChange={(next) => set(rows.with(n, next))}
                errors={errorsBelow(errorsBelow(shared.errors ?? none, field.name), String(n))}
              />
            </Stack>
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={28}
              aria-label={`${t.remove}: ${field.title} ${n + 1}`}
              onClick={() => set(rows.toSpliced(n, 1))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="light"
            size="sm"
            leftSection={<IconPlus size={16} />}
            disabled={isFull || shared.disabled === true}
            onClick={() => set([...rows, {}])}
          >
            {t.add}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
};

/** Draws the form of a settings schema: a new adapter brings its schema, and needs no form of its own. */
export const SchemaForm = ({ schema, ...shared }: Shared & { readonly schema: JsonSchema }) => {
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  return <Fields {...shared} fields={fields} />;
};
