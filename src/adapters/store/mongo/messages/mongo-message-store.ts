import { above, below } from '#adapters/store/mongo/filter';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import type {
  ClaimTerms,
  DeliveryClaim,
  DeliveryResult,
  MediaClaim,
  MediaOutcome,
  MessageStore,
  Receipt,
} from '#application/ports/message-store';
import type { Message } from '#domain/conversation/message';
import type { ChannelId, ConversationId, MessageId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { claimDelivery, renewDelivery } from './delivery-line.js';
import { claimMedia, retryMedia } from './media-line.js';
import { messageByExternalId } from './message-records.js';
import { searchMessages } from './search-messages.js';
import { applyReceipt, retryMessage, settleDelivery } from './settle-delivery.js';
import { settleMedia, transcribe } from './settle-media.js';

export class MongoMessageStore implements MessageStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: MessageId): Promise<Message | null> {
    const row = await this.#database.read((tx) => tx.get('messages', id));
    return row === undefined ? null : toMessage(row);
  }

  page(conversationId: ConversationId, request: PageRequest): Promise<Page<Message>> {
    return this.#database.read(async (tx) => {
      const seq = positionOf('messages', request)?.at ?? Number.MAX_SAFE_INTEGER;
      const limit = limitOf(request);
      const filter = { conversation_id: conversationId, seq: below(seq) };
      const rows = await tx.rows('messages', { filter, sort: { seq: -1 }, limit: limit + 1 });
      return pageOf('messages', rows, limit, (row) => ({ at: row.seq, id: '' }), toMessage);
    });
  }

  since(conversationId: ConversationId, seq: number, limit: number): Promise<readonly Message[]> {
    return this.#database.read(async (tx) => {
      const filter = { conversation_id: conversationId, seq: above(seq) };
      return (await tx.rows('messages', { filter, sort: { seq: 1 }, limit })).map(toMessage);
    });
  }

  search(text: string, request: PageRequest): Promise<Page<Message>> {
    return this.#database.read((tx) => searchMessages(tx, text, request));
  }

  claimDelivery(
    conversationId: ConversationId,
    holdAssistant: boolean,
    terms: ClaimTerms | null = null,
  ): Promise<DeliveryClaim> {
    return this.#database.write((tx) => claimDelivery(tx, conversationId, holdAssistant, terms));
  }

  renewDelivery(id: MessageId, attempt: number, heldForMs: number): Promise<boolean> {
    return this.#database.write((tx) => renewDelivery(tx, id, attempt, heldForMs));
  }

  settleDelivery(id: MessageId, attempt: number, result: DeliveryResult): Promise<boolean> {
    return this.#database.write((tx) => settleDelivery(tx, id, attempt, result));
  }

  applyReceipt(receipt: Receipt): Promise<ConversationId | null> {
    return this.#database.write((tx) => applyReceipt(tx, receipt));
  }

  settleMedia(channelId: ChannelId, externalId: string, outcome: MediaOutcome): Promise<Message | null> {
    return this.#database.write((tx) => settleMedia(tx, channelId, externalId, outcome));
  }

  claimMedia(id: MessageId, leaseMs: number): Promise<MediaClaim | null> {
    return this.#database.write((tx) => claimMedia(tx, id, leaseMs));
  }

  retryMedia(id: MessageId, inMs: number): Promise<void> {
    return this.#database.write((tx) => retryMedia(tx, id, inMs));
  }

  transcribe(id: MessageId, text: string | null): Promise<void> {
    return this.#database.write((tx) => transcribe(tx, id, text));
  }

  async findByExternalId(channelId: ChannelId, externalId: string): Promise<Message | null> {
    const row = await this.#database.read((tx) => messageByExternalId(tx, channelId, externalId));
    return row === undefined ? null : toMessage(row);
  }

  async retry(id: MessageId): Promise<Message> {
    return toMessage(await this.#database.write((tx) => retryMessage(tx, id)));
  }
}
