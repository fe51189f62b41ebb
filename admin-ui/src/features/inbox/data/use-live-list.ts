import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { api } from '../../../shared/api/client.js';
import { onLive } from '../../../shared/api/live.js';
import { isProblem } from '../../../shared/api/problem.js';
import type { ConversationSummary } from '../../../shared/api/types.js';
import type { ListFilter } from '../model/inbox-search.js';
import { fits, type ListData, placed, withFreshHead } from '../model/list-cache.js';
import { conversationKey, listKey, readList } from './queries.js';
import { heardPresence } from './team-presence.js';
import type { Details } from './types.js';
import { useOwnId } from './use-own-id.js';

/** Notices of one burst become one look. */
const settleMs = 150;
/** Above that many changed rows the first page is cheaper than each row by itself. */
const mostSingleReads = 12;
const rereadMs = 45_000;
/** After lost notices everything is read again; this many pages at most, the rest comes back on scrolling. */
const mostPagesAfterReset = 5;

type Client = ReturnType<typeof useQueryClient>;

const lists = (client: Client): readonly [ListFilter, ListData][] =>
  client
    .getQueriesData<ListData>({ queryKey: listKey })
    .flatMap(([key, data]): [ListFilter, ListData][] => (data === undefined ? [] : [[key[1] as ListFilter, data]]));

/** Shows a conversation as it is now in every list that is held. */
export const placeInLists = (client: Client, row: ConversationSummary, me: string): void => {
  for (const [filter, data] of lists(client))
    client.setQueryData<ListData>([...listKey, filter], placed(data, row, fits(row, filter, me)));
};

/** Changes what is known of a conversation in the lists and on the screen, before anything is read again. */
export const patchConversation = (
  client: Client,
  me: string,
  id: string,
  change: (before: ConversationSummary) => ConversationSummary,
): void => {
  client.setQueryData<Details>(conversationKey(id), (before) => before && { ...before, ...change(before) });
  for (const [filter, data] of lists(client)) {
    const row = data.pages.flatMap(({ items }) => items).find(({ conversation }) => conversation.id === id);
    if (row === undefined) continue;
    const next = change(row);
    client.setQueryData<ListData>([...listKey, filter], placed(data, next, fits(next, filter, me)));
  }
};

const forget = (client: Client, id: string): void => {
  for (const [filter, data] of lists(client)) {
    const row = data.pages.flatMap(({ items }) => items).find(({ conversation }) => conversation.id === id);
    if (row !== undefined) client.setQueryData<ListData>([...listKey, filter], placed(data, row, false));
  }
};

const readOne = async (client: Client, id: string, me: string): Promise<void> => {
  try {
    const details = await api.get<Details>(`/api/v1/conversations/${id}`);
    heardPresence(id, details.present);
    client.setQueryData(conversationKey(id), (before: Details | undefined) => before && details);
    placeInLists(client, details, me);
  } catch (error) {
    // What cannot be read now is found by the next look at the first page.
    if (isProblem(error, 'resource.not_found')) forget(client, id);
  }
};

const readHeads = async (client: Client): Promise<void> => {
  const active = client.getQueryCache().findAll({ queryKey: listKey, type: 'active' });
  for (const { queryKey } of active) {
    const filter = queryKey[1] as ListFilter;
    const head = await readList(filter, null).catch(() => null);
    if (head !== null) client.setQueryData<ListData>(queryKey, (before) => before && withFreshHead(before, head));
  }
};

const trim = (client: Client): void => {
  for (const [filter, data] of lists(client))
    if (data.pages.length > mostPagesAfterReset)
      client.setQueryData<ListData>([...listKey, filter], {
        pages: data.pages.slice(0, mostPagesAfterReset),
        pageParams: data.pageParams.slice(0, mostPagesAfterReset),
      });
};

/** Keeps all lists as they are on the server while the inbox is shown. */
export const useLiveList = (): void => {
  const client = useQueryClient();
  const me = useOwnId();
  const changed = useRef(new Set<string>());
  const look = useEffectEvent(() => {
    const ids = [...changed.current];
    changed.current.clear();
    if (ids.length > mostSingleReads) void readHeads(client);
    else for (const id of ids) void readOne(client, id, me);
  });
  const reread = useEffectEvent(() => {
    if (document.visibilityState === 'visible') void readHeads(client);
  });
  const lost = useEffectEvent(() => trim(client));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = onLive((kind, data) => {
      if (kind === 'reset') lost();
      if (kind !== 'messages' && kind !== 'conversation' && kind !== 'presence') return;
      changed.current.add((data as { conversationId: string }).conversationId);
      timer ??= setTimeout(() => {
        timer = undefined;
        look();
      }, settleMs);
    });
    const clock = setInterval(reread, rereadMs);
    return () => {
      end();
      clearTimeout(timer);
      clearInterval(clock);
    };
  }, []);
};
