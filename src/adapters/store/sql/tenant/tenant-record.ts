import { tenantColumnsOf } from '#adapters/store/sql/mappers/tenant-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { tenantStatement } from '#adapters/store/sql/statement';
import { firstAssistantRows } from '#adapters/store/sql/studio/first-assistant';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { SlugTaken } from '#application/ports/platform-store';
import { StaleWrite } from '#domain/shared/stale-write';
import { Tenant } from '#domain/tenancy/tenant';

export const tenantRecord = tenantStatement()((db, _, tenant) =>
  db.selectFrom('tenants').selectAll().where('id', '=', tenant),
);

/** Compare-and-set of the tenant's own row. @throws {StaleWrite} @throws {SlugTaken} */
export const updateTenant = async (tx: TenantTx, { state }: Tenant): Promise<Tenant> => {
  assertOwn(tx, state.id);
  const change = tx.db
    .updateTable('tenants')
    .set({ ...tenantColumnsOf(state), version: state.version + 1 })
    .where('id', '=', tx.tenantId)
    .where('version', '=', state.version);
  const { numUpdatedRows } = await change.executeTakeFirstOrThrow().catch(asSlugTaken(tx, state.slug));
  if (numUpdatedRows !== 1n)
    throw new StaleWrite('the tenant was saved by somebody else meanwhile', { version: state.version });
  return new Tenant({ ...state, version: state.version + 1 });
};

/** @throws {SlugTaken} @throws {StaleWrite} it exists already. */
export const insertTenant = async (tx: TenantTx, { state }: Tenant): Promise<Tenant> => {
  assertOwn(tx, state.id);
  const values = { ...tenantColumnsOf(state), id: tx.tenantId, created_at: state.createdAt.getTime(), version: 1 };
  const insert = tx.db
    .insertInto('tenants')
    .values({ ...values, catalogue_version: 0, knowledge_version: 0, order_count: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing());
  const { numInsertedOrUpdatedRows } = await insert.executeTakeFirstOrThrow().catch(asSlugTaken(tx, state.slug));
  if (numInsertedOrUpdatedRows !== 1n) throw new StaleWrite('the tenant exists already', {});
  const first = firstAssistantRows(tx.tenantId, state.assistant, values.created_at);
  await tx.db
    .insertInto('assistants')
    .values({ ...first.assistant, tenant_id: tx.tenantId })
    .execute();
  await tx.db
    .insertInto('assistant_versions')
    .values({ ...first.version, tenant_id: tx.tenantId })
    .execute();
  return new Tenant({ ...state, version: 1 });
};

const asSlugTaken =
  (tx: TenantTx, slug: string) =>
  (error: unknown): never => {
    throw tx.isUniqueViolation(error)
      ? new SlugTaken('another tenant has this name in its address', { slug }, error)
      : error;
  };
