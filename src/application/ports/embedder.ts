import { DomainError } from '#domain/shared/domain-error';

/** No embedder is set up, or it did not answer. */
export class EmbedderUnavailable extends DomainError {
  readonly code = 'embedder.unavailable';
  readonly kind = 'unavailable';
}

/** Vectors, and the tokens the vendor counted for them; `null`: it did not say. */
export type Embedded = { readonly vectors: readonly Float32Array[]; readonly inputTokens: number | null };

/** Turns texts into vectors: texts that mean the same lie close together. */
export interface Embedder {
  /** Names the model: vectors of two names are not comparable. */
  readonly name: string;
  /**
   * One vector of unit length for each text, in order, all as long as the first.
   * @param timeoutMs wall-clock budget in milliseconds.
   * @throws {EmbedderUnavailable}
   */
  embed(texts: readonly string[], timeoutMs: number): Promise<Embedded>;
}
