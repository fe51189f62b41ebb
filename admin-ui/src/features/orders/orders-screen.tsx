import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconFilterOff, IconReceipt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatNumber } from '../../shared/i18n/format.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { oneOf } from '../../shared/routing/search.js';
import { Screen } from '../../shared/ui/screen.js';
import { EmptyState } from '../../shared/ui/states.js';
import { Board } from './board.js';
import { countsQuery, type OrderCounts, type OrdersSearch, orderStatuses } from './data.js';
import { OrderDrawer } from './order-drawer.js';
import { OrderList } from './order-list.js';

type Change = (change: OrdersSearch) => void;
type Props = { readonly search: OrdersSearch; readonly onChange: Change };

const ViewSwitch = ({ search, onChange }: Props) => {
  const t = useText(ordersWords);
  return (
    <SegmentedControl
      aria-label={t.view}
      value={search.view ?? 'board'}
      onChange={(view) => onChange({ view: oneOf(view, ['list']), status: undefined })}
      data={[
        { value: 'board', label: t.views.board },
        { value: 'list', label: t.views.list },
      ]}
    />
  );
};

const totalOf = (counts: OrderCounts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);

const StatusFilter = ({ search, onChange }: Props) => {
  const t = useText(ordersWords);
  const language = useLanguage();
  const { data } = useQuery(countsQuery);
  const withCount = (label: string, count: number | undefined): string =>
    count === undefined ? label : `${label} (${formatNumber(count, language)})`;
  return (
    <SegmentedControl
      className="wakil-scroll-inline"
      aria-label={t.status}
      value={search.status ?? 'all'}
      onChange={(status) => onChange({ status: oneOf(status, orderStatuses) })}
      data={[
        { value: 'all', label: withCount(t.all, data && totalOf(data)) },
        ...orderStatuses.map((value) => ({ value, label: withCount(t.statuses[value], data?.[value]) })),
      ]}
      style={{ alignSelf: 'flex-start' }}
    />
  );
};

/** A filter that came with a link, and the way out of it. */
const LinkedFilter = ({ search, onChange }: Props) => {
  const t = useText(ordersWords);
  if (search.customer === undefined && search.conversation === undefined) return null;
  return (
    <Group gap="xs">
      <span>{search.customer === undefined ? t.onlyConversation : t.onlyCustomer}</span>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFilterOff size={14} />}
        onClick={() => onChange({ customer: undefined, conversation: undefined })}
      >
        {t.clear}
      </Button>
    </Group>
  );
};

const Empty = ({ search, onChange }: Props) => {
  const t = useText(ordersWords);
  const isFiltered = [search.status, search.customer, search.conversation].some((each) => each !== undefined);
  if (isFiltered)
    return (
      <EmptyState
        icon={IconReceipt}
        title={t.emptyFilterTitle}
        text={t.emptyFilterText}
        action={
          <Button
            variant="light"
            onClick={() => onChange({ status: undefined, customer: undefined, conversation: undefined })}
          >
            {t.showAll}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      icon={IconReceipt}
      title={t.emptyTitle}
      text={t.emptyText}
      action={
        <Button component="a" href="/demo" target="_blank" rel="noopener">
          {t.emptyAction}
        </Button>
      }
    />
  );
};

const Orders = ({ search, onChange }: Props) => {
  const { data: counts } = useQuery(countsQuery);
  const onOpen = (order: string): void => onChange({ order });
  const { status, customer, conversation } = search;
  if (counts !== undefined && totalOf(counts) === 0) return <Empty search={{}} onChange={onChange} />;
  return search.view === 'list' ? (
    <OrderList
      filter={{ status, customer, conversation }}
      empty={<Empty search={search} onChange={onChange} />}
      onOpen={onOpen}
    />
  ) : (
    <Board filter={{ customer, conversation }} onOpen={onOpen} />
  );
};

export const OrdersScreen = () => {
  const t = useText(ordersWords);
  const search = useSearch({ from: '/signed-in/tenant/orders' });
  const navigate = useNavigate({ from: '/orders' });
  // A request that is opened is a step back leads out of; a filter is not.
  const change: Change = (part) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: part.order === undefined });
  return (
    <Screen title={t.title} text={t.text} actions={<ViewSwitch search={search} onChange={change} />} width="wide">
      {search.view === 'list' && <StatusFilter search={search} onChange={change} />}
      <LinkedFilter search={search} onChange={change} />
      <Orders search={search} onChange={change} />
      <OrderDrawer id={search.order} onClose={() => change({ order: undefined })} />
    </Screen>
  );
};
