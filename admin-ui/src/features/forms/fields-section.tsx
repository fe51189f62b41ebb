import { ActionIcon, Button, Group, Menu, Stack, Switch, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { localized } from '../../shared/i18n/format.js';
import { formsWords } from '../../shared/i18n/forms.js';
import { moved } from '../../shared/lib/moved.js';
import { useReorder } from '../../shared/lib/use-reorder.js';
import { MoveButtons } from '../../shared/ui/move-buttons.js';
import { Section } from '../../shared/ui/screen.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { TextPair } from '../../shared/ui/text-pair.js';
import { type FormField, fieldTypes } from './data.js';
import classes from './fields-section.module.css';
import type { PartProps } from './form-sections.js';
import { newField } from './model/form-draft.js';

type FieldProps = {
  readonly field: FormField;
  readonly at: number;
  readonly isFaulty: (part: string) => boolean;
  readonly onChange: (field: FormField) => void;
};

const Options = ({ field, isFaulty, onChange }: FieldProps) => {
  const t = useText(formsWords);
  const { options } = field;
  const set = (next: FormField['options']): void => onChange({ ...field, options: next });
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t.options}
      </Text>
      {options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: options have no name of their own
        <Group key={at} gap="xs" wrap="nowrap" align="center">
          <TextPair
            label={`${t.option} ${at + 1}`}
            value={option}
            maxLength={60}
            onChange={(next) => set(options.map((each, n) => (n === at ? next : each)))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${t.removeOption} (${at + 1})`}
            onClick={() => set(options.filter((_each, n) => n !== at))}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </Group>
      ))}
      {isFaulty('options') && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t.optionsWrong}
        </Text>
      )}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} />}
        disabled={options.length >= 30}
        onClick={() => set([...options, {}])}
        style={{ alignSelf: 'flex-start' }}
      >
        {t.addOption}
      </Button>
    </Stack>
  );
};

const FieldBody = (props: FieldProps) => {
  const { field, isFaulty, onChange } = props;
  const t = useText(formsWords);
  return (
    <Stack gap="sm">
      <TextPair
        label={t.label}
        value={field.label}
        maxLength={80}
        onChange={(label) => onChange({ ...field, label })}
        error={isFaulty('label') ? t.labelWrong : undefined}
      />
      {field.type === 'select' && <Options {...props} />}
      <Switch
        label={t.required}
        checked={field.required}
        onChange={(event) => onChange({ ...field, required: event.currentTarget.checked })}
      />
    </Stack>
  );
};

const AddField = ({ draft, onChange }: PartProps) => {
  const t = useText(formsWords);
  const labels = { en: formsWords.en.defaults, ar: formsWords.ar.defaults };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={16} />} disabled={draft.fields.length >= 20}>
          {t.addField}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fieldTypes.map((type) => (
          <Menu.Item
            key={type}
            onClick={() => onChange({ fields: [...draft.fields, newField(type, draft.fields, labels)] })}
          >
            {t.types[type]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

/** The fields in order: each with its words, whether it is needed, and its place. */
export const FieldsSection = (props: PartProps) => {
  const { draft, onChange, faults, errors } = props;
  const t = useText(formsWords);
  const language = useLanguage();
  const { fields } = draft;
  const set = (next: FormField[]): void => onChange({ fields: next });
  const reorder = useReorder('field', fields, set);
  return (
    <Section title={t.fields} text={t.fieldsText}>
      <Stack gap="sm">
        {fields.map((field, at) => {
          const name = localized(field.label, language) || t.fieldNo(at + 1);
          return (
            <fieldset
              key={field.key}
              className={classes['field']}
              data-over={reorder.over === at || undefined}
              aria-label={name}
              {...reorder.place(at)}
            >
              <Group justify="space-between" wrap="nowrap" mb="xs">
                <StatusBadge>{t.types[field.type]}</StatusBadge>
                <Group gap={2} wrap="nowrap">
                  <MoveButtons
                    name={name}
                    at={at}
                    count={fields.length}
                    onMove={(to) => set(moved(fields, at, to))}
                    handle={reorder.handle(at)}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t.removeField(name)}
                    onClick={() => set(fields.filter((_each, n) => n !== at))}
                  >
                    <IconTrash size={17} />
                  </ActionIcon>
                </Group>
              </Group>
              <FieldBody
                field={field}
                at={at}
                isFaulty={(part) => faults.has(`fields.${at}.${part}`)}
                onChange={(next) => set(fields.map((each, n) => (n === at ? next : each)))}
              />
            </fieldset>
          );
        })}
        {(faults.has('fields') || errors['fields'] !== undefined) && (
          <Text c="var(--mantine-color-error)">{errors['fields'] ?? t.fieldsWrong}</Text>
        )}
        <div>
          <AddField {...props} />
        </div>
      </Stack>
    </Section>
  );
};
