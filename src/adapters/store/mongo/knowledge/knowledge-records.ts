import { Buffer } from 'node:buffer';
import { oneOf } from '#adapters/store/mongo/filter';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { type KnowledgeDocument, waitingVersion } from '#domain/knowledge/knowledge-document';
import type { Sentence } from '#domain/knowledge/sentence';

/** A version that waits is due at once, with its tries counted anew. */
export const writeDocument = async (tx: TenantTx, document: KnowledgeDocument): Promise<void> => {
  const { id, createdAt, version } = document;
  const row = {
    id,
    body: encodeJson(document),
    read_due_at: waitingVersion(document) === null ? null : tx.nowMs,
    read_attempts: 0,
    created_at: createdAt.getTime(),
  };
  await saveVersioned(tx, 'knowledge_documents', [id], row, version);
};

type Write = (
  tx: TenantTx,
  document: KnowledgeDocument,
  before: KnowledgeDocument | null,
  sentences: readonly Sentence[],
) => Promise<void>;

export const writeSentences: Write = async (tx, document, before, sentences) => {
  const { id, versions, current, active } = document;
  const kept = new Set(versions.map(({ number }) => number));
  const renewed = new Set(sentences.map(({ number }) => number));
  const gone = (before?.versions ?? []).map(({ number }) => number).filter((number) => !kept.has(number));
  for (const number of [...gone, ...renewed]) await dropVersion(tx, id, number);
  for (const { id: sentenceId, documentId, ...rest } of sentences)
    await tx.insert('knowledge_sentences', { ...rest, id: sentenceId, document_id: documentId, in_use: 0 });
  if (before?.current !== current || before.active !== active || renewed.size > 0)
    await useVersion(tx, id, active ? current : null);
};

const dropVersion = (tx: TenantTx, id: string, number: number): Promise<void> =>
  dropSentences(tx, { document_id: id, number });

/** With what was made of them. */
export const dropSentences = async (
  tx: TenantTx,
  filter: { readonly document_id: string; readonly number?: number },
): Promise<void> => {
  for (const name of ['knowledge_vectors', 'knowledge_sentences'] as const)
    for (const row of await tx.rows(name, { filter })) tx.drop(name, row);
};

/** Those of sentences that are there still. */
export const writeVectors = async (
  tx: TenantTx,
  model: string,
  vectors: ReadonlyMap<string, Uint8Array>,
): Promise<void> => {
  const ids = [...vectors.keys()];
  const sentences = await tx.rows('knowledge_sentences', {
    filter: { id: oneOf(ids) },
    only: ['id', 'document_id', 'number'],
  });
  const known = await tx.rows('knowledge_vectors', { filter: { sentence_id: oneOf(ids) } });
  const before = new Map(known.map((row) => [row.sentence_id, row]));
  for (const { id, document_id, number } of sentences) {
    const made = { model, vector: Buffer.from(vectors.get(id) ?? []) };
    const row = before.get(id);
    if (row === undefined) tx.add('knowledge_vectors', { sentence_id: id, document_id, number, ...made });
    else tx.change('knowledge_vectors', row, made);
  }
};

const useVersion = async (tx: TenantTx, id: string, number: number | null): Promise<void> => {
  for (const row of await tx.rows('knowledge_sentences', { filter: { document_id: id } })) {
    const in_use = row.number === number ? 1 : 0;
    if (row.in_use !== in_use) tx.change('knowledge_sentences', row, { in_use });
  }
};
