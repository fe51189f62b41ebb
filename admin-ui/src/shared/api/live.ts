import { useEffect, useEffectEvent } from 'react';
import type { z } from 'zod';
import type { liveEvents } from '../../../../src/adapters/http/contract/live.js';
import { createStore, useStore } from '../lib/store.js';
import { currentToken, refreshToken } from './session.js';
import { createSseParser } from './sse.js';

/** What each kind of notice says: ids only; whoever hears it reads again. */
export type LiveNotices = {
  readonly [K in Exclude<keyof typeof liveEvents, 'hello'>]: z.output<(typeof liveEvents)[K]>;
};
export type LiveKind = keyof LiveNotices;
export type LiveArea = LiveNotices['settings']['area'];

const kinds: readonly string[] = [
  'messages',
  'conversation',
  'order',
  'lead',
  'typing',
  'presence',
  'channel_session',
  'settings',
  'switches',
  'reset',
] satisfies LiveKind[];

export type LiveState = 'off' | 'connecting' | 'live';

/** Twice the server's heartbeat and a bit: silence longer than that is a dead line nobody told us of. */
const silenceMs = 35_000;
const firstWaitMs = 500;
const longestWaitMs = 15_000;

const state = createStore<LiveState>('off');
/** When the line was lost; `null` while it holds. */
const lostAtMs = createStore<number | null>(null);
type Handler = (kind: LiveKind, data: unknown) => void;
const handlers = new Set<Handler>();

const setState = (next: LiveState): void => {
  state.set(next);
  if (next === 'live' || next === 'off') lostAtMs.set(null);
  else if (lostAtMs.get() === null) lostAtMs.set(Date.now());
};

const hear = (kind: LiveKind, data: unknown): void => {
  for (const handler of [...handlers]) handler(kind, data);
};

type Shared =
  | { readonly type: 'notice'; readonly kind: LiveKind; readonly data: unknown }
  | { readonly type: 'state'; readonly state: LiveState }
  | { readonly type: 'ask' };

/** Full jitter: tabs that lost the same server do not come back in step. */
const waitFor = (attempt: number): number => Math.random() * Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });

type Line = { lastId: string | null; attempt: number };
type Sink = { readonly notice: (kind: LiveKind, data: unknown) => void; readonly state: (next: LiveState) => void };

const open = async (line: Line, signal: AbortSignal): Promise<Response | null> => {
  const token = await currentToken();
  if (token === null) return null;
  const headers = new Headers({ accept: 'text/event-stream', authorization: `Bearer ${token}` });
  if (line.lastId !== null) headers.set('last-event-id', line.lastId);
  const response = await fetch('/api/v1/events', { headers, signal, cache: 'no-store' });
  if (response.status === 401) await refreshToken();
  return response.ok ? response : null;
};

const parserFor = (line: Line, sink: Sink) =>
  createSseParser(({ id, event, data }) => {
    if (id !== null) line.lastId = id;
    if (!kinds.includes(event)) return;
    try {
      sink.notice(event as LiveKind, JSON.parse(data));
    } catch {
      // A notice that cannot be read costs time, never truth: screens also read again on a timer.
    }
  });

/** Reads one connection to its end. */
const follow = async (line: Line, sink: Sink, signal: AbortSignal): Promise<void> => {
  const quit = new AbortController();
  const either = AbortSignal.any([signal, quit.signal]);
  const response = await open(line, either);
  if (response?.body === null || response === null) return;
  line.attempt = 0;
  sink.state('live');
  const parse = parserFor(line, sink);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const watchdog = setTimeout(() => quit.abort(), silenceMs);
    const { done, value } = await reader.read().finally(() => clearTimeout(watchdog));
    if (done) return;
    parse(value);
  }
};

const keepConnected = async (sink: Sink, signal: AbortSignal): Promise<void> => {
  const line: Line = { lastId: null, attempt: 0 };
  while (!signal.aborted) {
    sink.state('connecting');
    await follow(line, sink, signal).catch(() => undefined);
    sink.state('connecting');
    await pause(waitFor(line.attempt), signal);
    line.attempt += 1;
  }
};

/** One tab of the browser holds the connection and tells the others; when it closes, the next one takes over. */
const lead = async (name: string, sink: Sink, signal: AbortSignal): Promise<void> => {
  if (typeof navigator.locks === 'undefined') return keepConnected(sink, signal);
  const held = navigator.locks.request(name, { signal }, () => keepConnected(sink, signal));
  await held.catch(() => undefined);
};

/**
 * Starts listening for the signed-in person. The returned function ends it.
 * @param audience whose notices: tabs of the same audience share one connection.
 */
export const startLive = (audience: string): (() => void) => {
  const stop = new AbortController();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`wakil-live:${audience}`);
  let isLeader = false;
  const sink: Sink = {
    notice: (kind, data) => {
      if (stop.signal.aborted) return;
      hear(kind, data);
      channel?.postMessage({ type: 'notice', kind, data } satisfies Shared);
    },
    state: (next) => {
      if (stop.signal.aborted) return;
      isLeader = true;
      setState(next);
      channel?.postMessage({ type: 'state', state: next } satisfies Shared);
    },
  };
  channel?.addEventListener('message', ({ data }: MessageEvent<Shared>) => {
    if (data.type === 'notice') hear(data.kind, data.data);
    else if (data.type === 'state' && !isLeader) setState(data.state);
    else if (data.type === 'ask' && isLeader)
      channel.postMessage({ type: 'state', state: state.get() } satisfies Shared);
  });
  setState('connecting');
  channel?.postMessage({ type: 'ask' } satisfies Shared);
  void lead(`wakil-live:${audience}`, sink, stop.signal);
  return () => {
    stop.abort();
    channel?.close();
    setState('off');
  };
};

/** The returned function ends the subscription. */
export const onLive = (handler: Handler): (() => void) => {
  handlers.add(handler);
  return () => handlers.delete(handler);
};

/** Calls `handler` for each notice of a kind while the component is shown. */
export const useLive = <K extends LiveKind>(kind: K, handler: (notice: LiveNotices[K]) => void): void => {
  const latest = useEffectEvent(handler);
  useEffect(() => onLive((heard, data) => (heard === kind ? latest(data as LiveNotices[K]) : undefined)), [kind]);
};

export const useLiveState = (): LiveState => useStore(state);
/** When the line was lost; `null` while it holds. */
export const useLostSince = (): number | null => useStore(lostAtMs);
