import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ChannelSession } from '../../../shared/api/types.js';
import { sessionQuery } from './data.js';

/** Whatever is done to a number answers with how it stands then; the screen shows that at once. */
export const useSessionAct = <Input>(channelId: string, act: (input: Input) => Promise<ChannelSession>) => {
  const client = useQueryClient();
  const { queryKey } = sessionQuery(channelId);
  return useMutation({
    mutationFn: act,
    onSuccess: (session) => client.setQueryData(queryKey, session),
    onError: () => client.invalidateQueries({ queryKey }),
    onSettled: () => client.invalidateQueries({ queryKey: ['channel-sessions'] }),
  });
};
