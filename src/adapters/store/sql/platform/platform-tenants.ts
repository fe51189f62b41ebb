import { encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { memberColumns } from '#adapters/store/sql/mappers/team-mapper';
import { toTenant } from '#adapters/store/sql/mappers/tenant-mapper';
import { newestFirst } from '#adapters/store/sql/newest-first';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { platformStatement } from '#adapters/store/sql/statement';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import { writeChannel } from '#adapters/store/sql/tenant/sql-channel-store';
import { insertTenant, tenantRecord, updateTenant } from '#adapters/store/sql/tenant/tenant-record';
import { tenantColumns, tenantTables } from '#adapters/store/sql/tenant-tables';
import { NotFound } from '#application/not-found';
import type { Channel } from '#domain/channel/channel';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Member } from '#domain/identity/user';
import type { TenantId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import type { Tenant, TenantStatus } from '#domain/tenancy/tenant';
import { type PlatformTx, platformLog } from './platform-database.js';

const tenantById = platformStatement<{ id: string }>()((db, arg) =>
  db.selectFrom('tenants').selectAll().where('id', '=', arg('id')),
);

export const findTenant = async (tx: PlatformTx, id: TenantId): Promise<Tenant | null> => {
  const row = await tx.first(tenantById, { id });
  return row === undefined || row.status === 'destroyed' ? null : toTenant(row);
};

const tenantBySlug = platformStatement<{ slug: string }>()((db, arg) =>
  db.selectFrom('tenants').selectAll().where('slug', '=', arg('slug')),
);

export const findTenantBySlug = async (tx: PlatformTx, slug: string): Promise<Tenant | null> => {
  const row = await tx.first(tenantBySlug, { slug });
  return row === undefined || row.status === 'destroyed' ? null : toTenant(row);
};

export const pageTenants = async (
  tx: PlatformTx,
  { status }: { readonly status?: TenantStatus },
  request: PageRequest,
): Promise<Page<Tenant>> => {
  const limit = limitOf(request);
  let query = tx.db
    .selectFrom('tenants')
    .selectAll()
    .where(newestFirst('created_at', positionOf('tenants', request)));
  if (status !== undefined) query = query.where('status', '=', status);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf('tenants', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toTenant);
};

/** @throws {StaleWrite} @throws {SlugTaken} */
export const saveTenant = async (
  tx: PlatformTx,
  tenant: Tenant,
  audit: AuditDraft,
  first: { readonly channel: Channel; readonly member: Member | null } | undefined,
): Promise<Tenant> => {
  const own = tx.of(tenant.state.id);
  const saved = tenant.state.version === 0 ? await insertTenant(own, tenant) : await updateTenant(own, tenant);
  if (first !== undefined) {
    await writeChannel(own, first.channel);
    const { member } = first;
    if (member !== null)
      await saveVersioned(own, 'members', { user_id: member.userId }, memberColumns(member), member.version);
  }
  await appendAudit(own, [audit]);
  await appendAudit(tx.of(platformLog), [audit]);
  return saved;
};

/** @throws {NotFound} @throws {IllegalTransition} it was not deleted first. */
export const destroyTenant = async (tx: PlatformTx, id: TenantId, audit: AuditDraft): Promise<void> => {
  const row = await tx.of(id).first(tenantRecord, {});
  if (row === undefined) throw new NotFound('tenant');
  toTenant(row).moveTo('destroyed');
  for (const table of tenantTables.filter((each) => each !== 'tenants'))
    await tx.db
      .deleteFrom(table as 'members')
      .where(tenantColumns[table] as 'tenant_id', '=', id)
      .execute();
  for (const table of ['sessions', 'kill_switches', 'one_time_links', 'mails', 'ai_settings', 'ai_spend'] as const)
    await tx.db
      .deleteFrom(table as 'mails')
      .where('tenant_id', '=', id)
      .execute();
  // The row stays, so that the id is never given again; nothing in it tells whose it was.
  await tx.db
    .updateTable('tenants')
    .set({
      status: 'destroyed',
      name: '',
      slug: id,
      assistant: encodeJson(defaultAssistantSettings),
      profile: '{}',
      hours: '{}',
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute();
  await appendAudit(tx.of(platformLog), [audit]);
};
