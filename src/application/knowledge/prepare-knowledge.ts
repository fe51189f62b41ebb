import type { PassageIndexes } from '#application/knowledge/passage-indexes';
import type { SentenceVectors } from '#application/knowledge/sentence-vectors';
import { CircuitOpen } from '#application/ports/circuit-breakers';
import { EmbedderUnavailable } from '#application/ports/embedder';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly indexes: Pick<PassageIndexes, 'of'>;
  readonly vectors: Pick<SentenceVectors, 'complete'>;
  readonly telemetry: Telemetry;
};

/** Makes ready what searching a tenant's documents needs, before a customer asks. Where it fails, the next question wakes it again. */
export class PrepareKnowledge {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId }: { readonly tenantId: TenantId }): Promise<void> {
    const { store, indexes, vectors, telemetry } = this.#deps;
    const { knowledge } = await store.tenant(tenantId).catalogue.snapshot();
    if (knowledge === undefined) return;
    await indexes.of(knowledge);
    try {
      await vectors.complete(tenantId, knowledge);
    } catch (error) {
      if (!(error instanceof EmbedderUnavailable || error instanceof CircuitOpen)) throw error;
      telemetry.warn('knowledge.not_embedded', { tenantId, reason: error.code });
    }
  }
}
