import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { api } from '../../../shared/api/client.js';
import { countsQuery } from './queries.js';
import { patchConversation } from './use-live-list.js';
import { useOwnId } from './use-own-id.js';

const subscribe = (listener: () => void): (() => void) => {
  document.addEventListener('visibilitychange', listener);
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
  };
};

/** Is somebody in front of it? A window behind another one is read by nobody. */
export const useIsLookedAt = (): boolean =>
  useSyncExternalStore(subscribe, () => document.visibilityState === 'visible' && document.hasFocus());

/** Moves the read mark when the end of the thread is in sight of a person. */
export const useReadMark = (id: string, seq: number, readSeq: number, isInSight: boolean): void => {
  const client = useQueryClient();
  const me = useOwnId();
  const told = useRef(0);
  const isLookedAt = useIsLookedAt();
  useEffect(() => {
    if (!isInSight || !isLookedAt || seq <= Math.max(readSeq, told.current)) return;
    told.current = seq;
    api.put(`/api/v1/conversations/${id}/read`, { seq }).then(
      () => {
        patchConversation(client, me, id, (before) => ({ ...before, readSeq: seq, unread: false }));
        void client.invalidateQueries({ queryKey: countsQuery.queryKey });
      },
      () => {
        told.current = 0;
      },
    );
  }, [id, seq, readSeq, isInSight, isLookedAt, client, me]);
};
