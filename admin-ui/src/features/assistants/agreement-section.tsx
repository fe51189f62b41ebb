import { Progress, Stack, Switch, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../shared/api/me.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber, formatShare, localized } from '../../shared/i18n/format.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Section } from '../../shared/ui/screen.js';
import { toastProblem } from '../../shared/ui/toast.js';
import {
  type Agreement,
  type Assistant,
  agreementQuery,
  changeAssistant,
  type IntentAgreement,
  useStudioAct,
} from './data.js';

type Props = { readonly assistant: Assistant };
/** An act, or an act with what it is about. */
type Row = Agreement & { readonly key: string; readonly title: string };

const Promote = ({ assistant, row }: Props & { readonly row: Row }) => {
  const t = useText(assistantsWords);
  const mayWrite = useMay('tenant.configure');
  const { automaticActs, version } = assistant;
  const change = useStudioAct((acts: readonly string[]) =>
    changeAssistant(assistant.id, { version, automaticActs: acts }),
  );
  // What its kind may do, it may do.
  const isByKind = row.key !== row.act && automaticActs.includes(row.act);
  return (
    <Switch
      aria-label={`${t.promote}: ${row.title}`}
      checked={isByKind || automaticActs.includes(row.key)}
      disabled={!mayWrite || isByKind || change.isPending}
      onChange={(event) => {
        const others = automaticActs.filter((each) => each !== row.key);
        change.mutate(event.currentTarget.checked ? [...others, row.key] : others, { onError: toastProblem });
      }}
    />
  );
};

const useColumns = (assistant: Assistant, title: string): Column<Row>[] => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const count = (key: 'sent' | 'edited' | 'rejected'): Column<Row> => ({
    key,
    header: t[key],
    align: 'end',
    cell: (row) => formatNumber(row[key], language),
  });
  return [
    { key: 'act', header: title, isTitle: true, cell: (row) => <bdi>{row.title}</bdi> },
    count('sent'),
    count('edited'),
    count('rejected'),
    {
      key: 'rate',
      header: t.rate,
      cell: ({ rate }) =>
        rate === null ? null : (
          <>
            <Text size="sm">{formatShare(rate, language)}</Text>
            <Progress value={rate * 100} size="sm" aria-hidden />
          </>
        ),
    },
    { key: 'promote', header: t.promote, cell: (row) => <Promote assistant={assistant} row={row} /> },
  ];
};

type TableProps = Props & { readonly title: string; readonly text?: string; readonly rows: readonly Row[] };

const Counts = ({ assistant, title, text, rows }: TableProps) => {
  const columns = useColumns(assistant, title);
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      {text !== undefined && (
        <Text size="sm" c="dimmed" mb="xs">
          {text}
        </Text>
      )}
      <DataTable label={title} rows={rows} rowKey={({ key }) => key} columns={columns} />
    </div>
  );
};

type TablesProps = Props & { readonly acts: readonly Agreement[]; readonly intents: readonly IntentAgreement[] };

const Tables = ({ assistant, acts, intents }: TablesProps) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const nameOf = (act: string): string => t.acts[act] ?? act;
  const byIntent = intents.flatMap((each): Row[] => {
    const about = localized(each.about, language);
    return about === '' ? [] : [{ ...each, key: each.intent, title: `${nameOf(each.act)}: ${about}` }];
  });
  return (
    <Stack>
      <Counts
        assistant={assistant}
        title={t.agreementKinds}
        rows={acts.map((each) => ({ ...each, key: each.act, title: nameOf(each.act) }))}
      />
      {byIntent.length > 0 && (
        <Counts assistant={assistant} title={t.agreementIntents} text={t.agreementIntentsText} rows={byIntent} />
      )}
    </Stack>
  );
};

/** How often people sent what was suggested, and what may therefore leave by itself (BEY-4). */
export const AgreementSection = ({ assistant }: Props) => {
  const t = useText(assistantsWords);
  const agreement = useQuery(agreementQuery(assistant.id));
  return (
    <Section title={t.agreement} text={t.agreementText}>
      <QueryState
        query={agreement}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text c="dimmed">{t.agreementEmpty}</Text>}
      >
        {({ items, intents }) => <Tables assistant={assistant} acts={items} intents={intents} />}
      </QueryState>
    </Section>
  );
};
