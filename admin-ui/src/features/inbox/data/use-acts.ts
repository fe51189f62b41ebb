import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import type { Conversation } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { toastDone, toastProblem } from '../../../shared/ui/toast.js';
import { askHeld } from '../model/held.js';
import { listKey } from './queries.js';
import { patchConversation } from './use-live-list.js';
import { useOwnId } from './use-own-id.js';

export const alreadyHeld = 'conversation.already_with_another_human';

/** One change of a conversation: on success the answer is on every screen at once. */
const useChange = <Input>(
  id: string,
  send: (input: Input) => Promise<Conversation>,
  said?: (input: Input) => string,
) => {
  const client = useQueryClient();
  const me = useOwnId();
  return useMutation({
    mutationFn: send,
    onSuccess: (conversation, input) => {
      patchConversation(client, me, id, (before) => ({ ...before, conversation }));
      // Lists it newly belongs to learn of it by reading their first page.
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void client.invalidateQueries({ queryKey: listKey, refetchType: 'none' });
      void client.invalidateQueries({ queryKey: ['messages', id] });
      if (said !== undefined) toastDone(said(input));
    },
    onError: (error) => {
      if (isProblem(error, alreadyHeld)) askHeld({ conversationId: id, pendingKey: null });
      else toastProblem(error);
    },
  });
};

/** Everything a person does to a conversation but writing in it. */
export const useActs = (id: string) => {
  const t = useText(inboxWords);
  const at = `/api/v1/conversations/${id}`;
  return {
    takeOver: useChange(
      id,
      ({ force }: { force: boolean }) => api.post<Conversation>(`${at}/take-over`, { force }),
      () => t.takenOver,
    ),
    handBack: useChange(
      id,
      () => api.post<Conversation>(`${at}/hand-back`),
      () => t.handedBack,
    ),
    close: useChange(
      id,
      (resolution: string) =>
        api.post<Conversation>(`${at}/close`, { resolution: resolution.trim() === '' ? null : resolution.trim() }),
      () => t.resolved,
    ),
    switchAssistant: useChange(
      id,
      (on: boolean) => api.put<Conversation>(`${at}/assistant`, { on }),
      (on) => (on ? t.assistantOnDone : t.assistantOffDone),
    ),
    assign: useChange(id, (userId: string | null) => api.put<Conversation>(`${at}/assignee`, { userId })),
    tag: useChange(id, (tags: readonly string[]) => api.put<Conversation>(`${at}/tags`, { tags })),
  };
};
