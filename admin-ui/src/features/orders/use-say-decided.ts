import { useTimeZone } from '../../shared/api/me.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatAt } from '../../shared/i18n/format.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import type { Decided } from './model/decided-by.js';

/** "Already approved by Sam at 12:04." */
export const useSayDecided = (): ((decided: Decided) => string) => {
  const t = useText(ordersWords);
  const language = useLanguage();
  const timeZone = useTimeZone();
  return ({ status, name, at }) => {
    if (status === 'expired') return t.expired;
    if (status === 'cancelled' && name === null) return t.withdrawn;
    if (status === 'pending' || name === null || at === null) return t.alreadyBy.other;
    return t.alreadyBy[status](name, formatAt(at, 'time', language, timeZone));
  };
};
