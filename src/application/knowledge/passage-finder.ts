import { type Embedder, EmbedderUnavailable } from '#application/ports/embedder';
import type { Telemetry } from '#application/ports/telemetry';
import { type CandidateSentence, mostCandidates } from '#domain/knowledge/candidate-sentence';
import { cosine, fuseRankings } from '#domain/knowledge/fuse-rankings';
import type { KnowledgeSnapshot } from '#domain/knowledge/knowledge-snapshot';
import { type FoundPassage, PassageIndex } from '#domain/knowledge/passage-index';
import type { SentenceId } from '#domain/shared/ids';

type Dependencies = {
  /** `null`: none is set up, and words alone decide. */
  readonly embedder: Embedder | null;
  readonly telemetry: Telemetry;
};

/** What the words find is put in order once more by meaning. */
const mostReordered = 40;
const embedderMs = 2_000;
const mostVectors = 20_000;
/** Below it a passage has a word in common with the question, and no more. */
const worthTelling = 0.12;

/** Finds the sentences of a tenant's documents that a question is about: by words always, by meaning where an embedder is set. */
export class PassageFinder {
  readonly #deps: Dependencies;
  readonly #indexes = new WeakMap<KnowledgeSnapshot, PassageIndex<SentenceId>>();
  readonly #vectors = new Map<string, Float32Array>();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Best first, at most eight. */
  async find(knowledge: KnowledgeSnapshot | undefined, question: string): Promise<readonly CandidateSentence[]> {
    if (knowledge === undefined || knowledge.sentences.size === 0) return [];
    const found = this.#indexOf(knowledge).find(question, mostReordered);
    const told = found.filter(({ score }) => score >= worthTelling);
    const order = await this.#reordered(knowledge, question, told);
    return order.slice(0, mostCandidates).flatMap(({ id, score }) => {
      const sentence = knowledge.sentences.get(id);
      const title = sentence === undefined ? undefined : knowledge.titles.get(sentence.documentId);
      if (sentence === undefined || title === undefined) return [];
      const { documentId, text, language, unquotable } = sentence;
      return [{ id, documentId, text, title, language, quotable: unquotable === null, score }];
    });
  }

  #indexOf(knowledge: KnowledgeSnapshot): PassageIndex<SentenceId> {
    const known = this.#indexes.get(knowledge);
    if (known !== undefined) return known;
    const index = new PassageIndex(
      [...knowledge.sentences.values()].map(({ id, text, heading, documentId }) => ({
        id,
        text,
        context: `${heading} ${knowledge.titles.get(documentId) ?? ''}`,
      })),
    );
    this.#indexes.set(knowledge, index);
    return index;
  }

  /** Without an answer of the embedder the words decide alone. */
  async #reordered(
    knowledge: KnowledgeSnapshot,
    question: string,
    found: readonly FoundPassage<SentenceId>[],
  ): Promise<readonly FoundPassage<SentenceId>[]> {
    const { embedder, telemetry } = this.#deps;
    if (embedder === null || found.length < 2) return found;
    try {
      const texts = found.map(({ id }) => knowledge.sentences.get(id)?.text ?? '');
      const [asked, ...vectors] = await this.#embedded(embedder, [question, ...texts]);
      const byMeaning = found
        .map((passage, at) => ({ passage, near: cosine(asked ?? [], vectors[at] ?? []) }))
        .sort((a, b) => b.near - a.near)
        .map(({ passage }) => passage);
      return fuseRankings([found, byMeaning]);
    } catch (error) {
      telemetry.warn('knowledge.embedder_failed', {
        embedder: embedder.name,
        reason: error instanceof EmbedderUnavailable ? error.code : 'unexpected',
      });
      return found;
    }
  }

  async #embedded(embedder: Embedder, texts: readonly string[]): Promise<readonly Float32Array[]> {
    const keyOf = (text: string): string => `${embedder.name}|${text}`;
    const missing = [...new Set(texts)].filter((text) => !this.#vectors.has(keyOf(text)));
    const vectors = missing.length === 0 ? [] : await embedder.embed(missing, embedderMs);
    for (const [at, text] of missing.entries()) this.#keep(keyOf(text), vectors[at]);
    return texts.map((text) => this.#vectors.get(keyOf(text)) ?? new Float32Array(0));
  }

  #keep(key: string, vector: Float32Array | undefined): void {
    if (vector === undefined) return;
    const [oldest] = this.#vectors.keys();
    if (this.#vectors.size >= mostVectors && oldest !== undefined) this.#vectors.delete(oldest);
    this.#vectors.set(key, vector);
  }
}
