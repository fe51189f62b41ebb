import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { useLive } from '../../../shared/api/live.js';
import { messagesKey } from './queries.js';

/** Good for 30 s at the server. */
const repeatMs = 20_000;
const typingEveryMs = 3_000;
/** How long a sign of typing holds. */
const typingHoldsMs = 5_000;

type Doing = 'viewing' | 'typing' | 'left';

// A lost sign of presence is repaired by the next; nobody needs to hear of it.
const show = (id: string, doing: Doing): void => {
  api.post(`/api/v1/conversations/${id}/presence`, { doing }).catch(() => undefined);
};

/** Tells colleagues that this person has the conversation open. Returns what to call at each key stroke of an answer. */
export const usePresence = (id: string): (() => void) => {
  const typedAt = useRef(0);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible' && Date.now() - typedAt.current > typingEveryMs) show(id, 'viewing');
    };
    const seen = (): void => (document.visibilityState === 'visible' ? look() : show(id, 'left'));
    look();
    const timer = setInterval(look, repeatMs);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
      typedAt.current = 0;
      show(id, 'left');
    };
  }, [id]);
  return useCallback(() => {
    if (Date.now() - typedAt.current < typingEveryMs) return;
    typedAt.current = Date.now();
    show(id, 'typing');
  }, [id]);
};

/** Is the customer typing right now? Over when the words are there, or when no sign comes any more. */
export const useCustomerTyping = (id: string): boolean => {
  const client = useQueryClient();
  const [until, setUntil] = useState(0);
  useLive('typing', ({ conversationId, who }) => {
    if (conversationId === id && who === 'customer') setUntil(Date.now() + typingHoldsMs);
  });
  useLive('messages', ({ conversationId }) => {
    if (conversationId !== id || until === 0) return;
    setUntil(0);
    void client.invalidateQueries({ queryKey: messagesKey(id), exact: true });
  });
  useEffect(() => {
    if (until === 0) return;
    const timer = setTimeout(() => setUntil(0), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return until > 0;
};
