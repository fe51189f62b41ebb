import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Order } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { newsQuery, type Verb } from './data.js';
import classes from './news.module.css';

type Props = { readonly order: Order; readonly verb: Verb; readonly reason: string | null };

/** Exactly what the customer will read, as a message in their chat. */
export const News = ({ order, verb, reason }: Props) => {
  const t = useText(ordersWords);
  const { data, error } = useQuery({ ...newsQuery(order, verb, reason), placeholderData: (before) => before });
  return (
    <div className={classes['news']}>
      <Text size="sm" c="dimmed">
        {t.tells} {data !== undefined && <span className="wakil-nowrap">({t.inLanguage[data.language]})</span>}
      </Text>
      {data === undefined && error === null && <Skeleton height={88} radius="md" />}
      {data === undefined && <ProblemAlert error={error} />}
      {data !== undefined && (
        <div className={classes['bubble']} lang={data.language} dir={data.language === 'ar' ? 'rtl' : 'ltr'}>
          {data.text}
        </div>
      )}
    </div>
  );
};
