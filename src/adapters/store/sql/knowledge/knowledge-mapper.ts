import { decodeJson } from '#adapters/store/sql/json-codec';
import type { KnowledgeDocumentRow, KnowledgeGapRow, KnowledgeSentenceRow } from '#adapters/store/sql/knowledge-rows';
import type { Gap } from '#domain/knowledge/gap';
import type { KnowledgeDocument } from '#domain/knowledge/knowledge-document';
import type { Sentence, UnquotableReason } from '#domain/knowledge/sentence';
import { ConversationId, DocumentId, FaqId, SentenceId, TenantId, TurnId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

export const toDocument = (row: KnowledgeDocumentRow): KnowledgeDocument => ({
  ...decodeJson<KnowledgeDocument>(row.body),
  version: row.version,
});

export const toSentence = (row: KnowledgeSentenceRow): Sentence => ({
  id: SentenceId(row.id),
  documentId: DocumentId(row.document_id),
  number: row.number,
  position: row.position,
  text: row.text,
  heading: row.heading,
  page: row.page,
  language: row.language as Language,
  unquotable: row.unquotable as UnquotableReason | null,
});

export const toGap = (row: KnowledgeGapRow): Gap => ({
  id: TurnId(row.id),
  tenantId: TenantId(row.tenant_id),
  conversationId: ConversationId(row.conversation_id),
  text: row.text,
  language: row.language as Language,
  status: row.status as Gap['status'],
  faqId: row.faq_id === null ? null : FaqId(row.faq_id),
  at: new Date(row.at),
});
