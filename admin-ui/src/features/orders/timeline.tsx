import { Text, Title } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { useNameOf } from '../../shared/api/team.js';
import type { AuditEntry, Order, Page } from '../../shared/api/types.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatMoney } from '../../shared/i18n/format.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import type { Language } from '../../shared/i18n/plural.js';
import { When } from '../../shared/ui/when.js';
import classes from './timeline.module.css';

type Words = (typeof ordersWords)['en'];
type Event = {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  readonly who: string | null;
  readonly more: string | null;
};

/** Under the order's own key: a live notice about the order reads it again. */
const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['order', id, 'history'],
    queryFn: ({ signal }) => api.get<Page<AuditEntry>>('/api/v1/audit', { query: { target: id, limit: 50 }, signal }),
  });

const actionOf = (action: string, actions: Words['actions']): string =>
  action in actions ? actions[action as keyof Words['actions']] : actions.other;

/** Who did it is in the log; who may not read the log sees the decision, which is on the order itself. */
const decisionEvent = ({ status, decision }: Order, { actions }: Words): Event[] =>
  decision === null
    ? []
    : [
        {
          key: 'decision',
          at: decision.at,
          what: actionOf(`order.${status}`, actions),
          who: decision.byName,
          more: decision.reason,
        },
      ];

type Say = { readonly t: Words; readonly language: Language; readonly nameOf: (userId: string) => string | null };

/** What an entry adds to its name: the amount a correction began from, or the reason of the decision. */
const moreOf = (entry: AuditEntry, order: Order, { t, language }: Say): string | null => {
  const { totalBeforeMinor: before, reason } = entry.facts;
  if (typeof before === 'number') {
    const was = t.was(formatMoney({ minor: before, currency: order.total.currency }, language));
    return typeof reason === 'string' ? `${reason} (${was})` : was;
  }
  return entry.action === `order.${order.status}` ? (order.decision?.reason ?? null) : null;
};

const whoOf = ({ actor, action }: AuditEntry, order: Order, { nameOf }: Say): string | null => {
  const decider = action === `order.${order.status}` ? (order.decision?.byName ?? null) : null;
  return nameOf(actor.split(':')[1] ?? '') ?? decider;
};

const eventOf = (entry: AuditEntry, order: Order, say: Say): Event => ({
  key: String(entry.seq),
  at: entry.at,
  what: actionOf(entry.action, say.t.actions),
  who: whoOf(entry, order, say),
  more: moreOf(entry, order, say),
});

const useEvents = (order: Order): readonly Event[] => {
  const t = useText(ordersWords);
  const language = useLanguage();
  const nameOf = useNameOf();
  const mayRead = useMay('audit.read');
  const { data } = useQuery({ ...historyQuery(order.id), enabled: mayRead });
  const asked: Event = {
    key: 'asked',
    at: order.createdAt,
    what: t.asked,
    who: order.details.name ?? null,
    more: null,
  };
  // That it was asked for is the first line already.
  const entries = (data?.items ?? []).filter(({ action }) => action !== 'order.requested');
  const logged = entries.map((entry) => eventOf(entry, order, { t, language, nameOf }));
  const known = logged.length > 0 ? logged : decisionEvent(order, t);
  return [...known.toSorted((one, other) => other.at.localeCompare(one.at)), asked];
};

/** What happened to the request, newest first. */
export const Timeline = ({ order }: { readonly order: Order }) => {
  const t = useText(ordersWords);
  const events = useEvents(order);
  return (
    <section aria-label={t.history}>
      <Title order={3}>{t.history}</Title>
      <ol className={classes['events']}>
        {events.map(({ key, at, what, who, more }) => (
          <li key={key} className={classes['event']}>
            <Text size="sm" fw={600}>
              {what} {who !== null && <bdi className={classes['who']}>{t.byName(who)}</bdi>}
            </Text>
            {more !== null && (
              <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
                {more}
              </Text>
            )}
            <Text size="xs" c="dimmed" component="div">
              <When at={at} />
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
};
