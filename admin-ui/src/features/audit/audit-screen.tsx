import { Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AuditEntry } from '../../shared/api/types.js';
import { auditWords } from '../../shared/i18n/audit.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { When } from '../../shared/ui/when.js';
import { Actor } from './actor.js';
import { ChainButton, ChainVerdict, useChainCheck } from './chain-check.js';
import { type AuditScope, type AuditSearch, auditQuery } from './data.js';
import { Filters } from './filters.js';

const Facts = ({ facts }: Pick<AuditEntry, 'facts'>) => (
  <Text size="sm" style={{ overflowWrap: 'anywhere' }} dir="auto">
    {Object.entries(facts)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(' · ')}
  </Text>
);

const useColumns = (): Column<AuditEntry>[] => {
  const t = useText(auditWords);
  return [
    { key: 'when', header: t.when, cell: ({ at }) => <When at={at} />, width: '10rem' },
    { key: 'who', header: t.who, cell: ({ actor }) => <Actor actor={actor} />, width: '14rem' },
    {
      key: 'what',
      header: t.what,
      cell: ({ action }) => <Text fw={600}>{action}</Text>,
      isTitle: true,
      width: '14rem',
    },
    {
      key: 'about',
      header: t.about,
      cell: ({ target }) => (
        <Text size="xs" ff="monospace" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          {target}
        </Text>
      ),
      width: '14rem',
    },
    { key: 'facts', header: t.facts, cell: ({ facts }) => <Facts facts={facts} /> },
  ];
};

type Props = {
  readonly scope: AuditScope;
  readonly search: AuditSearch;
  readonly onSearch: (change: AuditSearch) => void;
};

const Entries = ({ scope, search }: Omit<Props, 'onSearch'>) => {
  const t = useText(auditWords);
  const common = useText(uiWords);
  const entries = useInfiniteQuery(auditQuery(scope, search));
  const columns = useColumns();
  const empty = <EmptyState icon={IconHistory} title={t.emptyTitle} text={t.emptyText} />;
  return (
    <QueryState query={entries} empty={empty} isEmpty={({ pages }) => pages[0]?.items.length === 0}>
      {({ pages }) => (
        <>
          <DataTable
            label={t.title}
            rows={pages.flatMap(({ items }) => items)}
            rowKey={({ seq }) => String(seq)}
            columns={columns}
          />
          {entries.hasNextPage && (
            <Group justify="center" mt="md">
              <Button
                variant="default"
                loading={entries.isFetchingNextPage}
                onClick={() => void entries.fetchNextPage()}
              >
                {common.more}
              </Button>
            </Group>
          )}
        </>
      )}
    </QueryState>
  );
};

const AuditScreen = ({ scope, search, onSearch }: Props) => {
  const t = useText(auditWords);
  const check = useChainCheck(scope);
  return (
    <Screen
      title={scope === 'tenant' ? t.title : t.platformTitle}
      text={t.text}
      actions={<ChainButton check={check} />}
      width="wide"
    >
      <ChainVerdict check={check} />
      <Filters search={search} onChange={onSearch} />
      <Entries scope={scope} search={search} />
    </Screen>
  );
};

export const TenantAuditScreen = () => {
  const search = useSearch({ from: '/signed-in/tenant/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const change = (more: AuditSearch): void => void navigate({ search: (old) => ({ ...old, ...more }), replace: true });
  return <AuditScreen scope="tenant" search={search} onSearch={change} />;
};

export const PlatformAuditScreen = () => {
  const search = useSearch({ from: '/signed-in/platform/platform/audit' });
  const navigate = useNavigate({ from: '/platform/audit' });
  const change = (more: AuditSearch): void => void navigate({ search: (old) => ({ ...old, ...more }), replace: true });
  return <AuditScreen scope="platform" search={search} onSearch={change} />;
};
