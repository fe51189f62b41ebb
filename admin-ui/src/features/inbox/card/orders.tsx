import { Button, Skeleton, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Order } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { cardWords } from '../../../shared/i18n/inbox-card.js';
import { Money } from '../../../shared/ui/money.js';
import { StatusBadge, type Tone } from '../../../shared/ui/status-badge.js';
import { When } from '../../../shared/ui/when.js';
import { orderQuery } from '../data/queries.js';
import classes from './card-pane.module.css';

const tones: Readonly<Record<Order['status'], Tone>> = {
  pending: 'attention',
  approved: 'good',
  fulfilled: 'good',
  rejected: 'bad',
  cancelled: 'neutral',
  expired: 'neutral',
};

const shownAtFirst = 4;

const OrderLine = ({ order }: { readonly order: Order }) => {
  const t = useText(cardWords);
  return (
    <li className={classes['order']}>
      <Link to="/orders" search={{ order: order.id }} className={classes['orderLink']}>
        <b>{t.order(order.number)}</b>
        <Money value={order.total} />
      </Link>
      <span className={classes['orderFoot']}>
        <StatusBadge tone={tones[order.status]}>{t.orderStatus[order.status]}</StatusBadge>
        <When at={order.createdAt} />
      </span>
    </li>
  );
};

/** What this customer has asked for, newest first. */
export const Orders = ({ ids }: { readonly ids: readonly string[] }) => {
  const t = useText(cardWords);
  const [isAll, setAll] = useState(false);
  const shown = isAll ? ids : ids.slice(0, shownAtFirst);
  const results = useQueries({ queries: shown.map(orderQuery) });
  if (ids.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t.noOrders}
      </Text>
    );
  return (
    <>
      <ul className={classes['orders']}>
        {results.map(({ data, isPending }, index) =>
          data !== undefined ? (
            <OrderLine key={data.id} order={data} />
          ) : (
            isPending && (
              <li key={shown[index]}>
                <Skeleton height={44} radius="sm" />
              </li>
            )
          ),
        )}
      </ul>
      {!isAll && ids.length > shownAtFirst && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t.allOrders(ids.length)}
        </Button>
      )}
    </>
  );
};
