import type { ConversationEffects } from '#application/ports/conversation-store';
import type { OrderRequest, OrderStatus } from '#domain/orders/order-request';
import type { ConversationId, CustomerId, OrderId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

export type OrderFilter = {
  readonly status?: OrderStatus;
  readonly conversationId?: ConversationId;
  readonly customerId?: CustomerId;
};

/** Order requests. They are born only by applying a turn. */
export interface OrderStore {
  find(id: OrderId): Promise<OrderRequest | null>;
  counts(): Promise<Readonly<Record<OrderStatus, number>>>;
  /** Newest first. */
  page(filter: OrderFilter, page: PageRequest): Promise<Page<OrderRequest>>;
  /**
   * Compare-and-set, together with the audit entry and the message that tells the customer: all or none.
   * The store itself refuses `approved`, `rejected` or an overridden price without a person's decision on record.
   * @throws {StaleWrite} somebody decided first. @throws {HumanDecisionRequired}
   */
  save(order: OrderRequest, effects: Pick<ConversationEffects, 'audit' | 'messages'>): Promise<OrderRequest>;
}
