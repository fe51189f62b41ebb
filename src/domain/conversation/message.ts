import type { MessageContent } from '#domain/conversation/message-content';
import type { MessageStatus } from '#domain/conversation/message-status';
import type { ChannelId, ConversationId, FormId, MessageId, TenantId, TurnId, UserId } from '#domain/shared/ids';

/** Who wrote it. */
export type MessageAuthor =
  | { readonly kind: 'customer' }
  | { readonly kind: 'assistant' }
  | { readonly kind: 'human'; readonly userId: UserId; readonly name: string }
  /** Somebody of the business, on the phone itself (WA-9); which person, nobody can tell. */
  | { readonly kind: 'owner_phone' }
  /** A system template, such as the news that an order was approved. */
  | { readonly kind: 'system' };

/**
 * A choice shown under a message; tapping or typing its number comes back as `id`. With a `url` it is a link that leads away,
 * with a `form` it opens that form; where neither can be shown the text says what to do.
 */
export type OfferedChoice = {
  readonly id: string;
  readonly label: string;
  readonly url?: string;
  readonly form?: FormId;
};

/**
 * Why the assistant passes an inbound message by. `history`: written before we could see it. `late`: it came so long after it
 * was written that an answer by itself would surprise; a person was called.
 */
export type SetAside = 'history' | 'late';

export type Message = {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly channelId: ChannelId;
  /** 1, 2, 3 … in its conversation, both directions: the order everybody sees. */
  readonly seq: number;
  readonly direction: 'in' | 'out';
  readonly author: MessageAuthor;
  readonly content: MessageContent;
  /** The provider's id of the message this one answers to. */
  readonly quotes?: string | null;
  readonly setAside?: SetAside | null;
  readonly choices: readonly OfferedChoice[];
  readonly status: MessageStatus;
  /** The provider's id, once known. */
  readonly externalId: string | null;
  /** The turn that wrote it, for what the assistant said. */
  readonly turnId: TurnId | null;
  /** The conversation's epoch when the assistant wrote it: after a take-over it may not leave any more. */
  readonly epoch: number;
  /** Mentions an order or a payment: from `unknown` only a person may resend it. */
  readonly sensitive: boolean;
  /** How often it was handed to the provider. */
  readonly attempts: number;
  /** Why it waits or failed, as a stable code. */
  readonly statusReason: string | null;
  readonly createdAt: Date;
  readonly statusAt: Date;
};

/** An outbound message before the store gives it its place in the conversation. */
export type OutboundDraft = Pick<Message, 'id' | 'content' | 'choices' | 'turnId' | 'epoch' | 'sensitive'> & {
  readonly author: Exclude<MessageAuthor, { kind: 'customer' }>;
  readonly quotes?: string | null;
  /** It may be called back for so long before it leaves, in milliseconds. */
  readonly holdMs?: number;
};
