import { encodeJson } from '#adapters/store/sql/json-codec';
import { assertOwn } from '#adapters/store/sql/own';
import type { OrderRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { OrderRequest } from '#domain/orders/order-request';
import { StaleWrite } from '#domain/shared/stale-write';

export const orderById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('orders').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

/** From an index alone. */
export const ordersByStatus = tenantStatement()((db, _, tenant) =>
  db
    .selectFrom('orders')
    .select((row) => ['status', row.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenant)
    .groupBy('status'),
);

export const ordersOfConversation = tenantStatement<{ conversationId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('orders')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('conversation_id', '=', arg('conversationId')),
);

export const writeOrderBody = tenantStatement<Pick<OrderRow, 'id' | 'body'>>()((db, arg, tenant) =>
  db
    .updateTable('orders')
    .set({ body: arg('body') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

const nextNumber = tenantStatement()((db, _, tenant) =>
  db
    .updateTable('tenants')
    .set((row) => ({ order_count: row('order_count', '+', 1) }))
    .where('id', '=', tenant)
    .returning(['id', 'order_count']),
);

const insert = tenantStatement<Omit<OrderRow, 'tenant_id' | 'version'>>()((db, arg, tenant) =>
  db.insertInto('orders').values({
    tenant_id: tenant,
    id: arg('id'),
    conversation_id: arg('conversation_id'),
    turn_id: arg('turn_id'),
    number: arg('number'),
    status: arg('status'),
    body: arg('body'),
    created_at: arg('created_at'),
    version: 1,
  }),
);

const update = tenantStatement<Pick<OrderRow, 'id' | 'status' | 'body' | 'version'>>()((db, arg, tenant) =>
  db
    .updateTable('orders')
    .set((row) => ({ status: arg('status'), body: arg('body'), version: row('version', '+', 1) }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('version', '=', arg('version')),
);

/** Gives it the tenant's next number, unless it is stored already. */
export const insertOrder = async (tx: TenantTx, { state }: OrderRequest): Promise<void> => {
  assertOwn(tx, state.tenantId);
  if ((await tx.first(orderById, { id: state.id })) !== undefined) return;
  const counted = await tx.first(nextNumber, {});
  if (counted === undefined) throw new Error('an order of a tenant that is not stored');
  const row = {
    id: state.id,
    conversation_id: state.conversationId,
    turn_id: state.turnId,
    number: counted.order_count,
    status: state.status,
    body: encodeJson(state),
    created_at: state.createdAt.getTime(),
  };
  await tx.run(insert, row, state.customerId);
};

/** @throws {StaleWrite} somebody decided first. */
export const updateOrder = async (tx: TenantTx, { state }: OrderRequest): Promise<OrderRequest> => {
  assertOwn(tx, state.tenantId);
  const { id, status, version } = state;
  if ((await tx.run(update, { id, status, version, body: encodeJson(state) }, state.customerId)) !== 1)
    throw new StaleWrite('the order was saved by somebody else meanwhile', { id, version });
  return OrderRequest.restore({ ...state, version: version + 1 });
};
