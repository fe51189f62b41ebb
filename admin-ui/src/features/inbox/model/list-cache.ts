import type { InfiniteData } from '@tanstack/react-query';
import type { ConversationSummary, Page } from '../../../shared/api/types.js';
import type { ListFilter } from './inbox-search.js';

export type ListData = InfiniteData<Page<ConversationSummary>, string | null>;

const idOf = ({ conversation }: ConversationSummary): string => conversation.id;
const atOf = ({ conversation }: ConversationSummary): number => Date.parse(conversation.lastMessageAt);

/** The store's order: latest activity first, and ids decide a tie. */
export const isBefore = (left: ConversationSummary, right: ConversationSummary): boolean => {
  const gap = atOf(left) - atOf(right);
  return gap === 0 ? idOf(left) > idOf(right) : gap > 0;
};

const assigneeFits = (wanted: string | undefined, assignee: string | null, me: string): boolean => {
  if (wanted === undefined) return true;
  if (wanted === 'none') return assignee === null;
  return assignee === (wanted === 'me' ? me : wanted);
};

/** Would the server list it under this filter? */
export const fits = ({ conversation, unread }: ConversationSummary, filter: ListFilter, me: string): boolean =>
  conversation.status === filter.status &&
  (filter.unread === undefined || unread) &&
  (filter.mode === undefined || conversation.mode === filter.mode) &&
  (filter.channelId === undefined || conversation.channelId === filter.channelId) &&
  (filter.tag === undefined || conversation.tags.includes(filter.tag)) &&
  (filter.holder === undefined || conversation.holder === filter.holder) &&
  assigneeFits(filter.assignee, conversation.assignee, me);

const without = (data: ListData, id: string): ListData => ({
  ...data,
  pages: data.pages.map((page) =>
    page.items.some((item) => idOf(item) === id)
      ? { ...page, items: page.items.filter((item) => idOf(item) !== id) }
      : page,
  ),
});

/** Puts a row where it belongs now, or takes it out; rows nobody has loaded yet stay the server's business. */
export const placed = (data: ListData, row: ConversationSummary, belongs: boolean): ListData => {
  const rest = without(data, idOf(row));
  if (!belongs) return rest;
  const last = rest.pages.length - 1;
  const target = rest.pages.findIndex(
    ({ items, next }, index) => items.some((item) => isBefore(row, item)) || (index === last && next === null),
  );
  if (target === -1) return rest;
  const pages = rest.pages.map((page, index) => {
    if (index !== target) return page;
    const found = page.items.findIndex((item) => isBefore(row, item));
    const at = found === -1 ? page.items.length : found;
    return { ...page, items: [...page.items.slice(0, at), row, ...page.items.slice(at)] };
  });
  return { ...rest, pages };
};

/**
 * Lays a freshly read first page over what is loaded: notices can be lost, and reading thousands of rows again for one is no
 * way to live. What the fresh page should show and does not has left this list.
 */
export const withFreshHead = (data: ListData, head: Page<ConversationSummary>): ListData => {
  if (head.next === null) return { pages: [head], pageParams: [null] };
  const known = new Set(head.items.map(idOf));
  const oldest = head.items.at(-1);
  const covered = (row: ConversationSummary): boolean => oldest !== undefined && isBefore(row, oldest);
  const kept = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((row) => known.has(idOf(row)) || !covered(row)),
  }));
  return head.items.reduce<ListData>((into, row) => placed(into, row, true), { ...data, pages: kept });
};

export const rowsOf = (data: InfiniteData<Page<ConversationSummary>> | undefined): readonly ConversationSummary[] =>
  data?.pages.flatMap(({ items }) => items) ?? [];

/** Two lists as one, in order; a row of both is shown once. */
export const merged = (
  left: readonly ConversationSummary[],
  right: readonly ConversationSummary[],
): readonly ConversationSummary[] => {
  if (right.length === 0) return left;
  const known = new Set(left.map(idOf));
  return [...left, ...right.filter((row) => !known.has(idOf(row)))].sort((a, b) => (isBefore(a, b) ? -1 : 1));
};
