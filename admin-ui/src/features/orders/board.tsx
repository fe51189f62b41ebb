import { Button, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Order } from '../../shared/api/types.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { QueryState } from '../../shared/ui/query-state.js';
import classes from './board.module.css';
import { countsQuery, type OrderStatus, type OrdersFilter, ordersQuery } from './data.js';
import { OrderCard } from './order-card.js';
import { useFresh } from './use-fresh.js';

type Filter = Omit<OrdersFilter, 'status'>;
type Props = { readonly filter: Filter; readonly onOpen: (id: string) => void };

type FrameProps = {
  readonly title: string;
  readonly tone: string;
  readonly count: number | null;
  readonly children: React.ReactNode;
};

const Frame = ({ title, tone, count, children }: FrameProps) => {
  const language = useLanguage();
  const heading = useId();
  return (
    <section className={classes['column']} data-tone={tone} aria-labelledby={heading}>
      <header className={classes['head']}>
        <Title order={2} size="h3" id={heading}>
          {title}
        </Title>
        {count !== null && <span className={classes['count']}>{formatNumber(count, language)}</span>}
      </header>
      {children}
    </section>
  );
};

/** How many there are of it: only the whole business's numbers are known. */
const useCount = (filter: Filter, statuses: readonly OrderStatus[]): number | null => {
  const { data } = useQuery(countsQuery);
  const isWhole = filter.customer === undefined && filter.conversation === undefined;
  return data === undefined || !isWhole ? null : statuses.reduce((sum, status) => sum + data[status], 0);
};

const Cards = ({ status, filter, onOpen }: Props & { readonly status: OrderStatus }) => {
  const common = useText(uiWords);
  const t = useText(ordersWords);
  const orders = useInfiniteQuery(ordersQuery({ ...filter, status }));
  const rows = orders.data?.pages.flatMap(({ items }) => items);
  const isFresh = useFresh(status === 'pending' ? rows : undefined);
  const newest = rows?.find(({ number }) => isFresh(number));
  return (
    <QueryState query={orders}>
      {() => (
        <>
          <div role="status" className={classes['announced']}>
            {newest === undefined ? '' : t.arrived(newest.number)}
          </div>
          {(rows ?? []).map((order: Order) => (
            <OrderCard key={order.id} order={order} isNew={isFresh(order.number)} onOpen={onOpen} />
          ))}
          {orders.hasNextPage && (
            <Button variant="subtle" loading={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
              {common.more}
            </Button>
          )}
        </>
      )}
    </QueryState>
  );
};

type ColumnProps = Props & {
  readonly name: 'pending' | 'approved' | 'fulfilled' | 'closed';
  readonly statuses: readonly OrderStatus[];
};

const Column = ({ name, statuses, filter, onOpen }: ColumnProps) => {
  const t = useText(ordersWords);
  const count = useCount(filter, statuses);
  return (
    <Frame title={t.columns[name]} tone={name} count={count}>
      {count === 0 && (
        <Text size="sm" c="dimmed" className={classes['empty']}>
          {t.columnEmpty[name]}
        </Text>
      )}
      {statuses.map((status) => (
        <Cards key={status} status={status} filter={filter} onOpen={onOpen} />
      ))}
    </Frame>
  );
};

/** What waits, what was approved, what is done, what came to nothing: a column each. */
export const Board = (props: Props) => {
  const t = useText(ordersWords);
  return (
    // A box that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes['board']} aria-label={t.views.board} tabIndex={0}>
      <Column {...props} name="pending" statuses={['pending']} />
      <Column {...props} name="approved" statuses={['approved']} />
      <Column {...props} name="fulfilled" statuses={['fulfilled']} />
      <Column {...props} name="closed" statuses={['rejected', 'cancelled', 'expired']} />
    </section>
  );
};
