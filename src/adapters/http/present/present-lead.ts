import type { z } from 'zod';
import type { LeadDto } from '#adapters/http/contract/lead';
import type { Lead } from '#domain/leads/lead';

export const presentLead = ({ tenantId: _tenantId, values, createdAt, ...lead }: Lead): z.input<typeof LeadDto> => ({
  ...lead,
  channel: lead.channel ?? null,
  values: { ...values },
  createdAt: createdAt.toISOString(),
});
