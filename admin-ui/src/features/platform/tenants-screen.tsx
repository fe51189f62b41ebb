import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Tenant } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { platformWords } from '../../shared/i18n/platform.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { oneOf } from '../../shared/routing/search.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { When } from '../../shared/ui/when.js';
import { type TenantsSearch, tenantStatuses, tenantsQuery, toneOf } from './data.js';
import { NewTenantDialog } from './new-tenant-dialog.js';

const useColumns = (): Column<Tenant>[] => {
  const t = useText(platformWords);
  return [
    {
      key: 'name',
      header: t.name,
      isTitle: true,
      cell: ({ name, id }) => (
        <Text fw={600} dir="auto">
          {name === '' ? id : name}
        </Text>
      ),
    },
    { key: 'slug', header: t.slug, cell: ({ slug }) => <span dir="ltr">{slug}</span> },
    {
      key: 'status',
      header: t.status,
      cell: ({ status }) => <StatusBadge tone={toneOf[status]}>{t.statuses[status]}</StatusBadge>,
    },
    { key: 'currency', header: t.currency, cell: ({ currency }) => currency },
    { key: 'since', header: t.since, cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
};

const Tenants = ({ search }: { readonly search: TenantsSearch }) => {
  const t = useText(platformWords);
  const common = useText(uiWords);
  const navigate = useNavigate();
  const tenants = useInfiniteQuery(tenantsQuery(search));
  const columns = useColumns();
  const empty = <EmptyState icon={IconBuildingStore} title={t.emptyTitle} text={t.emptyText} />;
  const open = ({ id }: Tenant): void => void navigate({ to: '/platform/tenants/$tenantId', params: { tenantId: id } });
  return (
    <QueryState query={tenants} empty={empty} isEmpty={({ pages }) => pages[0]?.items.length === 0}>
      {({ pages }) => (
        <>
          <DataTable
            label={t.tenants}
            rows={pages.flatMap(({ items }) => items)}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={open}
          />
          {tenants.hasNextPage && (
            <Group justify="center" mt="md">
              <Button
                variant="default"
                loading={tenants.isFetchingNextPage}
                onClick={() => void tenants.fetchNextPage()}
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

export const TenantsScreen = () => {
  const t = useText(platformWords);
  const search = useSearch({ from: '/signed-in/platform/platform/tenants' });
  const navigate = useNavigate({ from: '/platform/tenants' });
  const [isNew, setNew] = useState(false);
  const choose = (status: string): void =>
    void navigate({ search: { status: oneOf(status, tenantStatuses) }, replace: true });
  return (
    <Screen title={t.tenants} text={t.tenantsText} actions={<Button onClick={() => setNew(true)}>{t.create}</Button>}>
      <SegmentedControl
        className="wakil-scroll-inline"
        aria-label={t.status}
        value={search.status ?? 'all'}
        onChange={choose}
        data={[{ value: 'all', label: t.all }, ...tenantStatuses.map((value) => ({ value, label: t.statuses[value] }))]}
        style={{ alignSelf: 'flex-start' }}
      />
      <Tenants search={search} />
      <NewTenantDialog opened={isNew} onClose={() => setNew(false)} />
    </Screen>
  );
};
