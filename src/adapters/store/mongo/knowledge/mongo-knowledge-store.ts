import { above, atLeast, not, oneOf } from '#adapters/store/mongo/filter';
import { assertOwn } from '#adapters/store/mongo/own';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import { moveCatalogue } from '#adapters/store/mongo/tenant/tenant-record';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { toDocument, toGap, toSentence } from '#adapters/store/sql/knowledge/knowledge-mapper';
import { toTurn } from '#adapters/store/sql/mappers/document-mapper';
import type { KnowledgeStore, ReadingLease, SentencePage } from '#application/ports/knowledge-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Turn } from '#domain/conversation/turn';
import type { Gap } from '#domain/knowledge/gap';
import type { KnowledgeDocument } from '#domain/knowledge/knowledge-document';
import type { Sentence } from '#domain/knowledge/sentence';
import { type DocumentId, type FaqId, idPrefixes, SentenceId, type TurnId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { dropSentences, writeDocument, writeSentences, writeVectors } from './knowledge-records.js';

export class MongoKnowledgeStore implements KnowledgeStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: DocumentId): Promise<KnowledgeDocument | null> {
    const row = await this.#database.read((tx) => tx.get('knowledge_documents', id));
    return row === undefined ? null : toDocument(row);
  }

  /** Ids begin with the time they were made at. */
  async list(): Promise<readonly KnowledgeDocument[]> {
    return (await this.#database.read((tx) => tx.rows('knowledge_documents', { sort: { id: 1 } }))).map(toDocument);
  }

  save(
    document: KnowledgeDocument,
    audit: AuditDraft,
    sentences: readonly Sentence[] = [],
  ): Promise<KnowledgeDocument> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, document.tenantId);
      const known = document.version === 0 ? undefined : await tx.get('knowledge_documents', document.id);
      const before = known === undefined ? null : toDocument(known);
      await writeDocument(tx, document);
      await writeSentences(tx, document, before, sentences);
      await moveCatalogue(tx, true);
      await appendAudit(tx, [audit]);
      return { ...document, version: document.version + 1 };
    });
  }

  remove({ id, tenantId, version }: KnowledgeDocument, audit: AuditDraft): Promise<void> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      const row = await tx.get('knowledge_documents', id);
      if (row?.version !== version)
        throw new StaleWrite('it was saved by somebody else meanwhile, or is gone', { id, version });
      await dropSentences(tx, { document_id: id });
      tx.drop('knowledge_documents', row);
      await moveCatalogue(tx, true);
      await appendAudit(tx, [audit]);
    });
  }

  claimReading(id: DocumentId, leaseMs: number): Promise<ReadingLease | null> {
    return this.#database.write(async (tx) => {
      const row = await tx.get('knowledge_documents', id);
      if (row === undefined || row.read_due_at === null || row.read_due_at > tx.nowMs) return null;
      const attempts = row.read_attempts + 1;
      tx.change('knowledge_documents', row, { read_due_at: tx.nowMs + leaseMs, read_attempts: attempts });
      return { document: toDocument(row), attempts };
    });
  }

  sentences(id: DocumentId, number: number, page: SentencePage): Promise<readonly Sentence[]> {
    const { quotable, after, limit } = page;
    return this.#database.read(async (tx) => {
      const filter = {
        document_id: id,
        number,
        position: above(after),
        ...(quotable !== undefined && { unquotable: quotable ? null : not<string | null>(null) }),
      };
      return (await tx.rows('knowledge_sentences', { filter, sort: { position: 1 }, limit })).map(toSentence);
    });
  }

  countInUse(): Promise<number> {
    return this.#database.read((tx) => tx.count('knowledge_sentences', { in_use: 1 }));
  }

  vectors(model: string): Promise<ReadonlyMap<SentenceId, Uint8Array>> {
    return this.#database.read(async (tx) => {
      const made = await tx.rows('knowledge_vectors', { filter: { model }, only: ['sentence_id', 'vector'] });
      const inUse = await tx.rows('knowledge_sentences', { filter: { in_use: 1 }, only: ['id'] });
      const used = new Set(inUse.map(({ id }) => id));
      const those = made.filter(({ sentence_id }) => used.has(sentence_id));
      return new Map(those.map(({ sentence_id, vector }) => [SentenceId(sentence_id), new Uint8Array(vector)]));
    });
  }

  saveVectors(model: string, vectors: ReadonlyMap<SentenceId, Uint8Array>): Promise<void> {
    return this.#database.write((tx) => writeVectors(tx, model, vectors));
  }

  addGap({ id, tenantId, conversationId, text, language, status, faqId, at }: Gap): Promise<void> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      const row = { id, conversation_id: conversationId, text, language, status, faq_id: faqId, at: at.getTime() };
      await tx.insert('knowledge_gaps', row);
    });
  }

  async openGaps(limit: number): Promise<readonly Gap[]> {
    const find = { filter: { status: 'open' }, sort: { at: -1, id: -1 }, limit } as const;
    return (await this.#database.read((tx) => tx.rows('knowledge_gaps', find))).map(toGap);
  }

  async knownGaps(ids: readonly TurnId[]): Promise<readonly TurnId[]> {
    const find = { filter: { id: oneOf<string>(ids) }, only: ['id'] } as const;
    const known = new Set((await this.#database.read((tx) => tx.rows('knowledge_gaps', find))).map(({ id }) => id));
    return ids.filter((id) => known.has(id));
  }

  settleGaps(
    ids: readonly TurnId[],
    as: 'answered' | 'dismissed',
    faqId: FaqId | null,
    audit: AuditDraft,
  ): Promise<void> {
    return this.#database.write(async (tx) => {
      for (const id of ids) {
        const row = await tx.get('knowledge_gaps', id);
        if (row?.status === 'open') tx.change('knowledge_gaps', row, { status: as, faq_id: faqId });
      }
      await appendAudit(tx, [audit]);
    });
  }

  async newestTurns(since: Date, limit: number): Promise<readonly Turn[]> {
    const from = `${idPrefixes.turn}_${since.getTime().toString(16).padStart(12, '0')}`;
    const find = { filter: { id: atLeast(from) }, sort: { id: -1 }, limit } as const;
    return (await this.#database.read((tx) => tx.rows('turns', find))).map(toTurn);
  }
}
