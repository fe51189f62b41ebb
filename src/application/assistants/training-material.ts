import type { TenantStore } from '#application/ports/tenant-store';
import type { Intent, Synonym } from '#domain/assistant/intent';
import type { AssistantId, AssistantVersionId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import type { AssistantConfig } from '#domain/studio/assistant-config';

/** What one assistant was taught beside services and FAQs: what an understanding engine is trained with. */
export type TrainingMaterial = {
  readonly assistantId: AssistantId;
  /** Published versions never change: the same id is the same material. */
  readonly versionId: AssistantVersionId;
  readonly languages: readonly Language[];
  readonly intents: readonly Intent[];
  readonly synonyms: readonly Synonym[];
};

type Taught = Pick<AssistantConfig, 'languages' | 'intents' | 'synonyms'>;

const materialOf = (assistantId: AssistantId, versionId: AssistantVersionId, taught: Taught): TrainingMaterial => ({
  assistantId,
  versionId,
  languages: taught.languages,
  intents: taught.intents,
  synonyms: taught.synonyms,
});

/** Of every assistant that answers customers now. */
export const trainingMaterial = async ({ assistants }: TenantStore): Promise<readonly TrainingMaterial[]> =>
  (await assistants.live()).map(({ id, versionId, config }) => materialOf(id, versionId, config));

/** Of one version, published or not: for an exam of a draft. `null`: no such version. */
export const trainingMaterialOf = async (
  { assistants }: TenantStore,
  versionId: AssistantVersionId,
): Promise<TrainingMaterial | null> => {
  const version = await assistants.findVersion(versionId);
  return version === null ? null : materialOf(version.state.assistantId, version.state.id, version.state.config);
};
