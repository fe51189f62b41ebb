import { assertOwn } from '#adapters/store/mongo/own';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { tenantColumnsOf, toTenant } from '#adapters/store/sql/mappers/tenant-mapper';
import { firstAssistantRows } from '#adapters/store/sql/studio/first-assistant';
import { NotFound } from '#application/not-found';
import { SlugTaken } from '#application/ports/platform-store';
import { StaleWrite } from '#domain/shared/stale-write';
import { Tenant } from '#domain/tenancy/tenant';

export const tenantRecord = (tx: TenantTx): Promise<Row<'tenants'> | undefined> => tx.get('tenants', tx.tenantId);

export const findTenant = async (tx: TenantTx): Promise<Tenant | null> => {
  const row = await tenantRecord(tx);
  return row === undefined || row.status === 'destroyed' ? null : toTenant(row);
};

/** Whether a tenant has this name in its address: asked across tenants, under the platform's right to write. */
export type SlugOwner = (slug: string) => Promise<string | null>;

const assertFree = async (tx: TenantTx, slug: string, ownerOf: SlugOwner): Promise<void> => {
  const owner = await ownerOf(slug);
  if (owner !== null && owner !== tx.tenantId)
    throw new SlugTaken('another tenant has this name in its address', { slug });
};

/** Compare-and-set of the tenant's own document. @throws {StaleWrite} @throws {SlugTaken} */
export const updateTenant = async (tx: TenantTx, { state }: Tenant, ownerOf: SlugOwner): Promise<Tenant> => {
  assertOwn(tx, state.id);
  const row = await tenantRecord(tx);
  if (row?.version !== state.version)
    throw new StaleWrite('the tenant was saved by somebody else meanwhile', { version: state.version });
  if (row.slug !== state.slug) await assertFree(tx, state.slug, ownerOf);
  tx.change('tenants', row, { ...tenantColumnsOf(state), version: state.version + 1 });
  return new Tenant({ ...state, version: state.version + 1 });
};

/** @throws {SlugTaken} @throws {StaleWrite} it exists already. */
export const insertTenant = async (tx: TenantTx, { state }: Tenant, ownerOf: SlugOwner): Promise<Tenant> => {
  assertOwn(tx, state.id);
  if ((await tenantRecord(tx)) !== undefined) throw new StaleWrite('the tenant exists already', {});
  await assertFree(tx, state.slug, ownerOf);
  const createdAt = state.createdAt.getTime();
  const counts = { catalogue_version: 0, knowledge_version: 0, order_count: 0 };
  await tx.insert('tenants', {
    ...tenantColumnsOf(state),
    ...counts,
    id: tx.tenantId,
    created_at: createdAt,
    version: 1,
  });
  const first = firstAssistantRows(tx.tenantId, state.assistant, createdAt);
  await tx.insert('assistants', first.assistant);
  await tx.insert('assistant_versions', first.version);
  return new Tenant({ ...state, version: 1 });
};

/** Moves the counters that say how old a snapshot of the catalogue is. */
export const moveCatalogue = async (tx: TenantTx, withKnowledge = false): Promise<void> => {
  const row = await tenantRecord(tx);
  if (row === undefined) throw new NotFound('tenant');
  tx.change('tenants', row, {
    catalogue_version: row.catalogue_version + 1,
    knowledge_version: row.knowledge_version + (withKnowledge ? 1 : 0),
  });
};
