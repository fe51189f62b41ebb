/** Why a session is where it is. Stable codes: the panel words them. */
export const sessionCauses = [
  'session.new',
  'session.started',
  'session.code_shown',
  'session.scanned',
  'session.connected',
  /** The server or the network ended the connection. */
  'session.connection_lost',
  'session.no_connection',
  'session.restart_asked',
  /** Our own process that held the connection ended. */
  'session.process_ended',
  'session.server_busy',
  'session.server_error',
  'session.rate_limited',
  'session.closed_without_reason',
  'session.unknown_close',
  'session.code_not_scanned',
  /** The phone refused the link, or a pairing code was given up. */
  'session.pairing_refused',
  'session.unlinked_on_phone',
  'session.credentials_refused',
  'session.unlinked_here',
  'session.account_blocked',
  'session.opened_elsewhere',
  'session.version_too_old',
  'session.link_again_asked',
  'session.number_of_another_business',
  'session.key_does_not_fit',
  'session.paused_by_person',
] as const;
export type SessionCause = (typeof sessionCauses)[number];
