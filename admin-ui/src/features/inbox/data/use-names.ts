import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../../shared/api/me.js';
import type { Channel, Member } from '../../../shared/api/types.js';
import { channelsQuery, membersQuery } from './queries.js';

const none: readonly never[] = [];

/** Colleagues; empty where the role may not see the team. */
export const useMembers = (): readonly Member[] => {
  const { data } = useQuery({ ...membersQuery, enabled: useMay('team.read') });
  return data?.items ?? none;
};

export const useChannels = (): readonly Channel[] => {
  const { data } = useQuery({ ...channelsQuery, enabled: useMay('channels.read') });
  return data?.items ?? none;
};

export const useMemberName = (): ((id: string | null) => string | null) => {
  const members = useMembers();
  return (id) => members.find(({ userId }) => userId === id)?.name ?? null;
};

export const useChannel = (id: string): Channel | null => useChannels().find((each) => each.id === id) ?? null;
