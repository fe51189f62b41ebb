import type { QueryClient } from '@tanstack/react-query';
import { type LiveArea, type LiveKind, type LiveNotices, onLive } from './live.js';

/** Notices of one burst become one reading again. */
const settleMs = 120;

const areaKeys: Readonly<Record<LiveArea, readonly string[]>> = {
  catalogue: ['services', 'faqs', 'catalogue', 'knowledge'],
  flows: ['flows'],
  forms: ['forms'],
  widget: ['widget'],
  tenant: ['settings', 'me'],
  team: ['members', 'roles', 'invitations', 'me'],
  channels: ['channels'],
  canned_replies: ['canned-replies'],
  api_keys: ['api-keys'],
  functions: ['functions'],
  knowledge: ['knowledge'],
  assistants: ['assistants'],
};

type Key = readonly string[];
type Rules = { readonly [K in LiveKind]: (notice: LiveNotices[K]) => readonly Key[] };

/** Which cached answers a notice makes old. A screen whose query key begins so is live without further work. */
const rules: Rules = {
  messages: ({ conversationId }) => [
    ['messages', conversationId],
    ['turns', conversationId],
    ['conversations'],
    ['home'],
  ],
  conversation: ({ conversationId }) => [['conversation', conversationId], ['conversations'], ['home']],
  order: ({ orderId }) => [['order', orderId], ['orders'], ['home'], ['onboarding']],
  lead: ({ leadId }) => [['lead', leadId], ['leads'], ['home']],
  typing: () => [],
  presence: ({ conversationId }) => [['presence', conversationId]],
  channel_session: ({ channelId }) => [['channel-session', channelId], ['channel-sessions'], ['channels']],
  settings: ({ area }) => [...areaKeys[area].map((key) => [key]), ['onboarding']],
  switches: () => [['kill-switch'], ['admin-kill-switch']],
  reset: () => [[]],
};

export const keysOf = <K extends LiveKind>(kind: K, notice: LiveNotices[K]): readonly Key[] => rules[kind](notice);

/** Joins notices and cache. The returned function parts them. */
export const patchCacheLive = (client: QueryClient): (() => void) => {
  const waiting = new Map<string, Key>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    for (const key of waiting.values()) void client.invalidateQueries({ queryKey: key });
    waiting.clear();
  };
  const end = onLive((kind, data) => {
    for (const key of keysOf(kind, data as never)) waiting.set(key.join('/'), key);
    if (waiting.size > 0) timer ??= setTimeout(flush, settleMs);
  });
  return () => {
    end();
    clearTimeout(timer);
  };
};
