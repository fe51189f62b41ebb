import { openKey, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { toCustomer } from '#adapters/store/sql/mappers/customer-mapper';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type {
  Arrival,
  ConversationEffects,
  ConversationFilter,
  ConversationStore,
  ConversationSummary,
  Received,
  TurnLease,
} from '#application/ports/conversation-store';
import type { Conversation } from '#domain/conversation/conversation';
import type { Customer, CustomerIdentity } from '#domain/conversation/customer';
import type { ChannelId, ConversationId, CustomerId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { pageConversations } from './conversation-pages.js';
import { conversationById, lastClosed, openConversation } from './conversation-statements.js';
import { customerById, identitiesOf, identityOwner } from './customer-statements.js';
import { receiveArrival } from './receive-arrival.js';
import { saveConversation } from './save-conversation.js';
import { claimTurn, countTurnFailure, releaseTurn } from './turn-lease.js';

export class SqlConversationStore implements ConversationStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  receive(arrival: Arrival): Promise<Received> {
    return this.#database.write((tx) => receiveArrival(tx, arrival));
  }

  async find(id: ConversationId): Promise<Conversation | null> {
    const row = await this.#database.read((tx) => tx.first(conversationById, { id }));
    return row === undefined ? null : toConversation(row);
  }

  findCustomer(id: CustomerId): Promise<Customer | null> {
    return this.#database.read(async (tx) => {
      const row = await tx.first(customerById, { id });
      return row === undefined ? null : toCustomer(row, await tx.rows(identitiesOf, { customerId: id }));
    });
  }

  findLatestByIdentity(channelId: ChannelId, { scheme, value }: CustomerIdentity): Promise<Conversation | null> {
    return this.#database.read(async (tx) => {
      const owner = await tx.first(identityOwner, { scheme, value });
      if (owner === undefined) return null;
      const open = await tx.first(openConversation, { key: openKey(channelId, owner.customer_id) });
      const row = open ?? (await tx.first(lastClosed, { channelId, customerId: owner.customer_id }));
      return row === undefined ? null : toConversation(row);
    });
  }

  page(filter: ConversationFilter, request: PageRequest): Promise<Page<ConversationSummary>> {
    return this.#database.read((tx) => pageConversations(tx, filter, request));
  }

  save(conversation: Conversation, effects: ConversationEffects): Promise<Conversation> {
    return this.#database.write((tx) => saveConversation(tx, conversation, effects));
  }

  claimTurn(id: ConversationId, owner: string, ttlMs: number): Promise<TurnLease | null> {
    return this.#database.write((tx) => claimTurn(tx, id, owner, ttlMs));
  }

  releaseTurn(id: ConversationId, fence: number, dueInMs: number | null): Promise<void> {
    return this.#database.write((tx) => releaseTurn(tx, id, fence, dueInMs));
  }

  countTurnFailure(id: ConversationId, fence: number): Promise<number> {
    return this.#database.write((tx) => countTurnFailure(tx, id, fence));
  }
}
