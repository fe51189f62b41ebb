/** A document whole, beside the columns it is read and found by. */
export type KnowledgeDocumentRow = {
  tenant_id: string;
  id: string;
  body: string;
  /** When a version that waits may be read; while it is being read, when its lease ends. Null when none waits. */
  read_due_at: number | null;
  read_attempts: number;
  created_at: number;
  version: number;
};

export type KnowledgeSentenceRow = {
  tenant_id: string;
  id: string;
  document_id: string;
  number: number;
  position: number;
  /** Of the version in use of an active document. */
  in_use: number;
  unquotable: string | null;
  language: string;
  page: number | null;
  heading: string;
  text: string;
};

/** Named by the turn it came up in. */
export type KnowledgeGapRow = {
  tenant_id: string;
  id: string;
  conversation_id: string;
  text: string;
  language: string;
  status: string;
  faq_id: string | null;
  at: number;
};

/** A sentence as a model for vectors sees it: eight bits for each number. */
export type KnowledgeVectorRow = {
  tenant_id: string;
  sentence_id: string;
  document_id: string;
  number: number;
  model: string;
  vector: Uint8Array | ArrayBuffer;
};
