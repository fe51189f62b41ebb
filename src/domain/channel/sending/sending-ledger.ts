import type { PacingReason } from '#domain/channel/sending/pacing-reason';
import type { WarningKind } from '#domain/channel/sending/sending-rules';
import type { SlidingCount } from '#domain/channel/sending/sliding-count';
import type { ConversationId, MessageId } from '#domain/shared/ids';

/** A message's moment. Times are milliseconds since 1970, as everywhere in the ledger: it is stored as JSON. */
export type Reservation = {
  readonly id: MessageId;
  readonly chat: ConversationId;
  readonly by: 'automatic' | 'person';
  readonly readAt: number;
  readonly typingFrom: number;
  readonly sendAt: number;
  readonly reason: PacingReason;
  /** It counts against the cap of new contacts. */
  readonly startsChat: boolean;
};

export type Warning = { readonly kind: WarningKind; readonly at: number };

/** `until: null`: a person has to resume. */
export type Pause = { readonly since: number; readonly until: number | null; readonly kind: WarningKind };

/**
 * What one number has sent and promised to send: all that pacing remembers. A value of a few kilobytes, whatever the
 * traffic; one row per channel session, so that a restart forgets nothing.
 */
export type SendingLedger = {
  readonly v: 1;
  /** Of the jitter: the same seed and message give the same times. */
  readonly seed: number;
  /** When the number was first linked: its age. */
  readonly linkedAt: number;
  /** When the connection last opened again after a loss. */
  readonly reopenedAt: number | null;
  readonly minute: SlidingCount;
  readonly hour: SlidingCount;
  readonly day: SlidingCount;
  /** Chats we started. */
  readonly newContacts: SlidingCount;
  readonly received: SlidingCount;
  readonly reconnects: SlidingCount;
  readonly lastSentAt: number | null;
  /** Where we wrote last, newest at the end. */
  readonly chats: readonly { readonly chat: ConversationId; readonly at: number }[];
  /** By their moment. */
  readonly reservations: readonly Reservation[];
  /** The last ones, newest at the end. */
  readonly warnings: readonly Warning[];
  readonly pause: Pause | null;
};

/** A number that has just been linked, or is new to us. */
export const openLedger = ({ seed, linkedAt }: { readonly seed: number; readonly linkedAt: Date }): SendingLedger => ({
  v: 1,
  seed,
  linkedAt: linkedAt.getTime(),
  reopenedAt: null,
  minute: [],
  hour: [],
  day: [],
  newContacts: [],
  received: [],
  reconnects: [],
  lastSentAt: null,
  chats: [],
  reservations: [],
  warnings: [],
  pause: null,
});

/** More than these have no moment at once; the others wait without one. */
export const mostReservations = 24;
/** A reservation nobody used for so long is void: the process was away, and all of them at once would be a burst. */
export const missedAfterMs = 10_000;

/** Has it still its moment? */
export const isOpen = ({ sendAt }: Reservation, now: number): boolean => sendAt + missedAfterMs >= now;

/** When we last wrote in a chat, or will. `null`: not within what the ledger remembers. */
export const lastInChat = (ledger: SendingLedger, chat: ConversationId): number | null => {
  const planned = ledger.reservations.filter((each) => each.chat === chat).at(-1)?.sendAt;
  return planned ?? ledger.chats.find((each) => each.chat === chat)?.at ?? null;
};
