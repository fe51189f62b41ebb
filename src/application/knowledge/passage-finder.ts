import type { PassageIndexes } from '#application/knowledge/passage-indexes';
import type { SentenceVectors } from '#application/knowledge/sentence-vectors';
import { CircuitOpen } from '#application/ports/circuit-breakers';
import { EmbedderUnavailable } from '#application/ports/embedder';
import type { JobQueue } from '#application/ports/job-queue';
import type { Telemetry } from '#application/ports/telemetry';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { type CandidateSentence, mostCandidates } from '#domain/knowledge/candidate-sentence';
import { fuseRankings } from '#domain/knowledge/fuse-rankings';
import type { KnowledgeSnapshot } from '#domain/knowledge/knowledge-snapshot';
import type { SentenceId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly indexes: Pick<PassageIndexes, 'of'>;
  readonly vectors: Pick<SentenceVectors, 'nearest' | 'areMissing' | 'isSetUp'>;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly telemetry: Telemetry;
};

/** The nearest by words and the nearest by meaning that are put in one order. */
const mostRanked = 40;
/** Below it a passage has a word in common with the question, and no more. */
const worthTelling = 0.12;

/**
 * Finds the sentences of a tenant's documents that a question is about: by words always, by meaning where an embedder is set up.
 * Meaning changes what is found and in which order; a sentence's score is that of its words, so meaning alone never makes an
 * answer surer.
 */
export class PassageFinder {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Best first, at most eight. */
  async find(
    { tenantId, knowledge }: Pick<CatalogueSnapshot, 'tenantId' | 'knowledge'>,
    question: string,
  ): Promise<readonly CandidateSentence[]> {
    if (knowledge === undefined || knowledge.sentences.size === 0) return [];
    const found = (await this.#deps.indexes.of(knowledge)).find(question, mostRanked);
    const scores = new Map(found.map(({ id, score }) => [id, score]));
    const told = found.filter(({ score }) => score >= worthTelling).map(({ id }) => id);
    const order = await this.#fused(tenantId, knowledge, question, told);
    return order.slice(0, mostCandidates).flatMap((id) => {
      const sentence = knowledge.sentences.get(id);
      const title = sentence === undefined ? undefined : knowledge.titles.get(sentence.documentId);
      if (sentence === undefined || title === undefined) return [];
      const { documentId, text, language, unquotable } = sentence;
      return [{ id, documentId, text, title, language, quotable: unquotable === null, score: scores.get(id) ?? 0 }];
    });
  }

  /** Without an answer of the embedder the words decide alone. */
  async #fused(
    tenantId: TenantId,
    knowledge: KnowledgeSnapshot,
    question: string,
    told: readonly SentenceId[],
  ): Promise<readonly SentenceId[]> {
    const { vectors, telemetry, queue } = this.#deps;
    if (!vectors.isSetUp || question.trim() === '') return told;
    try {
      if (await vectors.areMissing(tenantId, knowledge)) queue.enqueue({ kind: 'embed_knowledge', tenantId });
      const byMeaning = await vectors.nearest(tenantId, knowledge, question, mostRanked);
      return byMeaning === null ? told : fuseRankings([told, byMeaning]);
    } catch (error) {
      const isExpected = error instanceof EmbedderUnavailable || error instanceof CircuitOpen;
      telemetry.warn('knowledge.embedder_failed', { tenantId, reason: isExpected ? error.code : 'unexpected' });
      return told;
    }
  }
}
