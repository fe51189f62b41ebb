import { List, Select, Text } from '@mantine/core';
import { catalogueWords } from '../../../shared/i18n/catalogue.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { type Column, DataTable } from '../../../shared/ui/data-table.js';
import { Section } from '../../../shared/ui/screen.js';
import { importFields, type Mapping, mappingFaults } from '../model/import-columns.js';
import type { Table } from './table.js';

type Props = { readonly table: Table; readonly mapping: Mapping; readonly onChange: (mapping: Mapping) => void };
type Row = { readonly at: number; readonly heading: string; readonly example: string };

const Faults = ({ mapping }: Pick<Props, 'mapping'>) => {
  const t = useText(catalogueWords).import;
  const faults = mappingFaults(mapping);
  if (faults.length === 0) return null;
  return (
    <List role="alert" mt="sm" c="var(--mantine-color-error)">
      {faults.map((each) => {
        const text =
          each.fault === 'twice' ? t.twice(t.fields[each.field]) : each.fault === 'name' ? t.needName : t.needPrice;
        return <List.Item key={text}>{text}</List.Item>;
      })}
    </List>
  );
};

const useColumns = ({ mapping, onChange }: Props): Column<Row>[] => {
  const t = useText(catalogueWords).import;
  const choices = [
    { value: 'ignore', label: t.ignore },
    ...importFields.map((value) => ({ value, label: t.fields[value] })),
  ];
  const set = (at: number, raw: string | null): void => {
    const field = importFields.find((each) => each === raw) ?? null;
    onChange(mapping.map((each, n) => (n === at ? field : each)));
  };
  return [
    { key: 'column', header: t.column, isTitle: true, cell: ({ heading }) => <bdi dir="auto">{heading}</bdi> },
    {
      key: 'example',
      header: t.example,
      cell: ({ example }) => (
        <Text size="sm" c="dimmed" lineClamp={1} dir="auto">
          {example}
        </Text>
      ),
    },
    {
      key: 'means',
      header: t.means,
      width: '16rem',
      cell: ({ at, heading }) => (
        <Select
          size="sm"
          aria-label={`${t.means}: ${heading}`}
          data={choices}
          value={mapping[at] ?? 'ignore'}
          onChange={(raw) => set(at, raw)}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
        />
      ),
    },
  ];
};

/** What each column of the file means: recognised, and for the person to correct. */
export const Columns = (props: Props) => {
  const { table, mapping } = props;
  const t = useText(catalogueWords).import;
  const columns = useColumns(props);
  const rows = table.header.map((heading, at): Row => {
    const example = table.lines.map((line) => (line[at] ?? '').trim()).find((text) => text !== '') ?? '';
    return { at, heading: heading === '' ? `${t.column} ${at + 1}` : heading, example };
  });
  return (
    <Section title={t.columns} text={t.columnsText}>
      <DataTable label={t.columns} rows={rows} rowKey={({ at }) => String(at)} columns={columns} />
      <Faults mapping={mapping} />
    </Section>
  );
};
