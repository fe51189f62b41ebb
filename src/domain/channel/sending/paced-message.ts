import type { SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { ConversationId, MessageId } from '#domain/shared/ids';

/** What pacing has to know of a message that wants to leave. */
export type PacedMessage = {
  readonly id: MessageId;
  readonly chat: ConversationId;
  /** A person's message does not wait for reading, typing or the morning; it counts like any other. */
  readonly by: 'automatic' | 'person';
  /** In characters. */
  readonly length: number;
  /** What it answers. `null`: the customer has never written here. */
  readonly lastInbound: { readonly at: Date; readonly length: number } | null;
  /** Our messages since then. */
  readonly unanswered: number;
  /** Anything of ours has ever left in this chat. */
  readonly wroteBefore: boolean;
};

/** Do we start this chat? The second message of a pair that is on its way does not start it again. */
export const startsChat = (ledger: SendingLedger, { chat, lastInbound, wroteBefore }: PacedMessage): boolean =>
  lastInbound === null &&
  !wroteBefore &&
  !ledger.chats.some((each) => each.chat === chat) &&
  !ledger.reservations.some((each) => each.chat === chat);
