import type { z } from 'zod';
import type { TenantDto } from '#adapters/http/contract/tenant';
import { presentHours, presentProfile } from '#adapters/http/present/present-business';
import type { TenantState } from '#domain/tenancy/tenant';

type TenantJson = z.input<typeof TenantDto>;

export const presentTenant = ({ assistant, ...tenant }: TenantState): TenantJson => ({
  id: tenant.id,
  slug: tenant.slug,
  name: tenant.name,
  status: tenant.status,
  currency: tenant.currency,
  timeZone: tenant.timeZone,
  assistant: {
    enabled: assistant.enabled,
    languages: [...assistant.languages],
    defaultLanguage: assistant.defaultLanguage,
    confidenceThreshold: assistant.confidenceThreshold,
    settleMs: assistant.settleMs,
    maxSettleMs: assistant.maxSettleMs,
    escalationKeywords: [...assistant.escalationKeywords],
    allowedResponses: [...assistant.allowedResponses],
    answerMode: assistant.answerMode,
    undoMs: assistant.undoMs,
  },
  profile: presentProfile(tenant.profile),
  hours: presentHours(tenant.hours),
  cloudApiAllowed: tenant.cloudApiAllowed,
  createdAt: tenant.createdAt.toISOString(),
  version: tenant.version,
});
