import { openKey, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type {
  Arrival,
  ConversationEffects,
  ConversationFilter,
  ConversationStore,
  ConversationSummary,
  InboxCounts,
  OpenCounts,
  OwnArrival,
  Received,
  TurnLease,
} from '#application/ports/conversation-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Conversation } from '#domain/conversation/conversation';
import type { Customer, CustomerIdentity } from '#domain/conversation/customer';
import type { Note } from '#domain/conversation/note';
import type { ChannelId, ConversationId, CustomerId, FileId, UserId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { lookupOf } from './address-rows.js';
import { pageConversations } from './conversation-pages.js';
import { conversationById, lastClosed, openConversation } from './conversation-statements.js';
import { identityOwner } from './customer-statements.js';
import { eraseCustomer } from './erase-customer.js';
import { countInbox, countOpen, tagsOf } from './inbox-counts.js';
import { joinIdentities } from './join-identities.js';
import { notesOf, writeNote } from './notes.js';
import { moveReadMark, readSeqOf } from './read-marks.js';
import { receiveArrival } from './receive-arrival.js';
import { receiveOwn } from './receive-own.js';
import { saveConversation } from './save-conversation.js';
import { findCustomer, saveCustomer } from './save-customer.js';
import { claimTurn, countTurnFailure, releaseTurn, renewTurn } from './turn-lease.js';

export class SqlConversationStore implements ConversationStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  receive(arrival: Arrival): Promise<Received> {
    return this.#database.write((tx) => receiveArrival(tx, arrival));
  }

  receiveOwn(own: OwnArrival): Promise<Received> {
    return this.#database.write((tx) => receiveOwn(tx, own));
  }

  joinIdentities(left: CustomerIdentity, right: CustomerIdentity): Promise<readonly ConversationId[]> {
    return this.#database.write((tx) => joinIdentities(tx, left, right));
  }

  async find(id: ConversationId): Promise<Conversation | null> {
    const row = await this.#database.read((tx) => tx.first(conversationById, { id }));
    return row === undefined ? null : toConversation(row);
  }

  findCustomer(id: CustomerId): Promise<Customer | null> {
    return this.#database.read((tx) => findCustomer(tx, id));
  }

  findLatestByIdentity(channelId: ChannelId, identity: CustomerIdentity): Promise<Conversation | null> {
    return this.#database.read(async (tx) => {
      const owner = await tx.first(identityOwner, lookupOf(tx, identity));
      if (owner === undefined) return null;
      const open = await tx.first(openConversation, { key: openKey(channelId, owner.customer_id) });
      const row = open ?? (await tx.first(lastClosed, { channelId, customerId: owner.customer_id }));
      return row === undefined ? null : toConversation(row);
    });
  }

  page(filter: ConversationFilter, request: PageRequest, reader: UserId | null): Promise<Page<ConversationSummary>> {
    return this.#database.read((tx) => pageConversations(tx, filter, request, reader));
  }

  counts(): Promise<OpenCounts> {
    return this.#database.read(countOpen);
  }

  inboxCounts(reader: UserId | null): Promise<InboxCounts> {
    return this.#database.read((tx) => countInbox(tx, reader));
  }

  tags(): Promise<readonly string[]> {
    return this.#database.read(tagsOf);
  }

  async markRead(id: ConversationId, reader: UserId, seq: number): Promise<void> {
    // Whoever looks at a conversation says so again and again, and a read costs no wait for the disk.
    if ((await this.readSeq(id, reader)) < seq) await this.#database.write((tx) => moveReadMark(tx, reader, id, seq));
  }

  readSeq(id: ConversationId, reader: UserId): Promise<number> {
    return this.#database.read((tx) => readSeqOf(tx, reader, id));
  }

  notes(id: ConversationId): Promise<readonly Note[]> {
    return this.#database.read((tx) => notesOf(tx, id));
  }

  addNote(note: Note, audit: AuditDraft): Promise<Note> {
    return this.#database.write((tx) => writeNote(tx, note, audit));
  }

  saveCustomer(customer: Customer, audit: AuditDraft): Promise<Customer> {
    return this.#database.write((tx) => saveCustomer(tx, customer, audit));
  }

  async eraseCustomer(id: CustomerId, audit: AuditDraft): Promise<readonly FileId[]> {
    const files = await this.#database.write((tx) => eraseCustomer(tx, id, audit));
    this.#database.forgetCustomer(id);
    return files;
  }

  save(conversation: Conversation, effects: ConversationEffects): Promise<Conversation> {
    return this.#database.write((tx) => saveConversation(tx, conversation, effects));
  }

  claimTurn(id: ConversationId, owner: string, ttlMs: number): Promise<TurnLease | null> {
    // A lease that a power cut undoes was held by nobody who is still there.
    return this.#database.writeAhead((tx) => claimTurn(tx, id, owner, ttlMs));
  }

  renewTurn(id: ConversationId, fence: number, ttlMs: number): Promise<boolean> {
    return this.#database.write((tx) => renewTurn(tx, id, fence, ttlMs));
  }

  releaseTurn(id: ConversationId, fence: number, dueInMs: number | null): Promise<void> {
    return this.#database.write((tx) => releaseTurn(tx, id, fence, dueInMs));
  }

  countTurnFailure(id: ConversationId, fence: number): Promise<number> {
    return this.#database.write((tx) => countTurnFailure(tx, id, fence));
  }
}
