import { after, descending } from '#adapters/store/mongo/newest-first';
import type { TenantRows } from '#adapters/store/mongo/rows';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import { writeChannel } from '#adapters/store/mongo/tenant/mongo-channel-store';
import { writeMember } from '#adapters/store/mongo/tenant/mongo-team-store';
import { insertTenant, tenantRecord, updateTenant } from '#adapters/store/mongo/tenant/tenant-record';
import { platformScope, type TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toTenant } from '#adapters/store/sql/mappers/tenant-mapper';
import { NotFound } from '#application/not-found';
import type { Channel } from '#domain/channel/channel';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Member } from '#domain/identity/user';
import type { Page, PageRequest } from '#domain/shared/page';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import type { Tenant, TenantStatus } from '#domain/tenancy/tenant';
import { tenantCollectionNames } from '../collections/tenant-collections.js';
import type { OwnerOf } from './owner-of.js';
import type { PlatformReader } from './platform-reader.js';

type Tenants = TenantRows['tenants'];

export const findTenantBySlug = async (reader: PlatformReader, slug: string): Promise<Tenant | null> => {
  const row = await reader.first('tenants', { filter: { slug } });
  return row === undefined || row.status === 'destroyed' ? null : toTenant(row);
};

export const pageTenants = async (
  reader: PlatformReader,
  { status }: { readonly status?: TenantStatus },
  request: PageRequest,
): Promise<Page<Tenant>> => {
  const limit = limitOf(request);
  const rows = await reader.rows('tenants', {
    filter: {
      ...(status !== undefined && { status }),
      ...after<Tenants>('created_at', positionOf('tenants', request)),
    },
    sort: descending<Tenants>('created_at'),
    limit: limit + 1,
  });
  return pageOf('tenants', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toTenant);
};

/** @throws {StaleWrite} @throws {SlugTaken} */
export const saveTenant = (
  database: TenantDatabase,
  ownerOf: OwnerOf,
  tenant: Tenant,
  audit: AuditDraft,
  first: { readonly channel: Channel; readonly member: Member | null } | undefined,
): Promise<Tenant> =>
  database.writeUnique(async (tx) => {
    const isNew = tenant.state.version === 0;
    const saved = await (isNew ? insertTenant(tx, tenant, ownerOf.slug) : updateTenant(tx, tenant, ownerOf.slug));
    if (first !== undefined) {
      await writeChannel(tx, first.channel, ownerOf.channelKey);
      if (first.member !== null) await writeMember(tx, first.member);
    }
    await appendAudit(tx, [audit]);
    await appendAudit(tx.of(platformScope), [audit]);
    return saved;
  });

const ofPeople = ['sessions', 'one_time_links', 'mails', 'ai_spend'] as const;

/** @throws {NotFound} @throws {IllegalTransition} it was not deleted first. */
export const destroyTenant = (database: TenantDatabase, audit: AuditDraft): Promise<void> =>
  database.writeUnique(async (tx) => {
    const row = await tenantRecord(tx);
    if (row === undefined) throw new NotFound('tenant');
    toTenant(row).moveTo('destroyed');
    for (const name of [...tenantCollectionNames.filter((each) => each !== 'tenants'), ...ofPeople]) tx.clear(name);
    // The document stays, so that the id is never given again; nothing in it tells whose it was.
    tx.change('tenants', row, {
      status: 'destroyed',
      name: '',
      slug: tx.tenantId,
      assistant: encodeJson(defaultAssistantSettings),
      profile: '{}',
      hours: '{}',
      version: row.version + 1,
    });
    await appendAudit(tx.of(platformScope), [audit]);
  });
