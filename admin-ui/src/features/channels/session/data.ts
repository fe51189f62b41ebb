import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import type { ChannelSession } from '../../../shared/api/types.js';

const of = (channelId: string): string => `/api/v1/channels/${channelId}/session`;

/** Live: the cache reads it again on every notice of the number. */
export const sessionQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channel-session', channelId],
    queryFn: ({ signal }) => api.get<ChannelSession>(of(channelId), { signal }),
  });

export const sessionsQuery = queryOptions({
  queryKey: ['channel-sessions'],
  queryFn: ({ signal }) =>
    api.get<{ readonly items: readonly ChannelSession[] }>('/api/v1/channels/sessions', { signal }),
});

export type LinkBy = { readonly how: 'qr' } | { readonly how: 'code'; readonly phone: string };
export type SessionAct = 'cancel-link' | 'log-out' | 'pause' | 'resume';
export type SendingSettings = Pick<ChannelSession['sending'], 'preset' | 'replyOnly' | 'quietHours'>;

export const linkSession = (channelId: string, by: LinkBy): Promise<ChannelSession> =>
  api.post(`${of(channelId)}/link`, by);
export const actOnSession = (channelId: string, act: SessionAct): Promise<ChannelSession> =>
  api.post(`${of(channelId)}/${act}`);
export const changeSending = (channelId: string, settings: SendingSettings): Promise<ChannelSession> =>
  api.put(`${of(channelId)}/sending`, settings);
