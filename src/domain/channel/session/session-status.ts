import type { Transitions } from '#domain/shared/state-machine';

/** Everything a number's connection can be in; each is shown as it is. */
export const sessionStatuses = [
  /** Nothing to connect with: nobody has scanned yet, or it was unlinked on purpose. */
  'unlinked',
  'connecting',
  /** A QR code or a pairing code is shown. */
  'pairing',
  'open',
  /** It was lost and is tried again by itself. */
  'reconnecting',
  /** The phone unlinked us. */
  'logged_out',
  'banned',
  /** Another program opened a connection with the same link. Never fought for. */
  'replaced',
  /** WhatsApp no longer speaks with our version. */
  'outdated',
  'pairing_expired',
  /** It was scanned by a number that another business has here. */
  'number_taken',
  /** What is stored cannot be decrypted. Never overwritten: with the right key it is good again. */
  'unreadable_credentials',
  /** A person stopped it. */
  'paused',
] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** It has, wants or seeks a connection: what a close says is news. In the others it is an echo. */
export const isLive = (status: SessionStatus): boolean =>
  status === 'connecting' || status === 'pairing' || status === 'open' || status === 'reconnecting';

const stops = [
  'logged_out',
  'banned',
  'replaced',
  'outdated',
  'number_taken',
  'unreadable_credentials',
  'pairing_expired',
] as const;
const again = ['connecting', 'unlinked'] as const;

export const sessionTransitions: Transitions<SessionStatus> = {
  unlinked: ['connecting', 'unreadable_credentials'],
  connecting: ['pairing', 'open', 'reconnecting', 'connecting', 'paused', 'unlinked', ...stops],
  pairing: ['connecting', 'open', 'reconnecting', 'paused', 'unlinked', ...stops],
  open: ['connecting', 'reconnecting', 'paused', 'unlinked', ...stops],
  reconnecting: ['connecting', 'reconnecting', 'paused', 'unlinked', ...stops],
  logged_out: again,
  banned: again,
  replaced: again,
  outdated: again,
  pairing_expired: again,
  number_taken: again,
  unreadable_credentials: again,
  // Paused, it may still hear its end: the phone unlinked it meanwhile.
  paused: [...again, ...stops],
};
