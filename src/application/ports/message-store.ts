import type { ChannelKind } from '#domain/channel/channel';
import type { Message } from '#domain/conversation/message';
import type { MediaState } from '#domain/conversation/message-content';
import type { ReceiptStatus } from '#domain/conversation/message-status';
import type { StoredFile } from '#domain/conversation/stored-file';
import type { ChannelId, ConversationId, CustomerId, MessageId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** What became of one try to hand a message to the provider. */
export type DeliveryResult =
  | { readonly status: 'sent'; readonly externalId: string | null }
  /** Back in the queue; `counts` says whether this try counts against the message. */
  | { readonly status: 'queued'; readonly reason: string; readonly retryInMs: number; readonly counts: boolean }
  | { readonly status: 'failed'; readonly reason: string }
  /** Waits for the provider's word until `reconcileMs` of running time have passed. */
  | { readonly status: 'unknown'; readonly reason: string; readonly reconcileMs: number }
  | { readonly status: 'cancelled'; readonly reason: string };

/** What may be sent next in a conversation. */
export type DeliveryClaim =
  /** Claimed: it is `sending` now, and only this caller may send it. */
  | {
      readonly kind: 'claimed';
      readonly message: Message;
      readonly customerId: CustomerId;
      /** Of the conversation, as it stood at the claim. */
      readonly lastInboundAt: Date | null;
    }
  /** Nothing now; look again then (`null`: nothing is waiting at all). */
  | { readonly kind: 'wait'; readonly untilMs: number | null }
  /** The number it leaves by is held by another process, which is called so: only that one can send it. */
  | { readonly kind: 'elsewhere'; readonly holder: string };

/** How long a claim is good for, and what becomes of the message if who claimed it does not live to tell. */
export type ClaimTerms = {
  readonly heldForMs: number;
  /** It may have left: it waits so long for the provider's word, from when somebody notices. */
  readonly reconcileMs: number;
  /** Where sending twice is as good as once it goes again at once. */
  readonly repeatable: readonly ChannelKind[];
  /** Who asks, by its name in the leases of numbers; `null`: no other process holds any. */
  readonly holder: string | null;
};

/** What became of the media of a message. */
export type MediaOutcome =
  | { readonly state: 'stored'; readonly file: StoredFile }
  | { readonly state: Exclude<MediaState, 'fetching' | 'stored'> };

/** Media to be fetched; `attempt` counts from 1. */
export type MediaClaim = { readonly message: Message; readonly attempt: number };

export type Receipt = {
  readonly channelId: ChannelId;
  /** Our id, when the provider gave it back. */
  readonly messageId: MessageId | null;
  readonly externalId: string | null;
  readonly status: ReceiptStatus;
  readonly reason: string | null;
  readonly at: Date;
};

/** The messages of one tenant's conversations, and the line of those that still have to leave. */
export interface MessageStore {
  find(id: MessageId): Promise<Message | null>;
  /** Newest first when `after` is null or a cursor of such a page. */
  page(conversationId: ConversationId, page: PageRequest): Promise<Page<Message>>;
  /** Oldest first, numbers above `seq`, at most `limit`. */
  since(conversationId: ConversationId, seq: number, limit: number): Promise<readonly Message[]>;
  /**
   * Messages of customers, people and the system that hold every word of the text, newest first. Words are normalised, Arabic
   * too; the last one may be a beginning. What the assistant said is not searched: it is template and catalogue text.
   */
  search(text: string, page: PageRequest): Promise<Page<Message>>;
  /**
   * Claims the oldest outbound message that has not left. Head of line: while one is `sending`, or `unknown` inside its
   * window, nothing behind it moves. An assistant's message of an older epoch, or in a conversation a person holds, is
   * cancelled here and never claimed. With `holdAssistant` the assistant's messages wait where they are (the kill switch). A claim
   * that is neither renewed nor settled ends by its terms; without terms, at a process's next start.
   */
  claimDelivery(
    conversationId: ConversationId,
    holdAssistant: boolean,
    terms?: ClaimTerms | null,
  ): Promise<DeliveryClaim>;
  /** Holds a claim for longer, while the provider is slow. `false`: it is over, or somebody else's. */
  renewDelivery(id: MessageId, attempt: number, heldForMs: number): Promise<boolean>;
  /**
   * Ends a claim. A message that a receipt moved further meanwhile stays there. Resolves to whether the line is worth another look:
   * `false`, nothing is waiting in it.
   */
  settleDelivery(id: MessageId, attempt: number, result: DeliveryResult): Promise<boolean>;
  /** Applies a receipt; never backwards. Resolves to the conversation of the message; `null`: no such message here. */
  applyReceipt(receipt: Receipt): Promise<ConversationId | null>;
  /**
   * Says what became of a message's media, by the provider's id of it. Once they are stored they stay so. The file belongs to
   * the conversation then. `null`: no such message, it has none, or they are stored already.
   */
  settleMedia(channelId: ChannelId, externalId: string, outcome: MediaOutcome): Promise<Message | null>;
  /** Media that a provider keeps for us and that are due; nobody else gets them for `leaseMs`. `null`: not due, or not any more. */
  claimMedia(id: MessageId, leaseMs: number): Promise<MediaClaim | null>;
  /** Due again after that long; `settleMedia` ends it. */
  retryMedia(id: MessageId, inMs: number): Promise<void>;
  /**
   * Puts what a voice note says where its caption stands, once, marked as heard by a model, so that the team reads and finds it.
   * `null`: nobody could write it down. An answer that waited for it is due now.
   */
  transcribe(id: MessageId, text: string | null): Promise<void>;
  /** The message with this id of the provider's, whichever way it went. */
  findByExternalId(channelId: ChannelId, externalId: string): Promise<Message | null>;
  /** Puts a failed or unknown message back into the line, by a person's word. @throws {IllegalTransition} */
  retry(id: MessageId): Promise<Message>;
}
