import type { SessionCause } from '#domain/channel/session/session-cause';
import type { SessionStatus } from '#domain/channel/session/session-status';

/** How a connection ended, in the words of the engine: a status and a text. `null`: it gave none. */
export type Close = {
  readonly code: number | null;
  readonly message: string;
  /** The phone has linked us: there is an account in the credentials, not only the start of a pairing. */
  readonly isLinked: boolean;
};

export type Backoff = 'seconds' | 'minutes';

/** States that only a person leads out of. */
export type StoppedBy = Extract<SessionStatus, 'pairing_expired' | 'logged_out' | 'banned' | 'replaced' | 'outdated'>;

export type CloseReaction =
  | { readonly kind: 'retry'; readonly backoff: Backoff; readonly cause: SessionCause }
  /** A new connection at once, with the same credentials. */
  | { readonly kind: 'restart_now'; readonly cause: SessionCause }
  | {
      readonly kind: 'stop';
      readonly state: StoppedBy;
      readonly cause: SessionCause;
      /** The credentials are worth nothing any more and are deleted. */
      readonly wipe: boolean;
    };

type Row = {
  readonly code: number | null;
  /** Only with such a text. */
  readonly message?: RegExp;
  /** Only if linked, or if not. */
  readonly linked?: boolean;
  readonly reaction: CloseReaction;
};

const retry = (cause: SessionCause, backoff: Backoff = 'seconds'): CloseReaction => ({ kind: 'retry', backoff, cause });
const stop = (state: StoppedBy, cause: SessionCause, wipe = false): CloseReaction => ({
  kind: 'stop',
  state,
  cause,
  wipe,
});

/** The first row that fits counts. */
const rows: readonly Row[] = [
  { code: 428, reaction: retry('session.connection_lost') },
  // A query that was under way when the connection dropped fails with the number of the web socket.
  { code: 1006, reaction: retry('session.connection_lost') },
  // One code for a lost connection and for a QR code nobody scanned: whether we are linked tells.
  { code: 408, linked: true, reaction: retry('session.no_connection') },
  { code: 408, message: /lost|timed out|websocket error/i, reaction: retry('session.no_connection') },
  { code: 408, reaction: stop('pairing_expired', 'session.code_not_scanned', true) },
  { code: 515, reaction: { kind: 'restart_now', cause: 'session.restart_asked' } },
  { code: 503, reaction: retry('session.server_busy') },
  { code: 500, reaction: retry('session.server_error') },
  { code: 440, reaction: stop('replaced', 'session.opened_elsewhere') },
  { code: 401, linked: false, reaction: stop('pairing_expired', 'session.pairing_refused', true) },
  { code: 401, message: /conflict/i, reaction: stop('logged_out', 'session.unlinked_on_phone', true) },
  { code: 401, message: /intentional/i, reaction: stop('logged_out', 'session.unlinked_here', true) },
  { code: 401, reaction: stop('logged_out', 'session.credentials_refused', true) },
  { code: 403, reaction: stop('banned', 'session.account_blocked') },
  { code: 405, reaction: stop('outdated', 'session.version_too_old') },
  // Known from the library's source only, so nothing is deleted: the next link replaces what is there.
  { code: 411, reaction: stop('logged_out', 'session.link_again_asked') },
  { code: 429, reaction: retry('session.rate_limited', 'minutes') },
  { code: null, reaction: retry('session.closed_without_reason') },
];

const unknown = retry('session.unknown_close');

/** What a closed connection means. A code nobody knows is tried again and, by `needsAlert`, not in silence. */
export const reactionTo = ({ code, message, isLinked }: Close): CloseReaction =>
  rows.find(
    (row) =>
      row.code === code &&
      (row.linked ?? isLinked) === isLinked &&
      (row.message === undefined || row.message.test(message)),
  )?.reaction ?? unknown;
