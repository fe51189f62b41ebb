import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../../shared/api/me.js';
import { catalogueWords } from '../../../shared/i18n/catalogue.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatMoney, formatNumber } from '../../../shared/i18n/format.js';
import { type Column, DataTable } from '../../../shared/ui/data-table.js';
import { Localized, Money } from '../../../shared/ui/money.js';
import { Notice } from '../../../shared/ui/notice.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { Section } from '../../../shared/ui/screen.js';
import { StatusBadge, type Tone } from '../../../shared/ui/status-badge.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { importServices } from '../data.js';
import { countsOf, type PlannedRow, type RowFault } from '../model/import-rows.js';

type Verdict = PlannedRow['verdict'];
const verdicts = ['created', 'changed', 'unchanged', 'invalid'] as const;
const toneOf: Readonly<Record<Verdict, Tone>> = {
  created: 'good',
  changed: 'info',
  unchanged: 'neutral',
  invalid: 'bad',
};

const useSayFault = (): ((fault: RowFault) => string) => {
  const { faults } = useText(catalogueWords).import;
  return (each) =>
    each.fault === 'price' || each.fault === 'requires' || each.fault === 'server'
      ? faults[each.fault](each.text)
      : faults[each.fault];
};

const Why = ({ row }: { readonly row: PlannedRow }) => {
  const t = useText(catalogueWords).import;
  const say = useSayFault();
  const language = useLanguage();
  if (row.verdict === 'invalid')
    return (
      <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
        {row.faults.map(say).join(' ')}
      </Text>
    );
  if (row.verdict !== 'changed') return null;
  const { differs, priceBefore } = row;
  const isNewPrice = priceBefore !== null && differs.includes('price');
  const before = isNewPrice ? ` (${t.before(formatMoney(priceBefore, language))})` : '';
  return <Text size="sm">{[...new Set(differs.map((each) => t.differs[each]))].join(', ') + before}</Text>;
};

const useColumns = (): Column<PlannedRow>[] => {
  const t = useText(catalogueWords);
  const currency = useMe().tenant?.currency ?? 'USD';
  return [
    { key: 'row', header: t.import.row, cell: ({ row }) => row, width: '4rem' },
    { key: 'name', header: t.name, isTitle: true, cell: ({ body }) => <Localized text={body.name} fallback="–" /> },
    {
      key: 'price',
      header: t.price,
      align: 'end',
      cell: ({ body, verdict }) =>
        verdict === 'invalid' && body.priceMinor === 0 ? '–' : <Money value={{ minor: body.priceMinor, currency }} />,
    },
    {
      key: 'verdict',
      header: t.status,
      width: '10rem',
      cell: ({ verdict }) => <StatusBadge tone={toneOf[verdict]}>{t.import.verdicts[verdict]}</StatusBadge>,
    },
    { key: 'why', header: t.import.why, cell: (row) => <Why row={row} /> },
  ];
};

/** All that fits, in one request: after it either all of it is in the catalogue, or nothing is. */
const useApply = (rows: readonly PlannedRow[], onApplied: () => void) => {
  const t = useText(catalogueWords).import;
  const client = useQueryClient();
  const navigate = useNavigate();
  const apply = useMutation({
    mutationFn: async () => {
      const wanted = rows.filter(({ verdict }) => verdict === 'created' || verdict === 'changed');
      const { created, updated, problems } = await importServices(
        wanted.map(({ body }) => body),
        false,
      );
      return {
        created,
        updated,
        refused: problems.map(({ row, message }) => ({ row: wanted[row - 1]?.row, message })),
      };
    },
    onSuccess: ({ created, updated, refused }) => {
      toastDone(t.done(created, updated));
      onApplied();
      if (refused.length === 0) setTimeout(() => void navigate({ to: '/catalogue' }));
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['services'] });
      void client.invalidateQueries({ queryKey: ['onboarding'] });
    },
  });
  return apply;
};

const Summary = ({ rows }: { readonly rows: readonly PlannedRow[] }) => {
  const t = useText(catalogueWords).import;
  const language = useLanguage();
  const counts = countsOf(rows);
  return (
    <Group gap="xs" role="status">
      {verdicts.map((verdict) => (
        <StatusBadge key={verdict} tone={counts[verdict] === 0 ? 'neutral' : toneOf[verdict]}>
          {t.verdicts[verdict]}: {formatNumber(counts[verdict], language)}
        </StatusBadge>
      ))}
    </Group>
  );
};

type Props = { readonly rows: readonly PlannedRow[]; readonly onApplied: () => void };

const Apply = ({ rows, onApplied }: Props) => {
  const t = useText(catalogueWords).import;
  const { mutate, isPending, isSuccess, data, error } = useApply(rows, onApplied);
  const { created, changed, invalid } = countsOf(rows);
  if (created + changed === 0) return invalid === 0 ? <Alert role="status" color="blue" title={t.nothing} /> : null;
  return (
    <Stack gap="sm">
      {invalid > 0 && <Notice title={t.skipping(invalid)} />}
      <ProblemAlert error={error} />
      {data?.refused.map(({ row, message }) => (
        <Notice key={row} title={`${t.row} ${row ?? ''}: ${t.faults.server(message)}`} />
      ))}
      <Group gap="sm">
        <Button loading={isPending} disabled={isSuccess} onClick={() => mutate()}>
          {t.apply(created, changed)}
        </Button>
      </Group>
    </Stack>
  );
};

/** What would happen to each row, before anything does. */
export const Result = (props: Props) => {
  const t = useText(catalogueWords).import;
  const [isOnlyFaults, setOnlyFaults] = useState(false);
  const columns = useColumns();
  const { rows } = props;
  const shown = isOnlyFaults ? rows.filter(({ verdict }) => verdict === 'invalid') : rows;
  return (
    <Section title={t.result}>
      <Stack gap="md">
        <Summary rows={rows} />
        {countsOf(rows).invalid > 0 && (
          <Switch
            label={t.onlyFaults}
            checked={isOnlyFaults}
            onChange={(event) => setOnlyFaults(event.currentTarget.checked)}
          />
        )}
        <DataTable
          label={t.result}
          rows={shown}
          rowKey={({ row }) => String(row)}
          columns={columns}
          maxHeight="50dvh"
        />
        <Apply {...props} />
      </Stack>
    </Section>
  );
};
