import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ConversationSummary } from '../../../shared/api/types.js';
import { listQuery } from '../data/queries.js';
import { useOwnId } from '../data/use-own-id.js';
import { filterOf, type InboxSearch, type ListFilter, queueOf } from '../model/inbox-search.js';
import { merged, rowsOf } from '../model/list-cache.js';

/** "Mine" is what is my task and what I hold: the API answers each by itself. */
const heldFilter = (search: InboxSearch, me: string): ListFilter => {
  const { assignee: _task, ...rest } = filterOf(search);
  return { ...rest, holder: me };
};

/** The rows of the list in sight, as the address asks for them. */
export const useRows = (search: InboxSearch) => {
  const me = useOwnId();
  const isMine = queueOf(search) === 'mine';
  const list = useInfiniteQuery(listQuery(filterOf(search)));
  const held = useInfiniteQuery({ ...listQuery(heldFilter(search, me)), enabled: isMine });
  const rows = useMemo((): readonly ConversationSummary[] => {
    return merged(rowsOf(list.data), isMine ? rowsOf(held.data) : []);
  }, [list.data, held.data, isMine]);
  return { list, rows };
};

export type Rows = ReturnType<typeof useRows>;
