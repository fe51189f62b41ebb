import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import type { Message, Page } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { toastDone, toastProblem } from '../../../shared/ui/toast.js';
import { askHeld } from '../model/held.js';
import { outbox, type Pending } from '../model/outbox.js';
import { conversationKey, messagesKey } from './queries.js';
import type { Details } from './types.js';
import { alreadyHeld } from './use-acts.js';
import { useOwner } from './use-own-id.js';

type Thread = InfiniteData<Page<Message>, string | null>;

/** The thread with a message the server has just answered with; newest first, as its pages are. */
export const withMessage = (thread: Thread | undefined, message: Message): Thread | undefined => {
  const [first, ...rest] = thread?.pages ?? [];
  if (thread === undefined || first === undefined) return thread;
  if (thread.pages.some(({ items }) => items.some(({ id }) => id === message.id))) return thread;
  return { ...thread, pages: [{ ...first, items: [message, ...first.items] }, ...rest] };
};

const bodyOf = ({ text, fileId }: Pending) => (fileId === null ? { text } : { text, fileId });

/** Sends, and sends again under the same key; the words stay on the screen until the server has them. */
export const useSend = (conversationId: string) => {
  const client = useQueryClient();
  const owner = useOwner(conversationId);
  const t = useText(inboxWords);

  const landed = (pending: Pending, message: Message): void => {
    client.setQueryData<Thread>(messagesKey(conversationId), (before) => withMessage(before, message));
    outbox.remove(owner, pending.key);
    const before = client.getQueryData<Details>(conversationKey(conversationId))?.conversation;
    if (before !== undefined && before.mode !== 'human') toastDone(t.composer.tookOver);
    void client.invalidateQueries({ queryKey: conversationKey(conversationId), exact: true });
  };

  const deliver = async (pending: Pending): Promise<void> => {
    outbox.update(owner, pending.key, { state: 'sending' });
    try {
      const path = `/api/v1/conversations/${conversationId}/messages`;
      landed(pending, await api.post<Message>(path, bodyOf(pending), { idempotencyKey: pending.key }));
    } catch (error) {
      outbox.update(owner, pending.key, { state: 'failed' });
      if (isProblem(error, alreadyHeld)) askHeld({ conversationId, pendingKey: pending.key });
      else toastProblem(error);
    }
  };

  return {
    send: (what: Pick<Pending, 'text' | 'fileId' | 'fileName'>): Promise<void> =>
      deliver(outbox.add(owner, { conversationId, ...what })),
    again: deliver,
    discard: (pending: Pending): void => outbox.remove(owner, pending.key),
  };
};
