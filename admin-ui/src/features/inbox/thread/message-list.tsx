import { Button, Loader, Text } from '@mantine/core';
import { IconArrowDown, IconNote } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTimeZone } from '../../../shared/api/me.js';
import type { Message } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatAt } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { ErrorState, LoadingState } from '../../../shared/ui/states.js';
import { messagesQuery, notesQuery } from '../data/queries.js';
import type { Details, Note } from '../data/types.js';
import { useOwner } from '../data/use-own-id.js';
import { useReadMark } from '../data/use-read-mark.js';
import { useOutbox } from '../model/outbox.js';
import { type ThreadItem, threadItems } from '../model/thread-items.js';
import { Bubble, Clock } from './bubble.js';
import bubbles from './bubble.module.css';
import { Words } from './message-content.js';
import classes from './message-list.module.css';
import { PendingBubble } from './pending-bubble.js';
import { useThreadScroll } from './use-thread-scroll.js';

const dayIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return (iso: string): string => format.format(new Date(iso));
};

const Day = ({ at }: { readonly at: string }) => {
  const t = useText(inboxWords);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const dayOf = dayIn(timeZone);
  const dayMs = 86_400_000;
  const ago = Math.round((Date.parse(dayOf(new Date().toISOString())) - Date.parse(dayOf(at))) / dayMs);
  const text = ago === 0 ? t.today : ago === 1 ? t.yesterday : formatAt(at, 'date', language, timeZone);
  return <p className={bubbles['day']}>{text}</p>;
};

const NoteItem = ({ note }: { readonly note: Note }) => {
  const t = useText(inboxWords);
  return (
    <article className={bubbles['note']} aria-label={t.noteBy(note.byName)}>
      <header>
        <span>
          <IconNote size={14} aria-hidden />
          {t.noteBy(note.byName)}
        </span>
        <Clock at={note.at} />
      </header>
      <Words text={note.text} />
    </article>
  );
};

type ItemProps = { readonly item: ThreadItem; readonly customerName: string | null; readonly sought: number | null };

const Item = ({ item, customerName, sought }: ItemProps) => {
  const t = useText(inboxWords);
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />;
    case 'new':
      return <p className={bubbles['new']}>{t.newMessages}</p>;
    case 'note':
      return <NoteItem note={item.note} />;
    case 'pending':
      return <PendingBubble pending={item.pending} />;
    case 'message':
      return (
        <Bubble
          message={item.message}
          customerName={customerName}
          isFirst={item.isFirst}
          isLast={item.isLast}
          isSought={item.message.seq === sought}
        />
      );
  }
};

const useThread = (details: Details) => {
  const { id } = details.conversation;
  const query = useInfiniteQuery(messagesQuery(id));
  const { data: notes } = useQuery(notesQuery(id));
  const pending = useOutbox(useOwner(id));
  const timeZone = useTimeZone();
  // The line above what is new stays where it was when the thread was opened.
  const [openedAt] = useState(details.readSeq);
  const messages = useMemo(
    (): readonly Message[] => (query.data?.pages.flatMap(({ items }) => items) ?? []).slice().reverse(),
    [query.data],
  );
  const items = useMemo(
    () =>
      threadItems({
        messages,
        notes: notes?.items ?? [],
        pending,
        hasOlder: query.hasNextPage,
        readSeq: openedAt === 0 ? null : openedAt,
        dayOf: dayIn(timeZone),
      }),
    [messages, notes, pending, query.hasNextPage, openedAt, timeZone],
  );
  return { query, messages, items };
};

/** Older messages come as soon as the upper end is near. */
const useOlder = (query: ReturnType<typeof useThread>['query']) => {
  const top = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = query;
  const isRead = data !== undefined;
  useEffect(() => {
    const element = top.current;
    if (element === null || !isRead || !hasNextPage || isFetchingNextPage) return;
    const root = element.closest<HTMLElement>('[data-thread]');
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void fetchNextPage();
      },
      { root, rootMargin: '400px 0px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [isRead, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return top;
};

/** Goes to the message a search found, reading back as far as it takes. */
const useSought = (thread: ReturnType<typeof useThread>, sought: number | null) => {
  const reached = useRef<number | null>(null);
  const { messages, query } = thread;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const oldest = messages[0]?.seq;
  useEffect(() => {
    if (sought === null || oldest === undefined || reached.current === sought) return;
    if (sought < oldest && hasNextPage) {
      if (!isFetchingNextPage) void fetchNextPage();
      return;
    }
    reached.current = sought;
    document.querySelector(`[data-thread] [data-seq="${sought}"]`)?.scrollIntoView({ block: 'center' });
  }, [sought, oldest, hasNextPage, isFetchingNextPage, fetchNextPage]);
};

const JumpButton = ({ news, onJump }: { readonly news: number; readonly onJump: () => void }) => {
  const t = useText(inboxWords);
  return (
    <Button
      className={classes['jump']}
      size="xs"
      radius="xl"
      variant={news > 0 ? 'filled' : 'default'}
      leftSection={<IconArrowDown size={16} aria-hidden />}
      onClick={onJump}
    >
      {news > 0 ? t.jumpNew(news) : t.jump}
    </Button>
  );
};

/** What stands above the first message: that there is more, that there is not, or why nothing could be read. */
const UpperEnd = ({ query }: { readonly query: ReturnType<typeof useThread>['query'] }) => {
  const t = useText(inboxWords);
  if (query.data === undefined)
    return query.error === null ? (
      <LoadingState lines={7} />
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <Text size="xs" c="dimmed" ta="center" py="sm">
      {query.hasNextPage ? <Loader size="xs" aria-label={t.older} /> : t.beginning}
    </Text>
  );
};

/** Reads out what the customer has just written, once. */
const Announcement = ({ latest, name }: { readonly latest: Message | null; readonly name: string | null }) => {
  const t = useText(inboxWords);
  return (
    <p className={classes['announce']} aria-live="polite">
      {latest?.content.type === 'text' ? `${name ?? t.customer}: ${latest.content.text}` : ''}
    </p>
  );
};

type Props = { readonly details: Details; readonly sought: number | null };

export const MessageList = ({ details, sought }: Props) => {
  const t = useText(inboxWords);
  const { conversation, customer, readSeq } = details;
  const thread = useThread(details);
  const { query, messages, items } = thread;
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const top = useOlder(query);
  const { isAtEnd, toEnd } = useThreadScroll({ scroller, inner }, items.at(-1)?.key ?? '');
  useSought(thread, sought);
  const newest = messages.at(-1)?.seq ?? 0;
  useReadMark(conversation.id, newest, readSeq, isAtEnd && query.data !== undefined);
  const news = messages.filter(({ seq, direction }) => direction === 'in' && seq > readSeq).length;
  const latest = messages.at(-1) ?? null;
  const isNews = latest?.direction === 'in' && latest.seq > readSeq;
  return (
    <div className={classes['wrap']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable with the keyboard. */}
      <section ref={scroller} className={classes['scroller']} data-thread aria-label={t.thread} tabIndex={0}>
        <div ref={inner} className={classes['inner']}>
          <div ref={top} />
          <UpperEnd query={query} />
          {items.map((item) => (
            <Item key={item.key} item={item} customerName={customer.name} sought={sought} />
          ))}
        </div>
      </section>
      {!isAtEnd && <JumpButton news={news} onJump={toEnd} />}
      <Announcement latest={isNews ? latest : null} name={customer.name} />
    </div>
  );
};
