import { customerOf } from '#adapters/store/sql/conversations/customer-of';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { toTurn } from '#adapters/store/sql/mappers/document-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { KnowledgeStore, ReadingLease, SentencePage } from '#application/ports/knowledge-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Turn } from '#domain/conversation/turn';
import type { Gap } from '#domain/knowledge/gap';
import { type KnowledgeDocument, waitingVersion } from '#domain/knowledge/knowledge-document';
import type { Sentence } from '#domain/knowledge/sentence';
import { type DocumentId, type FaqId, idPrefixes, SentenceId, type TurnId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { toDocument, toGap, toSentence } from './knowledge-mapper.js';
import {
  allDocuments,
  countInUse,
  deleteDocument,
  deleteSentences,
  deleteVectors,
  deleteVectorsOfVersion,
  deleteVersion,
  documentById,
  gapById,
  insertGap,
  insertSentence,
  moveKnowledge,
  newestTurns,
  openGaps,
  saveVector,
  sentenceById,
  setReadDue,
  settleGap,
  useNone,
  useVersion,
  vectorsInUse,
} from './knowledge-statements.js';

export class SqlKnowledgeStore implements KnowledgeStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: DocumentId): Promise<KnowledgeDocument | null> {
    const row = await this.#database.read((tx) => tx.first(documentById, { id }));
    return row === undefined ? null : toDocument(row);
  }

  async list(): Promise<readonly KnowledgeDocument[]> {
    return (await this.#database.read((tx) => tx.rows(allDocuments, {}))).map(toDocument);
  }

  save(
    document: KnowledgeDocument,
    audit: AuditDraft,
    sentences: readonly Sentence[] = [],
  ): Promise<KnowledgeDocument> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, document.tenantId);
      const known = document.version === 0 ? undefined : await tx.first(documentById, { id: document.id });
      const before = known === undefined ? null : toDocument(known);
      await writeDocument(tx, document);
      await writeSentences(tx, document, before, sentences);
      await tx.run(moveKnowledge, {});
      await appendAudit(tx, [audit]);
      return { ...document, version: document.version + 1 };
    });
  }

  remove({ id, tenantId, version }: KnowledgeDocument, audit: AuditDraft): Promise<void> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      await tx.run(deleteVectors, { id });
      await tx.run(deleteSentences, { id });
      if ((await tx.run(deleteDocument, { id, version })) !== 1)
        throw new StaleWrite('it was saved by somebody else meanwhile, or is gone', { id, version });
      await tx.run(moveKnowledge, {});
      await appendAudit(tx, [audit]);
    });
  }

  claimReading(id: DocumentId, leaseMs: number): Promise<ReadingLease | null> {
    return this.#database.write(async (tx) => {
      const row = await tx.first(documentById, { id });
      if (row === undefined || row.read_due_at === null || row.read_due_at > tx.nowMs) return null;
      const attempts = row.read_attempts + 1;
      await tx.run(setReadDue, { id, read_due_at: tx.nowMs + leaseMs, read_attempts: attempts });
      return { document: toDocument(row), attempts };
    });
  }

  async sentences(
    id: DocumentId,
    number: number,
    { quotable, after, limit }: SentencePage,
  ): Promise<readonly Sentence[]> {
    const rows = await this.#database.read((tx) => {
      let query = tx.db
        .selectFrom('knowledge_sentences')
        .selectAll()
        .where('tenant_id', '=', tx.tenantId)
        .where('document_id', '=', id)
        .where('number', '=', number)
        .where('position', '>', after);
      if (quotable !== undefined) query = query.where('unquotable', quotable ? 'is' : 'is not', null);
      return query.orderBy('position').limit(limit).execute();
    });
    return rows.map(toSentence);
  }

  async countInUse(): Promise<number> {
    return Number((await this.#database.read((tx) => tx.first(countInUse, {})))?.count ?? 0);
  }

  async vectors(model: string): Promise<ReadonlyMap<SentenceId, Uint8Array>> {
    const rows = await this.#database.read((tx) => tx.rows(vectorsInUse, { model }));
    return new Map(rows.map(({ sentence_id, vector }) => [SentenceId(sentence_id), new Uint8Array(vector)]));
  }

  saveVectors(model: string, vectors: ReadonlyMap<SentenceId, Uint8Array>): Promise<void> {
    return this.#database.write(async (tx) => {
      for (const [id, vector] of vectors) {
        const sentence = await tx.first(sentenceById, { id });
        if (sentence !== undefined) await tx.run(saveVector, { ...sentence, sentence_id: id, model, vector });
      }
    });
  }

  async addGap({ id, tenantId, conversationId, text, language, status, faqId, at }: Gap): Promise<void> {
    await this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      const columns = { id, conversation_id: conversationId, text, language, status, faq_id: faqId, at: at.getTime() };
      return tx.run(insertGap, columns, await customerOf(tx, conversationId));
    });
  }

  async openGaps(limit: number): Promise<readonly Gap[]> {
    return (await this.#database.read((tx) => tx.rows(openGaps, { limit }))).map(toGap);
  }

  knownGaps(ids: readonly TurnId[]): Promise<readonly TurnId[]> {
    return this.#database.read(async (tx) => {
      const known: TurnId[] = [];
      for (const id of ids) if ((await tx.first(gapById, { id })) !== undefined) known.push(id);
      return known;
    });
  }

  settleGaps(ids: readonly TurnId[], as: 'answered' | 'dismissed', faqId: FaqId | null, audit: AuditDraft) {
    return this.#database.write(async (tx) => {
      for (const id of ids) await tx.run(settleGap, { id, status: as, faq_id: faqId });
      await appendAudit(tx, [audit]);
    });
  }

  async newestTurns(since: Date, limit: number): Promise<readonly Turn[]> {
    const from = `${idPrefixes.turn}_${since.getTime().toString(16).padStart(12, '0')}`;
    return (await this.#database.read((tx) => tx.rows(newestTurns, { from, limit }))).map(toTurn);
  }
}

/** A version that waits is due at once, with its tries counted anew. */
const writeDocument = async (tx: TenantTx, document: KnowledgeDocument): Promise<void> => {
  const { id, createdAt, version } = document;
  const columns = {
    body: encodeJson(document),
    read_due_at: waitingVersion(document) === null ? null : tx.nowMs,
    read_attempts: 0,
    created_at: createdAt.getTime(),
  };
  await saveVersioned(tx, 'knowledge_documents', { id }, columns, version);
};

const writeSentences = async (
  tx: TenantTx,
  document: KnowledgeDocument,
  before: KnowledgeDocument | null,
  sentences: readonly Sentence[],
): Promise<void> => {
  const { id, versions, current, active } = document;
  const kept = new Set(versions.map(({ number }) => number));
  const renewed = new Set(sentences.map(({ number }) => number));
  const gone = (before?.versions ?? []).map(({ number }) => number).filter((number) => !kept.has(number));
  for (const number of [...gone, ...renewed]) {
    await tx.run(deleteVectorsOfVersion, { id, number });
    await tx.run(deleteVersion, { id, number });
  }
  for (const { id: sentenceId, documentId, ...rest } of sentences)
    await tx.run(insertSentence, { ...rest, id: sentenceId, document_id: documentId });
  if (before?.current === current && before.active === active && renewed.size === 0) return;
  await tx.run(useNone, { id });
  if (active && current !== null) await tx.run(useVersion, { id, number: current });
};
