import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client.js';
import { may, meQuery } from './me.js';
import type { Member } from './types.js';

type Members = { readonly items: readonly Member[] };

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => api.get<Members>('/api/v1/team/members', { signal }),
  staleTime: 60_000,
});

/** A colleague's name by id; `null` for who left, and for everybody where the team may not be read. */
export const useNameOf = (): ((userId: string) => string | null) => {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const mayRead = me !== undefined && me.tenant !== null && may(me, 'team.read');
  const { data } = useQuery({ ...membersQuery, enabled: mayRead });
  return (userId) => {
    if (me?.user?.id === userId) return me.user.name;
    return data?.items.find((member) => member.userId === userId)?.name ?? null;
  };
};
