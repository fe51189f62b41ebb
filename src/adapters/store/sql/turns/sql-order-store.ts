import { conversationById } from '#adapters/store/sql/conversations/conversation-statements';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toOrder } from '#adapters/store/sql/mappers/document-mapper';
import { queueMessages } from '#adapters/store/sql/messages/queue-messages';
import { newestFirst } from '#adapters/store/sql/newest-first';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { ConversationEffects } from '#application/ports/conversation-store';
import type { OrderFilter, OrderStore } from '#application/ports/order-store';
import type { OrderRequest, OrderStatus } from '#domain/orders/order-request';
import type { CustomerId, OrderId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { assertPersonDecided } from './assert-person-decided.js';
import { orderById, ordersByStatus, updateOrder } from './order-statements.js';

export const noOrders: Readonly<Record<OrderStatus, number>> = {
  pending: 0,
  approved: 0,
  rejected: 0,
  cancelled: 0,
  expired: 0,
  fulfilled: 0,
};

const conversationsOf = ({ db, tenantId }: TenantTx, customerId: CustomerId) =>
  db.selectFrom('conversations').select('id').where('tenant_id', '=', tenantId).where('customer_id', '=', customerId);

type Effects = Pick<ConversationEffects, 'audit' | 'messages'>;

export class SqlOrderStore implements OrderStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: OrderId): Promise<OrderRequest | null> {
    const row = await this.#database.read((tx) => tx.first(orderById, { id }));
    return row === undefined ? null : toOrder(row);
  }

  async counts(): Promise<Readonly<Record<OrderStatus, number>>> {
    const rows = await this.#database.read((tx) => tx.rows(ordersByStatus, {}));
    return { ...noOrders, ...Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)])) };
  }

  async page(filter: OrderFilter, request: PageRequest): Promise<Page<OrderRequest>> {
    const position = positionOf('orders', request);
    const limit = limitOf(request);
    const rows = await this.#database.read((tx) => {
      let query = tx.db.selectFrom('orders').selectAll().where('tenant_id', '=', tx.tenantId);
      if (filter.status !== undefined) query = query.where('status', '=', filter.status);
      if (filter.conversationId !== undefined) query = query.where('conversation_id', '=', filter.conversationId);
      if (filter.customerId !== undefined)
        query = query.where('conversation_id', 'in', conversationsOf(tx, filter.customerId));
      const sorted = query
        .where(newestFirst('created_at', position))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc');
      return sorted.limit(limit + 1).execute();
    });
    return pageOf('orders', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toOrder);
  }

  save(order: OrderRequest, effects: Effects): Promise<OrderRequest> {
    return this.#database.write((tx) => saveOrder(tx, order, effects));
  }
}

const saveOrder = async (tx: TenantTx, order: OrderRequest, effects: Effects): Promise<OrderRequest> => {
  const stored = await tx.first(orderById, { id: order.state.id });
  if (stored === undefined) throw new NotFound('order');
  assertPersonDecided(toOrder(stored), order, effects.audit ?? []);
  const saved = await updateOrder(tx, order);
  const conversation = await tx.first(conversationById, { id: order.state.conversationId });
  if (conversation === undefined) throw new NotFound('conversation');
  await queueMessages(tx, conversation, effects.messages ?? [], null);
  await appendAudit(tx, effects.audit ?? []);
  return saved;
};
