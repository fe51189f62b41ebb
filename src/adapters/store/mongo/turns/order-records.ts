import { assertOwn } from '#adapters/store/mongo/own';
import { tenantRecord } from '#adapters/store/mongo/tenant/tenant-record';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { NotFound } from '#application/not-found';
import { OrderRequest } from '#domain/orders/order-request';
import { StaleWrite } from '#domain/shared/stale-write';

/** Gives it the tenant's next number, unless it is stored already. */
export const insertOrder = async (tx: TenantTx, { state }: OrderRequest): Promise<void> => {
  assertOwn(tx, state.tenantId);
  if ((await tx.get('orders', state.id)) !== undefined) return;
  const tenant = await tenantRecord(tx);
  if (tenant === undefined) throw new NotFound('tenant');
  const number = tenant.order_count + 1;
  tx.change('tenants', tenant, { order_count: number });
  await tx.insert('orders', {
    id: state.id,
    conversation_id: state.conversationId,
    turn_id: state.turnId,
    number,
    status: state.status,
    body: encodeJson(state),
    created_at: state.createdAt.getTime(),
    version: 1,
  });
};

/** @throws {StaleWrite} somebody decided first. */
export const updateOrder = async (tx: TenantTx, { state }: OrderRequest): Promise<OrderRequest> => {
  assertOwn(tx, state.tenantId);
  const { id, status, version } = state;
  const row = await tx.get('orders', id);
  if (row?.version !== version) throw new StaleWrite('the order was saved by somebody else meanwhile', { id, version });
  tx.change('orders', row, { status, body: encodeJson(state), version: version + 1 });
  return OrderRequest.restore({ ...state, version: version + 1 });
};
