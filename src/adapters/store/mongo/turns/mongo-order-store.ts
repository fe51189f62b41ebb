import { conversationRow } from '#adapters/store/mongo/conversations/conversation-record';
import { type Filter, oneOf } from '#adapters/store/mongo/filter';
import { queueMessages } from '#adapters/store/mongo/messages/queue-messages';
import { after, descending } from '#adapters/store/mongo/newest-first';
import type { TenantRows } from '#adapters/store/mongo/rows';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toOrder } from '#adapters/store/sql/mappers/document-mapper';
import { assertPersonDecided } from '#adapters/store/sql/turns/assert-person-decided';
import { noOrders } from '#adapters/store/sql/turns/sql-order-store';
import { NotFound } from '#application/not-found';
import type { ConversationEffects } from '#application/ports/conversation-store';
import type { OrderFilter, OrderStore } from '#application/ports/order-store';
import type { OrderRequest, OrderStatus } from '#domain/orders/order-request';
import type { OrderId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { updateOrder } from './order-records.js';

type Effects = Pick<ConversationEffects, 'audit' | 'messages'>;
type Orders = TenantRows['orders'];

/** A customer's orders are those of their conversations: which customer that is may change, the conversation does not. */
const matching = async (tx: TenantTx, { status, conversationId, customerId }: OrderFilter): Promise<Filter<Orders>> => {
  const ofStatus = status !== undefined && { status };
  if (customerId === undefined)
    return { ...ofStatus, ...(conversationId !== undefined && { conversation_id: conversationId }) };
  const theirs = await tx.rows('conversations', { filter: { customer_id: customerId }, only: ['id'] });
  const ids = theirs.map(({ id }) => id).filter((id) => conversationId === undefined || id === conversationId);
  return { ...ofStatus, conversation_id: oneOf(ids) };
};

export class MongoOrderStore implements OrderStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: OrderId): Promise<OrderRequest | null> {
    const row = await this.#database.read((tx) => tx.get('orders', id));
    return row === undefined ? null : toOrder(row);
  }

  async counts(): Promise<Readonly<Record<OrderStatus, number>>> {
    const byStatus = await this.#database.read((tx) => tx.tally('orders', 'status'));
    return { ...noOrders, ...Object.fromEntries(byStatus) };
  }

  page(filter: OrderFilter, request: PageRequest): Promise<Page<OrderRequest>> {
    return this.#database.read(async (tx) => {
      const limit = limitOf(request);
      const rows = await tx.rows('orders', {
        filter: { ...(await matching(tx, filter)), ...after<Orders>('created_at', positionOf('orders', request)) },
        sort: descending<Orders>('created_at'),
        limit: limit + 1,
      });
      return pageOf('orders', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toOrder);
    });
  }

  save(order: OrderRequest, effects: Effects): Promise<OrderRequest> {
    return this.#database.write((tx) => saveOrder(tx, order, effects));
  }
}

const saveOrder = async (tx: TenantTx, order: OrderRequest, effects: Effects): Promise<OrderRequest> => {
  const stored = await tx.get('orders', order.state.id);
  if (stored === undefined) throw new NotFound('order');
  assertPersonDecided(toOrder(stored), order, effects.audit ?? []);
  const saved = await updateOrder(tx, order);
  const conversation = await conversationRow(tx, order.state.conversationId);
  await queueMessages(tx, conversation, effects.messages ?? [], null);
  await appendAudit(tx, effects.audit ?? []);
  return saved;
};
