import { Button, Loader, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { EmptyState, ErrorState, LoadingState } from '../../../shared/ui/states.js';
import { hasFilters, type InboxSearch, queueOf } from '../model/inbox-search.js';
import { ConversationRow } from './conversation-row.js';
import { ListTools } from './filters.js';
import classes from './list-pane.module.css';
import { QueueTabs } from './queue-tabs.js';
import { SearchResults } from './search-results.js';
import { clearedFilters, useNarrow } from './use-narrow.js';
import type { Rows } from './use-rows.js';
import { useSteadyScroll } from './use-steady-scroll.js';

const rowHeight = 84;

const nextStep = {
  mine: 'waiting',
  waiting: undefined,
  unassigned: undefined,
  assistant: undefined,
  closed: undefined,
} as const;

/** Why the list is empty, and the one thing to do about it. */
const NothingHere = ({ search }: { readonly search: InboxSearch }) => {
  const t = useText(inboxWords);
  const narrow = useNarrow();
  const queue = queueOf(search);
  if (hasFilters(search)) {
    const { title, text, action } = t.empty.filtered;
    const clear = (
      <Button variant="light" onClick={() => narrow(clearedFilters)}>
        {action}
      </Button>
    );
    return <EmptyState title={title} text={text} action={clear} />;
  }
  const { title, text, action } = t.empty[queue];
  const step: ReactNode =
    queue === 'all' ? (
      <Button component={Link} to="/widget" variant="light">
        {action}
      </Button>
    ) : (
      <Button variant="light" onClick={() => narrow({ queue: nextStep[queue] })}>
        {action}
      </Button>
    );
  return <EmptyState title={title} text={text} action={step} />;
};

type RowsProps = { readonly rows: Rows; readonly search: InboxSearch; readonly chosen: string | null };

const VirtualRows = ({ rows: { rows, list }, chosen }: RowsProps) => {
  const t = useText(inboxWords);
  const scroller = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => rows.map(({ conversation }) => conversation.id as string), [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
  });
  useSteadyScroll(scroller, ids, rowHeight);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (last >= rows.length - 20 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const at = chosen === null ? -1 : ids.indexOf(chosen);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (chosen === wanted.current || at === -1) return;
    wanted.current = chosen;
    virtual.scrollToIndex(at, { align: 'auto' });
  }, [chosen, at, virtual]);
  return (
    <div ref={scroller} className={classes['scroller']} data-inbox-list>
      <ul className={classes['rows']} style={{ blockSize: virtual.getTotalSize() }} aria-label={t.list}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <li key={key} className={classes['item']} style={{ transform: `translateY(${start}px)` }}>
              <ConversationRow row={row} isChosen={row.conversation.id === chosen} />
            </li>
          );
        })}
      </ul>
      <Text size="xs" c="dimmed" ta="center" p="sm" role="status">
        {isFetchingNextPage ? <Loader size="xs" aria-label={t.loadingMore} /> : !hasNextPage && t.endOfList}
      </Text>
    </div>
  );
};

const Body = (props: RowsProps) => {
  const { rows, list } = props.rows;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data, error, refetch } = list;
  // "Unread only" is sifted here: a page without any is no empty list.
  const looksFurther = rows.length === 0 && hasNextPage;
  useEffect(() => {
    if (looksFurther && !isFetchingNextPage) void fetchNextPage();
  }, [looksFurther, isFetchingNextPage, fetchNextPage]);
  if (data === undefined)
    return error === null ? (
      <div className={classes['pad']}>
        <LoadingState lines={9} />
      </div>
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  if (rows.length > 0) return <VirtualRows {...props} />;
  return looksFurther ? (
    <div className={classes['pad']}>
      <LoadingState lines={9} />
    </div>
  ) : (
    <div className={classes['scroller']}>
      <NothingHere search={props.search} />
    </div>
  );
};

export const ListPane = (props: RowsProps) => {
  const t = useText(inboxWords);
  const { search, chosen } = props;
  return (
    <section className={classes['pane']} aria-label={t.list}>
      <header className={classes['head']}>
        <Title
          order={chosen === null ? 1 : 2}
          size="h3"
          className={classes['title']}
          tabIndex={-1}
          {...(chosen === null && { 'data-screen-title': true })}
        >
          {t.title}
        </Title>
        <ListTools search={search} />
      </header>
      <QueueTabs search={search} />
      {search.q === undefined ? (
        <Body {...props} key={queueOf(search)} />
      ) : (
        <SearchResults search={search} text={search.q} rows={props.rows.rows} chosen={chosen} />
      )}
    </section>
  );
};
