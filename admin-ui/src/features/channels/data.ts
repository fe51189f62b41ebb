import { queryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { Channel } from '../../shared/api/types.js';

const base = '/api/v1/channels';

export type ChannelsSearch = { readonly add?: true | undefined };

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly Channel[] }>(base, { signal }),
});

type Settings = Readonly<Record<string, unknown>>;
export type NewChannel = {
  readonly kind: string;
  readonly name: string;
  /** Absent where we name it ourselves. */
  readonly externalKey?: string;
  readonly settings: Settings;
};
export const addChannel = (body: NewChannel): Promise<Channel> => api.post(base, body);

export type ChannelChange = {
  readonly name?: string;
  readonly settings?: Settings;
  readonly status?: Channel['status'];
};
export const changeChannel = ({ id, version }: Channel, change: ChannelChange): Promise<Channel> =>
  api.patch(`${base}/${id}`, { version, ...change });

/** Of what was typed, only what has something in it: an empty secret stays as it is. */
export const typedOnly = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== '' && value !== undefined));
