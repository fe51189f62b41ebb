import { Button, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { IconDownload, IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { useNameOf } from '../../shared/api/team.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { leadsWords } from '../../shared/i18n/leads.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { oneOf } from '../../shared/routing/search.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { toastDone, toastProblem } from '../../shared/ui/toast.js';
import { When } from '../../shared/ui/when.js';
import {
  downloadLeads,
  type Lead,
  type LeadsSearch,
  leadCountsQuery,
  leadFormsQuery,
  leadStatuses,
  leadsQuery,
} from './data.js';
import { StatusControl, useColleagues } from './lead-controls.js';
import { LeadDrawer } from './lead-drawer.js';
import { sourceOf } from './source-of.js';

type Props = { readonly search: LeadsSearch; readonly onChange: (change: LeadsSearch) => void };

const Actions = ({ search, onChange }: Props) => {
  const t = useText(leadsWords);
  const mayWrite = useMay('leads.write');
  const download = useMutation({
    mutationFn: () => downloadLeads(search),
    onSuccess: () => toastDone(t.exported),
    onError: toastProblem,
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {t.export}
      </Button>
      {mayWrite && (
        <Button leftSection={<IconPlus size={16} />} onClick={() => onChange({ lead: 'new' })}>
          {t.add}
        </Button>
      )}
    </>
  );
};

const StatusFilter = ({ search, onChange }: Props) => {
  const t = useText(leadsWords);
  const language = useLanguage();
  const { data } = useQuery(leadCountsQuery);
  const all = data && Object.values(data).reduce((sum, each) => sum + each, 0);
  const label = (text: string, count: number | undefined): string =>
    count === undefined ? text : `${text} (${formatNumber(count, language)})`;
  return (
    <SegmentedControl
      className="wakil-scroll-inline"
      aria-label={t.status}
      value={search.status ?? 'all'}
      onChange={(status) => onChange({ status: oneOf(status, leadStatuses) })}
      data={[
        { value: 'all', label: label(t.all, all) },
        ...leadStatuses.map((value) => ({ value, label: label(t.statuses[value], data?.[value]) })),
      ]}
    />
  );
};

const MoreFilters = ({ search, onChange }: Props) => {
  const t = useText(leadsWords);
  const mayRead = useMay('tenant.read');
  const { data } = useQuery({ ...leadFormsQuery, enabled: mayRead });
  const colleagues = useColleagues();
  const forms = (data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }));
  return (
    <>
      {forms.length > 0 && (
        <Select
          size="sm"
          aria-label={t.form}
          placeholder={t.anyForm}
          data={forms}
          value={search.form ?? null}
          onChange={(form) => onChange({ form: form ?? undefined })}
          clearable
          clearButtonProps={{ 'aria-label': t.anyForm }}
        />
      )}
      <Select
        size="sm"
        aria-label={t.assignee}
        placeholder={t.anybody}
        data={[...colleagues]}
        value={search.assignee ?? null}
        onChange={(assignee) => onChange({ assignee: assignee ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t.anybody }}
      />
    </>
  );
};

const useColumns = (): Column<Lead>[] => {
  const t = useText(leadsWords);
  const nameOf = useNameOf();
  return [
    {
      key: 'name',
      header: t.name,
      isTitle: true,
      width: '16rem',
      cell: ({ name, email, phone }) => <bdi dir="auto">{name ?? email ?? phone ?? t.noName}</bdi>,
    },
    {
      key: 'contact',
      header: t.contact,
      cell: ({ email, phone }) => (
        <Text size="sm" component="div" style={{ minInlineSize: '9rem', overflowWrap: 'anywhere' }}>
          {[phone, email].flatMap((each) =>
            each === null
              ? []
              : [
                  <div key={each}>
                    <bdi dir="ltr">{each}</bdi>
                  </div>,
                ],
          )}
        </Text>
      ),
    },
    {
      key: 'intent',
      header: t.intent,
      cell: ({ intent }) => (
        <Text size="sm" lineClamp={2} dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {intent}
        </Text>
      ),
    },
    { key: 'source', header: t.source, cell: (lead) => sourceOf(lead, t) },
    {
      key: 'assignee',
      header: t.assignee,
      cell: ({ assignee }) => <bdi>{assignee === null ? t.nobody : (nameOf(assignee) ?? '–')}</bdi>,
    },
    { key: 'status', header: t.status, width: '11rem', cell: (lead) => <StatusControl lead={lead} /> },
    { key: 'since', header: t.since, cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
};

const Empty = ({ search, onChange }: Props) => {
  const t = useText(leadsWords);
  const isFiltered = [search.status, search.form, search.assignee].some((each) => each !== undefined);
  return isFiltered ? (
    <EmptyState
      icon={IconUserPlus}
      title={t.noMatchTitle}
      text={t.noMatchText}
      action={
        <Button variant="light" onClick={() => onChange({ status: undefined, form: undefined, assignee: undefined })}>
          {t.showAll}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={IconUserPlus}
      title={t.emptyTitle}
      text={t.emptyText}
      action={
        <Button component={Link} to="/forms">
          {t.emptyAction}
        </Button>
      }
    />
  );
};

const Leads = ({ search, onChange }: Props) => {
  const t = useText(leadsWords);
  const common = useText(uiWords);
  const { status, form, assignee } = search;
  const leads = useInfiniteQuery(leadsQuery({ status, form, assignee }));
  const columns = useColumns();
  return (
    <QueryState
      query={leads}
      empty={<Empty search={search} onChange={onChange} />}
      isEmpty={({ pages }) => pages[0]?.items.length === 0}
    >
      {({ pages }) => (
        <>
          <DataTable
            label={t.title}
            rows={pages.flatMap(({ items }) => items)}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => onChange({ lead: id })}
          />
          {leads.hasNextPage && (
            <Group justify="center">
              <Button variant="default" loading={leads.isFetchingNextPage} onClick={() => void leads.fetchNextPage()}>
                {common.more}
              </Button>
            </Group>
          )}
        </>
      )}
    </QueryState>
  );
};

export const LeadsScreen = () => {
  const t = useText(leadsWords);
  const search = useSearch({ from: '/signed-in/tenant/leads' });
  const navigate = useNavigate({ from: '/leads' });
  const change = (part: LeadsSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: part.lead === undefined });
  return (
    <Screen title={t.title} text={t.text} actions={<Actions search={search} onChange={change} />} width="wide">
      <Group gap="sm">
        <StatusFilter search={search} onChange={change} />
        <MoreFilters search={search} onChange={change} />
      </Group>
      <Leads search={search} onChange={change} />
      <LeadDrawer id={search.lead} onClose={() => change({ lead: undefined })} onCreated={(lead) => change({ lead })} />
    </Screen>
  );
};
