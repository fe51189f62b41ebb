import { Button, Group, Text } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Service } from '../../shared/api/types.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { Localized, Money } from '../../shared/ui/money.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { EmptyState } from '../../shared/ui/states.js';
import { StatusBadge, type Tone } from '../../shared/ui/status-badge.js';
import { type CatalogueSearch, useAllServices } from './data.js';
import { EmptyCatalogue } from './empty-catalogue.js';
import { matchesService } from './model/matches.js';

const toneOf: Readonly<Record<Service['status'], Tone>> = { active: 'good', draft: 'attention', archived: 'neutral' };

const Name = ({ service }: { readonly service: Service }) => {
  const t = useText(catalogueWords);
  return (
    <>
      <Localized text={service.name} />
      {service.kind === 'package' && (
        <Text span size="sm" c="dimmed" fw={400}>
          {' '}
          · {t.kinds.package}
        </Text>
      )}
    </>
  );
};

const Status = ({ service }: { readonly service: Service }) => {
  const t = useText(catalogueWords);
  return (
    <Group gap={6} justify="inherit">
      <StatusBadge tone={toneOf[service.status]}>{t.statuses[service.status]}</StatusBadge>
      {!service.available && service.status === 'active' && <StatusBadge>{t.notAvailable}</StatusBadge>}
    </Group>
  );
};

const useColumns = (): Column<Service>[] => {
  const t = useText(catalogueWords);
  return [
    { key: 'name', header: t.name, isTitle: true, cell: (service) => <Name service={service} /> },
    { key: 'category', header: t.category, cell: ({ category }) => <Localized text={category} fallback="–" /> },
    {
      key: 'price',
      header: t.price,
      align: 'end',
      cell: ({ price, unit }) => (
        <>
          <Money value={price} />
          {(unit.en ?? unit.ar) !== undefined && (
            <Text size="xs" c="dimmed">
              <Localized text={unit} />
            </Text>
          )}
        </>
      ),
    },
    { key: 'status', header: t.status, cell: (service) => <Status service={service} />, width: '12rem' },
  ];
};

type Props = { readonly search: CatalogueSearch; readonly onClear: () => void };

const Found = ({ services, search, onClear }: Props & { readonly services: readonly Service[] }) => {
  const t = useText(catalogueWords);
  const navigate = useNavigate();
  const columns = useColumns();
  const rows = services.filter((service) => matchesService(service, search));
  if (rows.length === 0)
    return (
      <EmptyState
        icon={IconTag}
        title={t.noMatchTitle}
        text={t.noMatchText}
        action={
          <Button variant="light" onClick={onClear}>
            {t.clear}
          </Button>
        }
      />
    );
  return (
    <>
      <DataTable
        label={t.tabs.services}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        onOpen={({ id }) => void navigate({ to: '/catalogue/services/$serviceId', params: { serviceId: id } })}
      />
      <Text size="sm" c="dimmed" role="status">
        {t.found(rows.length, services.length)}
      </Text>
    </>
  );
};

export const ServiceList = (props: Props) => {
  const t = useText(catalogueWords);
  const services = useAllServices();
  return (
    <QueryState
      query={services}
      empty={<EmptyCatalogue />}
      isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
    >
      {({ pages }) => {
        const all = pages.flatMap(({ items }) => items);
        return (
          <>
            {services.hasNextPage && (
              <Text size="sm" c="dimmed" role="status">
                {t.reading(all.length)}
              </Text>
            )}
            <Found {...props} services={all} />
          </>
        );
      }}
    </QueryState>
  );
};
