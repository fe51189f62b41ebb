import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatMoney, localized } from '../../shared/i18n/format.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import type { Change, OrderLine } from './model/order-facts.js';

/** One difference as a sentence. */
export const useSayChange = (): ((change: Change) => string) => {
  const t = useText(ordersWords);
  const language = useLanguage();
  const nameOf = (line: OrderLine): string => localized(line.name, language);
  return (change) => {
    switch (change.kind) {
      case 'quantity':
        return t.changed.quantity(nameOf(change.line), change.before, change.after);
      case 'price':
        return t.changed.price(
          nameOf(change.line),
          formatMoney(change.before, language),
          formatMoney(change.after, language),
        );
      case 'removed':
      case 'added':
        return t.changed[change.kind](nameOf(change.line));
      case 'detail':
        return t.changed.detail(t.slots[change.slot], change.before ?? t.nothing, change.after ?? t.nothing);
      case 'other':
        return t.changed.other;
    }
  };
};

export const useSayOutdated = (): ((line: OrderLine) => string) => {
  const t = useText(ordersWords);
  const language = useLanguage();
  return ({ name, unitPrice, currentUnitPrice }) =>
    currentUnitPrice === null
      ? t.gone(localized(name, language))
      : t.priceNow(
          localized(name, language),
          formatMoney(unitPrice, language),
          formatMoney(currentUnitPrice, language),
        );
};
