import { Button, Group, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import { omitSchema } from '../../shared/ui/pick-schema.js';
import { SchemaForm } from '../../shared/ui/schema-form.js';
import { Section } from '../../shared/ui/screen.js';
import { formsQuery, menusQuery, type WidgetParts } from './data.js';
import { setterOf, type TabProps } from './form.js';

/** Fields with a place of their own; whatever else the server publishes is drawn here. */
const elsewhere: readonly string[] = [
  'enabled',
  'domains',
  'theme',
  'scheme',
  'primaryColour',
  'font',
  'position',
  'size',
  'title',
  'welcome',
  'logo',
  'language',
  'menu',
  'preChatForm',
  'privacy',
];

type Choosable = { readonly id: string; readonly name: string };
type PickProps = {
  readonly label: string;
  readonly hint: string;
  readonly none: string;
  readonly items: readonly Choosable[] | undefined;
  readonly failed: boolean;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error: string | undefined;
  readonly disabled: boolean;
};

/** One of the things made elsewhere; what is chosen stays in sight also where it is gone. */
const Pick = ({ label, hint, none, items, failed, value, onChange, error, disabled }: PickProps) => {
  const t = useText(widgetWords).chat;
  const known = (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isGone = value !== null && items !== undefined && !known.some((each) => each.value === value);
  const current =
    value === null || known.some((each) => each.value === value) ? [] : [{ value, label: isGone ? t.gone : '…' }];
  return (
    <Select
      label={label}
      description={failed ? t.unread : hint}
      data={[{ value: '', label: none }, ...current, ...known]}
      value={value ?? ''}
      allowDeselect={false}
      disabled={disabled}
      error={error}
      onChange={(next) => onChange(next === '' ? null : next)}
    />
  );
};

const Pickers = ({ draft, errors, disabled }: TabProps) => {
  const t = useText(widgetWords).chat;
  const flows = useQuery(menusQuery);
  const forms = useQuery(formsQuery);
  const { value } = draft;
  const set = setterOf(draft);
  return (
    <>
      <Pick
        label={t.menu}
        hint={t.menuHint}
        none={t.noMenu}
        items={flows.data?.items.filter(({ status }) => status === 'published')}
        failed={flows.isError}
        value={value.menu}
        onChange={(menu) => set('menu', menu as WidgetParts['menu'])}
        error={errors['menu']}
        disabled={disabled}
      />
      <Pick
        label={t.form}
        hint={t.formHint}
        none={t.noForm}
        items={forms.data?.items.filter(({ status, externalUrl }) => status === 'active' && externalUrl === null)}
        failed={forms.isError}
        value={value.preChatForm}
        onChange={(form) => set('preChatForm', form as WidgetParts['preChatForm'])}
        error={errors['preChatForm']}
        disabled={disabled}
      />
      <Group gap="xs">
        <Button component={Link} to="/flows" variant="subtle" size="compact-sm">
          {t.makeMenu}
        </Button>
        <Button component={Link} to="/forms" variant="subtle" size="compact-sm">
          {t.makeForm}
        </Button>
      </Group>
    </>
  );
};

export const ChatTab = (props: TabProps) => {
  const { draft, schemas, errors, disabled } = props;
  const t = useText(widgetWords);
  return (
    <Section title={t.chat.title}>
      <Stack gap="lg">
        <Pickers {...props} />
        <SchemaForm
          schema={omitSchema(schemas.widget, elsewhere)}
          value={draft.value}
          onChange={(next) => draft.set(next as WidgetParts)}
          errors={errors}
          words={t.fields}
          disabled={disabled}
        />
      </Stack>
    </Section>
  );
};
