import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { sendHeldActs } from '../lib/held-acts.js';
import { api } from './client.js';
import { currentToken, leaveSession } from './session.js';
import type { Identity, Permission } from './types.js';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get<Identity>('/api/auth/me', { signal }),
  staleTime: 5 * 60_000,
});

/** Who is signed in, or `null`. @throws {Offline} it cannot be found out now. */
export const knowMe = async (client: QueryClient): Promise<Identity | null> => {
  const known = client.getQueryData(meQuery.queryKey);
  if (known !== undefined) return known;
  const token = await currentToken();
  return token === null ? null : client.ensureQueryData(meQuery);
};

/** Only below the signed-in area, whose guard has read it. */
export const useMe = (): Identity => {
  const { data: me } = useQuery(meQuery);
  if (me === undefined) throw new Error('useMe outside of the signed-in area');
  return me;
};

export const may = (me: Identity, permission: Permission): boolean => me.permissions.includes(permission);
export const useMay = (permission: Permission): boolean => may(useMe(), permission);

/** The business's zone; the browser's own on the platform's screens. */
export const useTimeZone = (): string => {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  return me?.tenant?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
};

export const signOut = async (client: QueryClient): Promise<void> => {
  await sendHeldActs();
  // Also without an answer the person wants to be out: the token in memory goes either way.
  await api.post('/api/auth/sign-out', {}, { anonymous: true }).catch(() => undefined);
  leaveSession();
  client.clear();
};
