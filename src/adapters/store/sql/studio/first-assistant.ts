import { encodeJson } from '#adapters/store/sql/json-codec';
import type { AssistantRow, AssistantVersionRow } from '#adapters/store/sql/studio-rows';
import { defaultAssistantId, firstVersionId, type TenantId } from '#domain/shared/ids';
import { Assistant } from '#domain/studio/assistant';
import { configOfSettings, type VersionedSettings } from '#domain/studio/assistant-config';
import { AssistantVersion } from '#domain/studio/assistant-version';

type FirstRows = {
  readonly assistant: Omit<AssistantRow, 'tenant_id'>;
  readonly version: Omit<AssistantVersionRow, 'tenant_id'>;
};

/** The default assistant of a tenant that has only its settings: one version, published as old as the tenant. */
export const firstAssistantRows = (tenantId: TenantId, settings: VersionedSettings, createdAtMs: number): FirstRows => {
  const at = new Date(createdAtMs);
  const id = defaultAssistantId(tenantId);
  const versionId = firstVersionId(tenantId);
  const version = new AssistantVersion({
    id: versionId,
    tenantId,
    assistantId: id,
    number: 1,
    status: 'published',
    config: configOfSettings(settings),
    note: '',
    createdBy: '',
    createdAt: at,
    publishedAt: at,
    version: 0,
  });
  const assistant = new Assistant({
    id,
    tenantId,
    name: 'Assistant',
    isDefault: true,
    channels: [],
    topics: [],
    live: null,
    publications: [],
    automaticActs: [],
    createdAt: at,
    version: 0,
  }).publish(version, { origin: 'start', reason: '', exam: null, by: '', at });
  const common = { created_at: createdAtMs, version: 1 };
  return {
    assistant: { ...common, id, live_version: versionId, body: encodeJson(assistant.state) },
    version: { ...common, id: versionId, assistant_id: id, number: 1, body: encodeJson(version.state) },
  };
};
