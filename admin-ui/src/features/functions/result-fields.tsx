import { ActionIcon, Button, Group, Input, JsonInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocalizedText } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { uiWords } from '../../shared/i18n/ui.js';
import {
  blankResult,
  type ChoiceRow,
  faultOfResults,
  isSaid,
  type ResultRow,
  type ResultType,
  resultRowsOf,
  resultTypes,
  textOfResults,
} from './result-list.js';

const mostFields = 8;
const mostChoices = 20;

type ListProps = {
  readonly rows: readonly ResultRow[];
  readonly template: LocalizedText;
  readonly onChange: (rows: readonly ResultRow[]) => void;
};
type RowProps = ListProps & { readonly at: number };

const Choice = ({ choice, set }: { readonly choice: ChoiceRow; readonly set: (choice: ChoiceRow | null) => void }) => {
  const t = useText(functionWords);
  const common = useText(uiWords);
  const labelled = (language: 'en' | 'ar') => ({
    size: 'sm' as const,
    dir: language === 'ar' ? ('rtl' as const) : ('ltr' as const),
    maxLength: 60,
    label: t.choiceIn[language],
    value: choice.label[language] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ ...choice, label: { ...choice.label, [language]: event.currentTarget.value } }),
  });
  return (
    <Group align="flex-end" wrap="nowrap">
      <SimpleGrid cols={{ base: 1, xs: 3 }} flex={1}>
        <TextInput
          label={t.choiceValue}
          size="sm"
          dir="ltr"
          maxLength={60}
          value={choice.value}
          onChange={(event) => set({ ...choice, value: event.currentTarget.value })}
        />
        <TextInput {...labelled('en')} />
        <TextInput {...labelled('ar')} />
      </SimpleGrid>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`${common.remove}: ${choice.value}`}
        onClick={() => set(null)}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
};

type ChoicesProps = {
  readonly choices: readonly ChoiceRow[];
  readonly onChange: (choices: readonly ChoiceRow[]) => void;
};

const Choices = ({ choices, onChange }: ChoicesProps) => {
  const t = useText(functionWords);
  return (
    <Stack gap="xs">
      {choices.map((choice, at) => (
        <Choice
          // A choice has no identity of its own while its value is being typed.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          choice={choice}
          set={(changed) => onChange(changed === null ? choices.toSpliced(at, 1) : choices.with(at, changed))}
        />
      ))}
      <Group>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          disabled={choices.length >= mostChoices}
          onClick={() => onChange([...choices, { value: '', label: {} }])}
        >
          {t.addChoice}
        </Button>
      </Group>
    </Stack>
  );
};

/** Its name, where it stands, and what it has to be. */
const Basics = ({
  rows,
  at,
  set,
}: Omit<RowProps, 'onChange' | 'template'> & { set(part: Partial<ResultRow>): void }) => {
  const t = useText(functionWords);
  const row = rows[at] ?? blankResult;
  const fault = faultOfResults(rows, at);
  const isNameWrong = row.name !== '' && (fault === 'name' || fault === 'twice');
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} flex={1}>
      <TextInput
        label={t.fieldName}
        dir="ltr"
        maxLength={40}
        value={row.name}
        error={isNameWrong ? t.parameterFaults[fault] : undefined}
        onChange={(event) => set({ name: event.currentTarget.value.trim() })}
      />
      <TextInput
        label={t.fieldPath}
        dir="ltr"
        placeholder="order.eta"
        maxLength={200}
        value={row.path}
        onChange={(event) => set({ path: event.currentTarget.value.trim() })}
      />
      <Select
        label={t.parameterType}
        data={resultTypes.map((value) => ({ value, label: t.fieldTypes[value] }))}
        allowDeselect={false}
        value={row.type}
        onChange={(type) => type !== null && set({ type: type as ResultType })}
      />
    </SimpleGrid>
  );
};

const Row = ({ rows, at, template, onChange }: RowProps) => {
  const t = useText(functionWords);
  const common = useText(uiWords);
  const row = rows[at] ?? blankResult;
  const set = (part: Partial<ResultRow>): void => onChange(rows.with(at, { ...row, ...part }));
  return (
    <Stack gap="xs" pb="sm" style={{ borderBlockEnd: '1px solid var(--wakil-line)' }}>
      <Group align="flex-start" wrap="nowrap">
        <Basics rows={rows} at={at} set={set} />
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={28}
          aria-label={`${common.remove}: ${row.name}`}
          onClick={() => onChange(rows.toSpliced(at, 1))}
        >
          <IconTrash size={18} />
        </ActionIcon>
      </Group>
      {row.type === 'choice' && <Choices choices={row.choices} onChange={(choices) => set({ choices })} />}
      {row.name !== '' && (
        <Text size="sm" c="dimmed">
          {isSaid(row.name, template) ? t.fieldSaid : t.fieldNotSaid(row.name)}
        </Text>
      )}
    </Stack>
  );
};

const List = ({ rows, template, onChange }: ListProps) => {
  const t = useText(functionWords);
  return (
    <Stack gap="sm">
      {rows.map((_row, at) => (
        // A row has no identity of its own while its name is being typed.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Row key={at} rows={rows} at={at} template={template} onChange={onChange} />
      ))}
      <Group>
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          disabled={rows.length >= mostFields}
          onClick={() => onChange([...rows, blankResult])}
        >
          {t.addField}
        </Button>
      </Group>
    </Stack>
  );
};

type Props = {
  /** The fields as text: what is saved. */
  readonly value: string;
  readonly template: LocalizedText;
  readonly onChange: (text: string) => void;
  /** Can it be saved as it stands? */
  readonly onReady: (isReady: boolean) => void;
  readonly error: string | undefined;
};

/** What is read of the answer: as a list, and as JSON where a list does not do. */
export const ResultFields = ({ value, template, onChange, onReady, error }: Props) => {
  const t = useText(functionWords);
  const [rows, setRows] = useState(() => resultRowsOf(value));
  const change = (next: readonly ResultRow[]): void => {
    setRows(next);
    const isWhole = next.every((_row, at) => faultOfResults(next, at) === null);
    onReady(isWhole);
    if (isWhole) onChange(textOfResults(next));
  };
  const turn = (): void => {
    setRows(rows === null ? resultRowsOf(value) : null);
    onReady(true);
  };
  const other = (
    <Group>
      <Button
        variant="subtle"
        size="compact-sm"
        disabled={rows === null && resultRowsOf(value) === null}
        onClick={turn}
      >
        {rows === null ? t.asList : t.asJson}
      </Button>
    </Group>
  );
  if (rows === null)
    return (
      <Stack gap="xs">
        <JsonInput
          label={t.fieldsJson}
          description={t.fieldsHint}
          dir="ltr"
          formatOnBlur
          autosize
          minRows={4}
          maxRows={16}
          validationError={t.notJson}
          value={value}
          onChange={onChange}
          error={error}
        />
        {other}
      </Stack>
    );
  return (
    <Input.Wrapper labelElement="div" label={t.fields} description={t.fieldsText} error={error}>
      <Stack gap="sm" mt="xs">
        <List rows={rows} template={template} onChange={change} />
        {other}
      </Stack>
    </Input.Wrapper>
  );
};
