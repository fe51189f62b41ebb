import type { PaidHelpers } from '#application/ai/paid-helpers';
import type { Unhurried } from '#application/knowledge/unhurried';
import type { Store } from '#application/ports/store';
import type { KnowledgeSnapshot } from '#domain/knowledge/knowledge-snapshot';
import { nearest } from '#domain/knowledge/nearest-vectors';
import { packed } from '#domain/knowledge/packed-vector';
import type { Sentence, UnquotableReason } from '#domain/knowledge/sentence';
import type { SentenceId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly helpers: Pick<PaidHelpers, 'embed' | 'embedderName'>;
  readonly unhurried: Unhurried;
};

type Kept = {
  readonly model: string;
  readonly knowledge: KnowledgeSnapshot;
  readonly vectors: ReadonlyMap<SentenceId, Uint8Array>;
};

const batch = 100;
const batchMs = 20_000;
const questionMs = 2_000;
/** 8,000 sentences of 1,536 numbers are 12 MB. */
const mostKept = 8;

/** What grants, asks or hides something is found by its words; no vendor is shown it. */
const withheld: ReadonlySet<UnquotableReason | null> = new Set([
  'money',
  'discount',
  'promise',
  'instruction',
  'hidden',
]);

/** An amount can stand without a currency beside it, so no number leaves. */
const withoutNumbers = (text: string): string => text.replace(/\p{Nd}[\p{Nd}.,٫٬]*/gu, '…');

const embeddable = ({ sentences }: KnowledgeSnapshot): Sentence[] =>
  [...sentences.values()].filter(({ unquotable }) => !withheld.has(unquotable));

/** What sentences mean, as the model for vectors that is set up now sees it. */
export class SentenceVectors {
  readonly #deps: Dependencies;
  /** Least recently asked for first. */
  readonly #kept = new Map<TenantId, Kept>();
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  get isSetUp(): boolean {
    return this.#deps.helpers.embedderName !== null;
  }

  /**
   * The sentences nearest in meaning, nearest first; `null` while no sentence has a vector.
   * @throws {EmbedderUnavailable} @throws {CircuitOpen}
   */
  async nearest(
    tenantId: TenantId,
    knowledge: KnowledgeSnapshot,
    question: string,
    limit: number,
  ): Promise<readonly SentenceId[] | null> {
    const { helpers, unhurried } = this.#deps;
    const vectors = await this.#vectorsOf(tenantId, knowledge);
    if (vectors === null || vectors.size === 0) return null;
    const [asked] = await helpers.embed(tenantId, [question], questionMs);
    if (asked === undefined) return null;
    return unhurried.run(() => nearest(vectors, asked, limit));
  }

  /** Are there sentences this model has not seen? */
  async areMissing(tenantId: TenantId, knowledge: KnowledgeSnapshot): Promise<boolean> {
    const vectors = await this.#vectorsOf(tenantId, knowledge);
    return vectors !== null && embeddable(knowledge).some(({ id }) => !vectors.has(id));
  }

  /**
   * Has the sentences seen that it has not seen yet, and keeps what it made of them; what was done before a failure stays done.
   * @throws {EmbedderUnavailable} @throws {CircuitOpen}
   */
  async complete(tenantId: TenantId, knowledge: KnowledgeSnapshot): Promise<void> {
    const { store, helpers } = this.#deps;
    const model = helpers.embedderName;
    if (model === null) return;
    const scoped = store.tenant(tenantId).knowledge;
    const known = await scoped.vectors(model);
    const missing = embeddable(knowledge).filter(({ id }) => !known.has(id));
    for (let from = 0; from < missing.length; from += batch) {
      const some = missing.slice(from, from + batch);
      const texts = some.map(({ text }) => withoutNumbers(text));
      const vectors = await helpers.embed(tenantId, texts, batchMs);
      // Another model was chosen meanwhile: these are the vectors of nobody knows which.
      if (helpers.embedderName !== model) return;
      const made = vectors.flatMap((vector, at) => {
        const id = some[at]?.id;
        return id === undefined ? [] : [[id, packed(vector)] as const];
      });
      await scoped.saveVectors(model, new Map(made));
    }
    if (missing.length > 0) this.#kept.delete(tenantId);
  }

  async #vectorsOf(tenantId: TenantId, knowledge: KnowledgeSnapshot): Promise<Kept['vectors'] | null> {
    const model = this.#deps.helpers.embedderName;
    if (model === null) return null;
    const known = this.#kept.get(tenantId);
    if (known !== undefined && known.model === model && known.knowledge === knowledge) return known.vectors;
    const vectors = await this.#deps.store.tenant(tenantId).knowledge.vectors(model);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.delete(tenantId);
    this.#kept.set(tenantId, { model, knowledge, vectors });
    return vectors;
  }
}
