import type { PublicationChange } from '#application/ports/assistant-store';
import type { Ids } from '#application/ports/ids';
import type { TenantStore } from '#application/ports/tenant-store';
import { sameVersioned } from '#domain/studio/assistant-config';
import { AssistantVersion } from '#domain/studio/assistant-version';
import type { Tenant } from '#domain/tenancy/tenant';

type Made = { readonly ids: Ids; readonly by: string; readonly at: Date };

/**
 * The default assistant with the tenant's settings as they are about to be: its live version with those in it, published in
 * the same write. `null`: nothing of them belongs to a version. No exam is held first: settings are also the brake one pulls
 * when something goes wrong, and an exam takes minutes and may cost money. The panel says so, and offers to hold it after.
 */
export const settingsAsVersion = async (
  { assistants }: TenantStore,
  tenant: Tenant,
  { ids, by, at }: Made,
): Promise<PublicationChange | null> => {
  const settings = tenant.state.assistant;
  const assistant = (await assistants.list()).find(({ state }) => state.isDefault);
  const live = (await assistants.live()).find(({ isDefault }) => isDefault);
  if (assistant === undefined || live === undefined || sameVersioned(live.config, settings)) return null;
  const [newest] = await assistants.versions(assistant.state.id);
  const { languages, defaultLanguage, confidenceThreshold, escalationKeywords, allowedResponses } = settings;
  const { answerMode } = settings;
  const changed = {
    languages,
    defaultLanguage,
    confidenceThreshold,
    escalationKeywords,
    allowedResponses,
    answerMode,
  };
  const version = new AssistantVersion({
    id: ids.assistantVersion(),
    tenantId: tenant.state.id,
    assistantId: assistant.state.id,
    number: (newest?.state.number ?? 0) + 1,
    status: 'published',
    config: { ...live.config, ...changed },
    note: '',
    createdBy: by,
    createdAt: at,
    publishedAt: at,
    version: 0,
  });
  const how = { origin: 'settings', reason: '', exam: null, by, at } as const;
  return { assistant: assistant.publish(version, how), version, tenant };
};
