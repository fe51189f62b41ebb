import { Text } from '@mantine/core';
import type { Order } from '../../shared/api/types.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatMoney } from '../../shared/i18n/format.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { Localized, Money } from '../../shared/ui/money.js';
import { amountOf, isOutdated, type OrderLine, priceOf } from './model/order-facts.js';
import classes from './order-lines.module.css';

/** What the catalogue says today, where it says something else. */
const Today = ({ line, isPending }: { readonly line: OrderLine; readonly isPending: boolean }) => {
  const t = useText(ordersWords);
  const language = useLanguage();
  if (!isPending || !isOutdated(line)) return null;
  return (
    <div className={classes['today']}>
      {line.currentUnitPrice === null ? t.notOffered : t.nowCosts(formatMoney(line.currentUnitPrice, language))}
    </div>
  );
};

const Line = ({ line, isPending }: { readonly line: OrderLine; readonly isPending: boolean }) => {
  const t = useText(ordersWords);
  const isOverridden = line.overriddenUnitPrice !== null;
  return (
    <li className={classes['line']}>
      <span className={classes['quantity']}>{line.quantity} ×</span>
      <div className={classes['name']}>
        <Localized text={line.name} />
        <Text size="sm" c="dimmed" component="div">
          {isOverridden && (
            <s className={classes['old']}>
              <Money value={line.unitPrice} />
            </s>
          )}
          <Money value={priceOf(line)} />
          {isOverridden && <span className={classes['mark']}>{t.overridden}</span>}
        </Text>
        <Today line={line} isPending={isPending} />
      </div>
      <span className={classes['amount']}>
        <Money value={amountOf(line)} />
      </span>
    </li>
  );
};

/** What was asked for, at the prices of that moment; what differs today stands below it. */
export const OrderLines = ({ order }: { readonly order: Order }) => {
  const t = useText(ordersWords);
  return (
    <section aria-label={t.what} className={classes['box']}>
      <ul className={classes['lines']}>
        {order.lines.map((line) => (
          <Line key={line.serviceId} line={line} isPending={order.status === 'pending'} />
        ))}
      </ul>
      <div className={classes['total']}>
        <span>{t.total}</span>
        <Money value={order.total} />
      </div>
    </section>
  );
};
