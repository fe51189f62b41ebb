import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Turn } from '#domain/conversation/turn';
import type { Gap } from '#domain/knowledge/gap';
import type { KnowledgeDocument } from '#domain/knowledge/knowledge-document';
import type { Sentence } from '#domain/knowledge/sentence';
import type { DocumentId, FaqId, SentenceId, TurnId } from '#domain/shared/ids';

/** A document whose waiting version this process may read until the lease ends. */
export type ReadingLease = {
  readonly document: KnowledgeDocument;
  /** How often it was tried, this time included. */
  readonly attempts: number;
};

export type SentencePage = {
  /** Only those that may be quoted, or only those that may not. */
  readonly quotable?: boolean | undefined;
  /** The position of the last one of the page before; -1 for the first page. */
  readonly after: number;
  readonly limit: number;
};

/** Documents and what they say, and the questions nobody had an answer to. Every save moves the catalogue version. */
export interface KnowledgeStore {
  find(id: DocumentId): Promise<KnowledgeDocument | null>;
  /** Oldest first; there are 200 at most. */
  list(): Promise<readonly KnowledgeDocument[]>;
  /**
   * Version 0 inserts. Which sentences are in use follows from `current` and `active`; those of versions it has no more are gone.
   * While a version waits, reading it is due.
   * @param sentences of the version that was just read: stored with it, both or neither; those it had are replaced.
   * @throws {StaleWrite}
   */
  save(document: KnowledgeDocument, audit: AuditDraft, sentences?: readonly Sentence[]): Promise<KnowledgeDocument>;
  /** With all its sentences. @throws {StaleWrite} */
  remove(document: KnowledgeDocument, audit: AuditDraft): Promise<void>;
  /** `null`: nothing of it waits, or somebody reads it. */
  claimReading(id: DocumentId, leaseMs: number): Promise<ReadingLease | null>;
  /** The sentences of one version, in reading order. */
  sentences(id: DocumentId, number: number, page: SentencePage): Promise<readonly Sentence[]>;
  countInUse(): Promise<number>;

  /** The vectors this model made of the sentences in use; they begin anew with another model. */
  vectors(model: string): Promise<ReadonlyMap<SentenceId, Uint8Array>>;
  /** Takes the place of another model's. Sentences that are gone meanwhile are passed by. */
  saveVectors(model: string, vectors: ReadonlyMap<SentenceId, Uint8Array>): Promise<void>;

  /** Once: a second time changes nothing. */
  addGap(gap: Gap): Promise<void>;
  /** Open ones, newest first. */
  openGaps(limit: number): Promise<readonly Gap[]>;
  /** Of those ids, the ones that were noted, settled or not. */
  knownGaps(ids: readonly TurnId[]): Promise<readonly TurnId[]>;
  /** Those of the list that are still open. */
  settleGaps(
    ids: readonly TurnId[],
    as: 'answered' | 'dismissed',
    faqId: FaqId | null,
    audit: AuditDraft,
  ): Promise<void>;
  /** The newest turns since then, newest first: what questions were answered with. */
  newestTurns(since: Date, limit: number): Promise<readonly Turn[]>;
}
