import { Anchor, Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../../shared/api/me.js';
import { catalogueWords } from '../../../shared/i18n/catalogue.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { minorDigits, minorOf } from '../../../shared/i18n/format.js';
import { useUnsaved } from '../../../shared/lib/use-unsaved.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { Screen, Section } from '../../../shared/ui/screen.js';
import { importServices } from '../data.js';
import { detectMapping, type Mapping, mappingFaults } from '../model/import-columns.js';
import { type PlannedRow, planImport, readRows } from '../model/import-rows.js';
import { Columns } from './columns.js';
import { Result } from './result.js';
import { Source } from './source.js';
import type { Table } from './table.js';

const useCheck = (table: Table | null, mapping: Mapping) => {
  const { tenant } = useMe();
  const [rows, setRows] = useState<readonly PlannedRow[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const digits = minorDigits(tenant?.currency ?? 'USD');
  const check = (): void => {
    if (table === null) return;
    setBusy(true);
    setError(null);
    const read = readRows({ lines: table.lines, mapping, minorOf: (text) => minorOf(text, digits) });
    planImport(read, (services) => importServices(services, true))
      .then(setRows, setError)
      .finally(() => setBusy(false));
  };
  return { rows, error, isBusy, check, forget: () => setRows(null) };
};

const Loaded = ({ table, onAnother }: { readonly table: Table; readonly onAnother: () => void }) => {
  const t = useText(catalogueWords).import;
  const [mapping, setMapping] = useState<Mapping>(() => detectMapping(table.header));
  const [isDone, setDone] = useState(false);
  const check = useCheck(table, mapping);
  useUnsaved(!isDone);
  const map = (next: Mapping): void => {
    setMapping(next);
    check.forget();
  };
  return (
    <>
      <Section
        title={t.choose}
        actions={
          <Button variant="default" size="sm" onClick={onAnother}>
            {t.another}
          </Button>
        }
      >
        <bdi dir="auto">{t.readFrom(table.name, table.lines.length)}</bdi>
      </Section>
      <Columns table={table} mapping={mapping} onChange={map} />
      <ProblemAlert error={check.error} />
      {check.rows === null ? (
        <Group>
          <Button loading={check.isBusy} disabled={mappingFaults(mapping).length > 0} onClick={check.check}>
            {t.check}
          </Button>
        </Group>
      ) : (
        <Result rows={check.rows} onApplied={() => setDone(true)} />
      )}
    </>
  );
};

/** From a file to the catalogue in three steps; nothing is stored before the third. */
export const ImportScreen = () => {
  const t = useText(catalogueWords).import;
  const [table, setTable] = useState<Table | null>(null);
  const back = (
    <Anchor component={Link} to="/catalogue" size="sm">
      {t.back}
    </Anchor>
  );
  return (
    <Screen
      title={t.title}
      text={
        <>
          {back}
          <br />
          {t.text}
        </>
      }
    >
      <Stack gap="lg">
        {table === null ? (
          <Source onTable={setTable} />
        ) : (
          <Loaded key={`${table.name}/${table.lines.length}`} table={table} onAnother={() => setTable(null)} />
        )}
      </Stack>
    </Screen>
  );
};
