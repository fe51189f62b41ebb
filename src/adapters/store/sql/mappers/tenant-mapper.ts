import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { TenantRow } from '#adapters/store/sql/schema';
import { TenantId } from '#domain/shared/ids';
import type { Currency } from '#domain/shared/money';
import { type AssistantSettings, defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { type BusinessProfile, emptyProfile } from '#domain/tenancy/business-profile';
import { Tenant, type TenantState, type TenantStatus } from '#domain/tenancy/tenant';
import { defaultHours, type WorkingHours } from '#domain/tenancy/working-hours';

export const toTenant = (row: TenantRow): Tenant =>
  new Tenant({
    id: TenantId(row.id),
    slug: row.slug,
    name: row.name,
    status: row.status as TenantStatus,
    currency: row.currency as Currency,
    timeZone: row.time_zone,
    // What is not stored is as for a new tenant: rows older than a setting have nothing of it.
    assistant: { ...defaultAssistantSettings, ...decodeJson<Partial<AssistantSettings>>(row.assistant) },
    profile: { ...emptyProfile, ...decodeJson<Partial<BusinessProfile>>(row.profile) },
    hours: { ...defaultHours, ...decodeJson<Partial<WorkingHours>>(row.hours) },
    cloudApiAllowed: row.cloud_api_allowed === 1,
    createdAt: new Date(row.created_at),
    version: row.version,
  });

/** Without the id, the date and the version, which no save changes by itself. */
export const tenantColumnsOf = (state: TenantState) => ({
  slug: state.slug,
  name: state.name,
  status: state.status,
  currency: state.currency,
  time_zone: state.timeZone,
  assistant: encodeJson(state.assistant),
  profile: encodeJson(state.profile),
  hours: encodeJson(state.hours),
  cloud_api_allowed: state.cloudApiAllowed ? 1 : 0,
});
