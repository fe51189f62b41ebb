import { useNavigate } from '@tanstack/react-router';
import type { InboxSearch } from '../model/inbox-search.js';

/** Changes part of what the list shows; the chosen conversation stays. */
export const useNarrow = () => {
  const navigate = useNavigate();
  return (change: Partial<InboxSearch>): void =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true });
};

export const clearedFilters = { channel: undefined, tag: undefined, assignee: undefined, unread: undefined } as const;
