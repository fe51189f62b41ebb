import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
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
import { importServices, saveService } from '../data.js';
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
  const before = row.differs.includes('price') ? ` (${t.before(formatMoney(row.service.price, language))})` : '';
  return <Text size="sm">{row.differs.map((each) => t.differs[each]).join(', ') + before}</Text>;
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

type Progress = { readonly done: number; readonly of: number };

/** New ones together, all or none; changes one by one, each with the version that was compared. */
const useApply = (rows: readonly PlannedRow[], onApplied: () => void) => {
  const t = useText(catalogueWords).import;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [applied, setApplied] = useState<ReadonlySet<number>>(new Set());
  const run = async (): Promise<void> => {
    const open = rows.filter(({ row }) => !applied.has(row));
    const fresh = open.filter(({ verdict }) => verdict === 'created');
    const changed = open.flatMap((row) => (row.verdict === 'changed' ? [row] : []));
    const mark = (done: readonly PlannedRow[]): void =>
      setApplied((before) => new Set([...before, ...done.map(({ row }) => row)]));
    if (fresh.length > 0) {
      await importServices(
        fresh.map(({ body }) => body),
        false,
      );
      mark(fresh);
    }
    for (const [at, row] of changed.entries()) {
      setProgress({ done: at, of: changed.length });
      await saveService(row.service.id, row.body, row.service.version);
      mark([row]);
    }
    const counts = countsOf(rows);
    toastDone(t.done(counts.created, counts.changed));
    onApplied();
  };
  const apply = (): void => {
    setBusy(true);
    setError(null);
    run()
      .then(() => setTimeout(() => void navigate({ to: '/catalogue' })), setError)
      .finally(() => {
        setBusy(false);
        void client.invalidateQueries({ queryKey: ['services'] });
        void client.invalidateQueries({ queryKey: ['onboarding'] });
      });
  };
  return { apply, isBusy, error, progress };
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
  const { apply, isBusy, error, progress } = useApply(rows, onApplied);
  const { created, changed, invalid } = countsOf(rows);
  if (created + changed === 0) return invalid === 0 ? <Alert role="status" color="blue" title={t.nothing} /> : null;
  return (
    <Stack gap="sm">
      {invalid > 0 && <Notice title={t.skipping(invalid)} />}
      <ProblemAlert error={error} />
      {error !== null && progress !== null && <Text size="sm">{t.partly(progress.done, progress.of)}</Text>}
      <Group gap="sm">
        <Button loading={isBusy} onClick={apply}>
          {t.apply(created, changed)}
        </Button>
        {isBusy && progress !== null && (
          <Text size="sm" c="dimmed" role="status">
            {t.working(progress.done, progress.of)}
          </Text>
        )}
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
