import { Offline, problemFrom } from './problem.js';
import type { SignedIn } from './types.js';

/** Refresh this long before the token ends: a call that starts now still arrives in time. */
const headroomMs = 15_000;

type Token = { readonly value: string; readonly endsAtMs: number; readonly owner: string };
/** `ended`: the server no longer knows this session; the person has not asked for that. */
type SessionEvent = 'in' | 'out' | 'ended';
type Listener = (event: SessionEvent) => void;

let token: Token | null = null;
let refreshing: Promise<string | null> | null = null;
const listeners = new Set<Listener>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('wakil-session');
const tell = (event: SessionEvent): void => {
  for (const listener of listeners) listener(event);
};

const ownerOf = ({ user, tenant }: SignedIn): string => `${user.id}@${tenant?.id ?? 'platform'}`;

/** The access token lives in this variable and nowhere else; the refresh token in a cookie no script can read. */
const keep = (signedIn: SignedIn): string => {
  token = {
    value: signedIn.accessToken,
    endsAtMs: Date.now() + signedIn.expiresInS * 1_000,
    owner: ownerOf(signedIn),
  };
  return token.value;
};

const forget = (event: 'out' | 'ended'): void => {
  token = null;
  tell(event);
};
channel?.addEventListener('message', ({ data }) => {
  if (data === 'out') forget('out');
});

type HeadStart = { wakilHeadStart?: Promise<Response> | undefined };

/** The answer the page has asked for before this code was there; good once. */
const headStart = (): Promise<Response> | undefined => {
  const page = globalThis as HeadStart;
  const answer = page.wakilHeadStart;
  page.wakilHeadStart = undefined;
  return answer;
};

const askServer = (): Promise<Response> =>
  fetch('/api/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: '{}',
  });

const askForToken = async (asked?: Promise<Response>): Promise<string | null> => {
  const response = await (asked ?? askServer()).catch((cause: unknown) => {
    throw new Offline(cause);
  });
  if (response.status === 401 || response.status === 403) {
    forget('ended');
    return null;
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const requestId = response.headers.get('x-request-id');
    throw problemFrom({ status: response.status, body, requestId, retryAfter: response.headers.get('retry-after') });
  }
  const before = token?.owner;
  const value = keep(body as SignedIn);
  // Another tab signed in as somebody else, and the cookie is shared: nothing on this page is theirs.
  if (before !== undefined && before !== token?.owner) location.reload();
  return value;
};

/** Tabs take turns: each refresh ends the token before it. */
const inTurn = (work: () => Promise<string | null>): Promise<string | null> =>
  typeof navigator.locks === 'undefined' ? work() : navigator.locks.request('wakil-refresh', () => work());

/** A fresh access token, or `null` when nobody is signed in. Many callers at once share one request. @throws {Offline} */
export const refreshToken = (): Promise<string | null> => {
  if (refreshing === null) {
    const asked = headStart();
    // That answer came in its turn already.
    refreshing = (asked === undefined ? inTurn(askForToken) : askForToken(asked)).finally(() => {
      refreshing = null;
    });
  }
  return refreshing;
};

/** The access token, refreshed when it is about to end. */
export const currentToken = (): Promise<string | null> =>
  token !== null && token.endsAtMs - Date.now() > headroomMs ? Promise.resolve(token.value) : refreshToken();

export const enterSession = (signedIn: SignedIn): void => {
  keep(signedIn);
  tell('in');
};

/** Ends the session here and in the other tabs. The cookie is ended by `POST /api/auth/sign-out`. */
export const leaveSession = (): void => {
  channel?.postMessage('out');
  forget('out');
};

/** The returned function ends the subscription. */
export const onSession = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
