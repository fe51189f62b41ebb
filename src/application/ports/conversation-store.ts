import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Conversation, ConversationMode } from '#domain/conversation/conversation';
import type { Customer, CustomerIdentity } from '#domain/conversation/customer';
import type { Message, OutboundDraft } from '#domain/conversation/message';
import type { MessageContent } from '#domain/conversation/message-content';
import type { Note } from '#domain/conversation/note';
import type { ChannelId, ConversationId, CustomerId, FileId, MessageId, UserId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** One inbound message with the ids it gets if it, its customer or its conversation are new. */
export type Arrival = {
  readonly messageId: MessageId;
  readonly newCustomerId: CustomerId;
  readonly newConversationId: ConversationId;
  readonly channelId: ChannelId;
  readonly externalId: string;
  readonly identities: readonly [CustomerIdentity, ...CustomerIdentity[]];
  readonly displayName: string | null;
  readonly content: MessageContent;
  readonly quotes?: string | null;
  /** Kept and shown, and never answered: no answer becomes due, and nothing counts as unanswered. */
  readonly isHistory?: boolean;
  /** Too old to be answered by itself: as with history no answer becomes due, and a person is called (`while_away`), once. */
  readonly isLate?: boolean;
  /** The provider keeps its media: they stand in the line of what is to be fetched, from the same moment. */
  readonly isMediaKept?: boolean;
  readonly sentAt: Date;
  readonly receivedAt: Date;
  /** The answer is due this long after the last message of a burst, and no later than `maxSettleMs` after its first. */
  readonly settleMs: number;
  readonly maxSettleMs: number;
};

export type Received = {
  /** `duplicate`: it was stored before; the ids are those of the first delivery. */
  readonly kind: 'stored' | 'duplicate';
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly seq: number;
  /** How long until the answer is due; `null` when none is (a person has the conversation, or it was answered before). */
  readonly turnDueInMs: number | null;
  /** This message called a person into the conversation. */
  readonly calledPerson: boolean;
};

/** What the owner of the number wrote on the phone itself, with the ids it gets if the conversation is new. */
export type OwnArrival = Omit<Arrival, 'isLate' | 'settleMs' | 'maxSettleMs'>;

/** A right to decide for a conversation, until it expires. `fence` goes with every write made under it. */
export type TurnLease = { readonly conversation: Conversation; readonly fence: number };

export type ConversationFilter = {
  readonly status?: 'open' | 'closed';
  readonly mode?: ConversationMode;
  readonly channelId?: ChannelId;
  readonly holder?: UserId;
  readonly customerId?: CustomerId;
  /** `null`: nobody's. */
  readonly assignee?: UserId | null;
  readonly tag?: string;
  /** Something came in that the reader has not read. */
  readonly unread?: true;
};

/** What the inbox shows for one conversation. */
export type ConversationSummary = {
  readonly conversation: Conversation;
  readonly customer: Customer;
  readonly lastMessage: Message | null;
  /** The last number the person who asks has read; 0 for nothing, also when no person asks. */
  readonly readSeq: number;
};

/** `assistant`, `waiting` and `human` are modes of open conversations. */
export type OpenCounts = Readonly<Record<ConversationMode, number>> & { readonly unassigned: number };

/** What the tabs of one person's inbox say. `mine`: open, and their task or held by them; `unread`: open ones. */
export type InboxCounts = OpenCounts & { readonly mine: number; readonly unread: number; readonly closed: number };

/** What is written together with a conversation: all or none. */
export type ConversationEffects = {
  readonly audit?: readonly AuditDraft[];
  /** Messages to queue at the end of the conversation, in this order. An id that exists already is left as it is. */
  readonly messages?: readonly OutboundDraft[];
  /** Withdraws what the assistant has queued here and not yet handed to the provider. */
  readonly cancelAssistant?: boolean;
  /** A person has dealt with all that came in so far. */
  readonly markAnswered?: boolean;
};

/** Where one tenant's conversations live. */
export interface ConversationStore {
  /**
   * Stores an inbound message once: dedupe on (channel, external id), resolve or create the customer by any of the
   * identities (adding those nobody has, joining those of one person), resolve or create the open conversation, give the
   * message its number. Atomic. Two copies at once: one is stored, the other is told `duplicate`.
   * A copy of what could not be decrypted fills that in, once, in its place (`stored`): its answer becomes due, or a person is
   * called where the conversation has moved on.
   */
  receive(arrival: Arrival): Promise<Received>;
  /**
   * Stores what the owner wrote on the phone, once, as sent by `owner_phone`; `identities` are the customer's. Unless it is
   * history the conversation is taken over on the phone: what the assistant has queued is withdrawn, and what came in counts
   * as answered. What we sent ourselves is a duplicate, by its external id. Atomic.
   */
  receiveOwn(own: OwnArrival): Promise<Received>;
  /**
   * Two identities are one person's (WA-8): the second becomes the customer's who has the first, or the other way round; two
   * customers become the older one, with all that is theirs, and of two open conversations on a channel the newer goes on.
   * Nothing is joined where nobody is known yet, or where both have an account id of their own (a number that changed hands).
   * @returns the conversations that changed.
   */
  joinIdentities(left: CustomerIdentity, right: CustomerIdentity): Promise<readonly ConversationId[]>;
  find(id: ConversationId): Promise<Conversation | null>;
  findCustomer(id: CustomerId): Promise<Customer | null>;
  /** The customer's newest conversation on the channel, by identity: the open one, else the one closed last. */
  findLatestByIdentity(channelId: ChannelId, identity: CustomerIdentity): Promise<Conversation | null>;
  /** Latest activity first. @param reader whose read marks go with it. */
  page(filter: ConversationFilter, page: PageRequest, reader: UserId | null): Promise<Page<ConversationSummary>>;
  /** Open conversations by who has them now. */
  counts(): Promise<OpenCounts>;
  /** @param reader whose tasks and read marks are counted; `null`: nobody's. */
  inboxCounts(reader: UserId | null): Promise<InboxCounts>;
  /** What the tenant's people have called their conversations, most used first; at most 100. */
  tags(): Promise<readonly string[]>;
  /** Moves a person's read mark forward, never back. */
  markRead(id: ConversationId, reader: UserId, seq: number): Promise<void>;
  readSeq(id: ConversationId, reader: UserId): Promise<number>;
  /** Oldest first, at most 200. */
  notes(id: ConversationId): Promise<readonly Note[]>;
  addNote(note: Note, audit: AuditDraft): Promise<Note>;
  /** The card of a customer: name, language, contact. @throws {StaleWrite} */
  saveCustomer(customer: Customer, audit: AuditDraft): Promise<Customer>;
  /**
   * Takes away all there is of a customer, and what opens it in copies that lie elsewhere.
   * @returns the files of their conversations, whose bytes are elsewhere. @throws {NotFound}
   */
  eraseCustomer(id: CustomerId, audit: AuditDraft): Promise<readonly FileId[]>;
  /**
   * Writes the state (not the counters) and its effects. Messages that come or go meanwhile are no conflict.
   * @throws {StaleWrite} somebody saved this conversation after it was read.
   */
  save(conversation: Conversation, effects: ConversationEffects): Promise<Conversation>;
  /** Takes the turn lease if the answer is due and nobody holds it. `null` otherwise. By the store's clock. */
  claimTurn(id: ConversationId, owner: string, ttlMs: number): Promise<TurnLease | null>;
  /** Goes on, also when it ran out and nobody took it. `false`: it is somebody else's by now, or was given back. */
  renewTurn(id: ConversationId, fence: number, ttlMs: number): Promise<boolean>;
  /** Gives the lease back without a turn. `dueInMs`: try again then; `null`: nothing is due until the next message. */
  releaseTurn(id: ConversationId, fence: number, dueInMs: number | null): Promise<void>;
  /** Counts a failed attempt to decide; resolves to how many there were in a row. A written turn resets it. */
  countTurnFailure(id: ConversationId, fence: number): Promise<number>;
}
