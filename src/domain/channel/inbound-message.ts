import type { CustomerIdentity } from '#domain/conversation/customer';
import type { MessageContent } from '#domain/conversation/message-content';
import type { ChannelId } from '#domain/shared/ids';

/** What every channel turns its provider's format into. Immutable, and carries all that the rest of the path needs. */
export type InboundMessage = {
  readonly channelId: ChannelId;
  /** The provider's id of the message: the key that makes a second delivery a no-op. */
  readonly externalId: string;
  /** Everything the provider told us of who wrote; at least one. */
  readonly identities: readonly [CustomerIdentity, ...CustomerIdentity[]];
  readonly displayName: string | null;
  readonly content: MessageContent;
  /** The provider's id of the message this one answers to. */
  readonly quotes?: string | null;
  /** The sender's clock, for display; order comes from our own sequence. */
  readonly sentAt: Date;
  /** Written before we could see it: kept and shown, and never answered by the assistant (WA-9). Absent: no. */
  readonly isHistory?: boolean;
  /** The provider keeps its media for us: they are to be fetched. Absent: no. */
  readonly isMediaKept?: boolean;
};
