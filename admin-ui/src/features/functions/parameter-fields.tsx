import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Input,
  JsonInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { uiWords } from '../../shared/i18n/ui.js';
import {
  blankRow,
  faultOfRows,
  type ParameterRow,
  type ParameterType,
  parameterTypes,
  rowsOf,
  textOfRows,
} from './parameter-list.js';

const mostParameters = 8;

type NameProps = {
  readonly row: ParameterRow;
  readonly fault: 'name' | 'twice' | null;
  readonly set: (part: Partial<ParameterRow>) => void;
};
type RowProps = {
  readonly rows: readonly ParameterRow[];
  readonly at: number;
  readonly onChange: (rows: readonly ParameterRow[]) => void;
};

type ChoicesProps = { readonly value: readonly string[]; readonly onChange: (choices: string[]) => void };

const Choices = ({ value, onChange }: ChoicesProps) => {
  const t = useText(functionWords);
  return (
    <TagsInput
      label={t.parameterChoices}
      description={t.examplesHint}
      maxTags={20}
      value={[...value]}
      onChange={onChange}
    />
  );
};

/** Its name and what kind of value it takes. */
const NameAndType = ({ row, fault, set }: NameProps) => {
  const t = useText(functionWords);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} flex={1}>
      <TextInput
        label={t.parameterName}
        dir="ltr"
        maxLength={40}
        value={row.name}
        error={row.name === '' || fault === null ? undefined : t.parameterFaults[fault]}
        onChange={(event) => set({ name: event.currentTarget.value.trim() })}
      />
      <Select
        label={t.parameterType}
        data={parameterTypes.map((value) => ({ value, label: t.parameterTypes[value] }))}
        allowDeselect={false}
        value={row.type}
        onChange={(type) => type !== null && set({ type: type as ParameterType, kept: {} })}
      />
    </SimpleGrid>
  );
};

const Row = ({ rows, at, onChange }: RowProps) => {
  const t = useText(functionWords);
  const common = useText(uiWords);
  const row = rows[at] ?? blankRow;
  const set = (part: Partial<ParameterRow>): void => onChange(rows.with(at, { ...row, ...part }));
  return (
    <Stack gap="xs" pb="sm" style={{ borderBlockEnd: '1px solid var(--wakil-line)' }}>
      <Group align="flex-start" wrap="nowrap">
        <NameAndType row={row} fault={faultOfRows(rows, at)} set={set} />
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
      <TextInput
        label={t.parameterDescription}
        dir="auto"
        maxLength={200}
        value={row.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      {row.type === 'choice' && <Choices value={row.choices} onChange={(choices) => set({ choices })} />}
      <Checkbox
        label={t.parameterRequired}
        checked={row.required}
        onChange={(event) => set({ required: event.currentTarget.checked })}
      />
    </Stack>
  );
};

const List = ({ rows, onChange }: Omit<RowProps, 'at'>) => {
  const t = useText(functionWords);
  return (
    <Stack gap="sm">
      {rows.map((_row, at) => (
        // A row has no identity of its own while its name is being typed.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Row key={at} rows={rows} at={at} onChange={onChange} />
      ))}
      <Group>
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          disabled={rows.length >= mostParameters}
          onClick={() => onChange([...rows, blankRow])}
        >
          {t.addParameter}
        </Button>
      </Group>
    </Stack>
  );
};

type Props = {
  /** The schema as text: what is saved. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Can it be saved as it stands? */
  readonly onReady: (isReady: boolean) => void;
  readonly error: string | undefined;
};

/** What it needs to know: as a list, and as JSON where a list does not do. */
export const ParameterFields = ({ value, onChange, onReady, error }: Props) => {
  const t = useText(functionWords);
  const [rows, setRows] = useState(() => rowsOf(value));
  const change = (next: readonly ParameterRow[]): void => {
    setRows(next);
    const isWhole = next.every((_row, at) => faultOfRows(next, at) === null);
    onReady(isWhole);
    if (isWhole) onChange(textOfRows(next));
  };
  const toJson = (): void => {
    setRows(null);
    onReady(true);
  };
  const other = (
    <Button
      variant="subtle"
      size="compact-sm"
      disabled={rows === null && rowsOf(value) === null}
      onClick={() => (rows === null ? setRows(rowsOf(value)) : toJson())}
    >
      {rows === null ? t.asList : t.asJson}
    </Button>
  );
  if (rows === null)
    return (
      <Stack gap="xs" align="flex-start">
        <JsonInput
          label={t.parametersJson}
          description={t.parametersHint}
          dir="ltr"
          formatOnBlur
          autosize
          minRows={4}
          maxRows={16}
          w="100%"
          validationError={t.notJson}
          value={value}
          onChange={onChange}
          error={error}
        />
        {other}
      </Stack>
    );
  return (
    <Input.Wrapper labelElement="div" label={t.parameters} description={t.parametersHint} error={error}>
      <Stack gap="sm" mt="xs" align="stretch">
        <List rows={rows} onChange={change} />
        <Group>{other}</Group>
      </Stack>
    </Input.Wrapper>
  );
};
