import { flagOf, numberOf, oneOf, type RawSearch, textOf } from '../../../shared/routing/search.js';

/** `mine`: my task, or held by me. `waiting`: a person was called and none has come. */
export const queues = ['mine', 'waiting', 'unassigned', 'assistant', 'all', 'closed'] as const;
export type Queue = (typeof queues)[number];

/** All that the list shows is in the address. */
export type InboxSearch = {
  readonly queue?: Queue;
  readonly channel?: string;
  readonly tag?: string;
  /** A colleague's id. */
  readonly assignee?: string;
  readonly unread?: true;
  readonly q?: string;
  /** The message a search led to. */
  readonly at?: number;
};

export const readInboxSearch = (raw: RawSearch): InboxSearch => {
  const search = {
    queue: oneOf(raw['queue'], queues),
    channel: textOf(raw['channel'], 60),
    tag: textOf(raw['tag'], 40),
    assignee: textOf(raw['assignee'], 60),
    unread: flagOf(raw['unread']),
    q: textOf(raw['q']),
    at: numberOf(raw['at'], 1, 1_000_000_000),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
};

export const queueOf = ({ queue }: InboxSearch): Queue => queue ?? 'all';

/** What `GET /api/v1/conversations` is asked. */
export type ListFilter = {
  readonly status: 'open' | 'closed';
  readonly mode?: 'assistant' | 'waiting';
  readonly assignee?: string;
  readonly holder?: string;
  readonly channelId?: string;
  readonly tag?: string;
  readonly unread?: true;
};

const byQueue: Readonly<Record<Queue, ListFilter>> = {
  mine: { status: 'open', assignee: 'me' },
  waiting: { status: 'open', mode: 'waiting' },
  unassigned: { status: 'open', assignee: 'none' },
  assistant: { status: 'open', mode: 'assistant' },
  all: { status: 'open' },
  closed: { status: 'closed' },
};

export const filterOf = (search: InboxSearch): ListFilter => {
  const { channel, tag, assignee, unread } = search;
  const queue = byQueue[queueOf(search)];
  return {
    ...queue,
    ...(channel !== undefined && { channelId: channel }),
    ...(tag !== undefined && { tag }),
    ...(unread !== undefined && { unread }),
    // "Mine" and "unassigned" say already whose they are.
    ...(assignee !== undefined && queue.assignee === undefined && { assignee }),
  };
};

export const hasFilters = ({ channel, tag, assignee, unread }: InboxSearch): boolean =>
  channel !== undefined || tag !== undefined || assignee !== undefined || unread !== undefined;
