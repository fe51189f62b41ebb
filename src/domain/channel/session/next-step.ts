import type { SessionCause } from '#domain/channel/session/session-cause';
import type { SessionStatus } from '#domain/channel/session/session-status';

/** What a person can do. Stable codes: the panel words them and puts the button. */
export type NextStep =
  /** All is well. */
  | 'none'
  /** It goes on by itself. */
  | 'wait'
  | 'scan'
  | 'scan_again'
  | 'new_qr'
  | 'contact_whatsapp'
  | 'link_again'
  | 'update_wakil'
  | 'check_other_device'
  | 'restore_key'
  | 'use_another_number'
  | 'resume';

const steps: Readonly<Record<SessionStatus, NextStep>> = {
  unlinked: 'new_qr',
  connecting: 'wait',
  pairing: 'scan',
  open: 'none',
  reconnecting: 'wait',
  logged_out: 'link_again',
  banned: 'contact_whatsapp',
  replaced: 'check_other_device',
  outdated: 'update_wakil',
  pairing_expired: 'new_qr',
  number_taken: 'use_another_number',
  unreadable_credentials: 'restore_key',
  paused: 'resume',
};

/** Pure: the same state and cause have the same way on. */
export const nextStep = (status: SessionStatus, cause: SessionCause): NextStep =>
  status === 'pairing_expired' && cause === 'session.pairing_refused' ? 'scan_again' : steps[status];
