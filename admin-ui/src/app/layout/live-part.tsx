import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { homeQuery } from '../../shared/api/home.js';
import { startLive } from '../../shared/api/live.js';
import { patchCacheLive } from '../../shared/api/live-cache.js';
import { useMe } from '../../shared/api/me.js';
import { onSession } from '../../shared/api/session.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { alertPerson } from '../alert-person.js';
import { waitingCount } from '../waiting-count.js';

/** Chimes when more waits for a person than a moment ago. The first figures after opening are no news. */
const useAlerts = (isOn: boolean): void => {
  const t = useText(shellWords).alerts;
  const { data } = useQuery({ ...homeQuery, enabled: isOn });
  const before = useRef<{ waiting: number; pending: number } | null>(null);
  const waiting = data?.open?.waiting;
  const pending = data?.orders?.pending;
  const compare = useEffectEvent((now: { waiting: number; pending: number }) => {
    const last = before.current;
    before.current = now;
    waitingCount.set(now.waiting + now.pending);
    if (last === null) return;
    if (now.pending > last.pending) alertPerson(t.order, t.orderText);
    else if (now.waiting > last.waiting) alertPerson(t.waiting, t.waitingText);
  });
  useEffect(() => {
    if (waiting !== undefined || pending !== undefined) compare({ waiting: waiting ?? 0, pending: pending ?? 0 });
  }, [waiting, pending]);
  useEffect(() => () => waitingCount.set(0), []);
};

/** Back to the sign-in, and to this screen afterwards, when the person left here or in another tab. */
const useSessionEnd = (): void => {
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(
    () =>
      onSession((event) => {
        if (event !== 'out') return;
        client.clear();
        const next = `${location.pathname.replace(/^\/app/, '') || '/'}${location.search}`;
        void navigate({ to: '/sign-in', search: { next } });
      }),
    [navigate, client],
  );
};

/** What lives as long as somebody is signed in and shows nothing itself. */
export const LivePart = () => {
  const client = useQueryClient();
  const me = useMe();
  const tenantId = me.tenant?.id ?? null;
  const audience = `${me.user?.id ?? ''}@${tenantId ?? 'platform'}`;
  useEffect(() => startLive(audience), [audience]);
  useEffect(() => patchCacheLive(client), [client]);
  useAlerts(tenantId !== null);
  useSessionEnd();
  return null;
};
