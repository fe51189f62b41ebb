import type { z } from 'zod';
import type { AiOverviewDto, ModelTestDto, TenantAiDto } from '#adapters/http/contract/ai';
import type { AiOverview } from '#application/ai/ai-policy';
import type { TenantAiView } from '#application/ai/tenant-ai';
import type { ModelTest } from '#application/ai/test-model';
import type { ModelPrice } from '#domain/ai/ai-settings';

const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

const presentPrice = ({ enteredAt, ...price }: ModelPrice) => ({ ...price, enteredAt: isoOrNull(enteredAt ?? null) });

/** Of a key its last four characters, and nothing that is sealed. */
export const presentAiOverview = ({
  settings,
  vendors,
  unreadableKeys,
  models,
  today,
}: AiOverview): z.input<typeof AiOverviewDto> => ({
  connections: settings.connections.map(({ name, vendor, settings: own, key }) => ({
    name,
    vendor,
    settings: { ...own },
    keyLastFour: key?.lastFour ?? null,
    keyIsUnreadable: unreadableKeys.includes(name),
  })),
  chain: [...settings.chain],
  prices: settings.prices.map(presentPrice),
  limits: settings.limits,
  embedder: settings.embedder,
  transcriber: settings.transcriber,
  version: settings.version,
  vendors: vendors.map((vendor) => ({ ...vendor, settings: { ...vendor.settings } })),
  models: models.map(({ lastAnswerAt, lastFaultAt, ...state }) => ({
    ...state,
    lastAnswerAt: isoOrNull(lastAnswerAt),
    lastFaultAt: isoOrNull(lastFaultAt),
  })),
  today,
});

export const presentModelTest = ({ usage, acts, ...test }: ModelTest): z.input<typeof ModelTestDto> => ({
  ...test,
  inputTokens: usage.inputTokens,
  outputTokens: usage.outputTokens,
  acts: [...acts],
});

export const presentTenantAi = ({ tenant, platform, today }: TenantAiView): z.input<typeof TenantAiDto> => {
  const { tenantId: _whose, chain, ...own } = tenant;
  return {
    ...own,
    chain: [...chain],
    platform: { chain: [...platform.chain], prices: platform.prices.map(presentPrice), limits: platform.limits },
    today,
  };
};
