import { Progress, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../shared/api/me.js';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber, formatShare } from '../../shared/i18n/format.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Section } from '../../shared/ui/screen.js';
import { toastProblem } from '../../shared/ui/toast.js';
import { type Agreement, type Assistant, agreementQuery, changeAssistant, useStudioAct } from './data.js';

type Props = { readonly assistant: Assistant };

const Promote = ({ assistant, act }: Props & { readonly act: string }) => {
  const t = useText(assistantsWords);
  const mayWrite = useMay('tenant.configure');
  const { automaticActs, version } = assistant;
  const change = useStudioAct((acts: readonly string[]) =>
    changeAssistant(assistant.id, { version, automaticActs: acts }),
  );
  return (
    <Switch
      aria-label={`${t.promote}: ${t.acts[act] ?? act}`}
      checked={automaticActs.includes(act)}
      disabled={!mayWrite || change.isPending}
      onChange={(event) => {
        const others = automaticActs.filter((each) => each !== act);
        change.mutate(event.currentTarget.checked ? [...others, act] : others, { onError: toastProblem });
      }}
    />
  );
};

const useColumns = (assistant: Assistant): Column<Agreement>[] => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const count = (key: 'sent' | 'edited' | 'rejected'): Column<Agreement> => ({
    key,
    header: t[key],
    align: 'end',
    cell: (row) => formatNumber(row[key], language),
  });
  return [
    { key: 'act', header: t.agreement, isTitle: true, cell: ({ act }) => t.acts[act] ?? act },
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
    { key: 'promote', header: t.promote, cell: ({ act }) => <Promote assistant={assistant} act={act} /> },
  ];
};

/** How often people sent what was suggested, and what may therefore leave by itself (BEY-4). */
export const AgreementSection = ({ assistant }: Props) => {
  const t = useText(assistantsWords);
  const agreement = useQuery(agreementQuery(assistant.id));
  const columns = useColumns(assistant);
  return (
    <Section title={t.agreement} text={t.agreementText}>
      <QueryState
        query={agreement}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text c="dimmed">{t.agreementEmpty}</Text>}
      >
        {({ items }) => <DataTable label={t.agreement} rows={items} rowKey={({ act }) => act} columns={columns} />}
      </QueryState>
    </Section>
  );
};
