import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Order } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { type Column, DataTable } from '../../shared/ui/data-table.js';
import { Localized, Money } from '../../shared/ui/money.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { When } from '../../shared/ui/when.js';
import { type OrdersFilter, ordersQuery } from './data.js';
import { outdatedLines } from './model/order-facts.js';
import { toneOf } from './model/tones.js';

const What = ({ lines }: Pick<Order, 'lines'>) => {
  const t = useText(ordersWords);
  const [first] = lines;
  if (first === undefined) return null;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {first.quantity} × <Localized text={first.name} />
      {lines.length > 1 && ` ${t.more(lines.length - 1)}`}
    </Text>
  );
};

const useColumns = (): Column<Order>[] => {
  const t = useText(ordersWords);
  return [
    {
      key: 'request',
      header: t.request,
      isTitle: true,
      cell: ({ number }) => <span className="wakil-nowrap">{t.short(number)}</span>,
    },
    {
      key: 'customer',
      header: t.customer,
      cell: ({ details }) => (
        <Text size="sm" fw={600} dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {details.name ?? t.noName}
        </Text>
      ),
    },
    { key: 'what', header: t.what, cell: ({ lines }) => <What lines={lines} /> },
    { key: 'total', header: t.total, align: 'end', cell: ({ total }) => <Money value={total} /> },
    {
      key: 'status',
      header: t.status,
      cell: (order) => (
        <Group gap={6}>
          <StatusBadge tone={toneOf[order.status]}>{t.statuses[order.status]}</StatusBadge>
          {outdatedLines(order).length > 0 && <StatusBadge tone="attention">{t.priceChanged}</StatusBadge>}
        </Group>
      ),
    },
    { key: 'when', header: t.when, cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
};

type Props = { readonly filter: OrdersFilter; readonly empty: ReactNode; readonly onOpen: (id: string) => void };

export const OrderList = ({ filter, empty, onOpen }: Props) => {
  const t = useText(ordersWords);
  const common = useText(uiWords);
  const orders = useInfiniteQuery(ordersQuery(filter));
  const columns = useColumns();
  return (
    <QueryState query={orders} empty={empty} isEmpty={({ pages }) => pages[0]?.items.length === 0}>
      {({ pages }) => (
        <>
          <DataTable
            label={t.title}
            rows={pages.flatMap(({ items }) => items)}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => onOpen(id)}
          />
          {orders.hasNextPage && (
            <Group justify="center">
              <Button variant="default" loading={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
                {common.more}
              </Button>
            </Group>
          )}
        </>
      )}
    </QueryState>
  );
};
