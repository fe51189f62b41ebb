import type {
  KnowledgeDocumentRow,
  KnowledgeGapRow,
  KnowledgeSentenceRow,
  KnowledgeVectorRow,
} from '#adapters/store/sql/knowledge-rows';
import { platformStatement, tenantStatement } from '#adapters/store/sql/statement';

export const documentById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('knowledge_documents').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

/** Ids begin with the time they were made at. */
export const allDocuments = tenantStatement()((db, _, tenant) =>
  db.selectFrom('knowledge_documents').selectAll().where('tenant_id', '=', tenant).orderBy('id'),
);

export const setReadDue = tenantStatement<Pick<KnowledgeDocumentRow, 'id' | 'read_due_at' | 'read_attempts'>>()(
  (db, arg, tenant) =>
    db
      .updateTable('knowledge_documents')
      .set({ read_due_at: arg('read_due_at'), read_attempts: arg('read_attempts') })
      .where('tenant_id', '=', tenant)
      .where('id', '=', arg('id')),
);

export const deleteDocument = tenantStatement<{ id: string; version: number }>()((db, arg, tenant) =>
  db
    .deleteFrom('knowledge_documents')
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('version', '=', arg('version')),
);

export const deleteSentences = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.deleteFrom('knowledge_sentences').where('tenant_id', '=', tenant).where('document_id', '=', arg('id')),
);

export const deleteVersion = tenantStatement<{ id: string; number: number }>()((db, arg, tenant) =>
  db
    .deleteFrom('knowledge_sentences')
    .where('tenant_id', '=', tenant)
    .where('document_id', '=', arg('id'))
    .where('number', '=', arg('number')),
);

export const deleteVectors = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.deleteFrom('knowledge_vectors').where('tenant_id', '=', tenant).where('document_id', '=', arg('id')),
);

export const deleteVectorsOfVersion = tenantStatement<{ id: string; number: number }>()((db, arg, tenant) =>
  db
    .deleteFrom('knowledge_vectors')
    .where('tenant_id', '=', tenant)
    .where('document_id', '=', arg('id'))
    .where('number', '=', arg('number')),
);

export const sentenceById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db
    .selectFrom('knowledge_sentences')
    .select(['document_id', 'number'])
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

export const saveVector = tenantStatement<Omit<KnowledgeVectorRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('knowledge_vectors')
    .values({
      tenant_id: tenant,
      sentence_id: arg('sentence_id'),
      document_id: arg('document_id'),
      number: arg('number'),
      model: arg('model'),
      vector: arg('vector'),
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'sentence_id']).doUpdateSet({ model: arg('model'), vector: arg('vector') }),
    ),
);

export const vectorsInUse = tenantStatement<{ model: string }>()((db, arg, tenant) =>
  db
    .selectFrom('knowledge_vectors as v')
    .innerJoin('knowledge_sentences as s', (join) =>
      join.onRef('s.tenant_id', '=', 'v.tenant_id').onRef('s.id', '=', 'v.sentence_id'),
    )
    .select(['v.sentence_id', 'v.vector'])
    .where('v.tenant_id', '=', tenant)
    .where('s.tenant_id', '=', tenant)
    .where('s.in_use', '=', 1)
    .where('v.model', '=', arg('model')),
);

export const insertSentence = tenantStatement<Omit<KnowledgeSentenceRow, 'tenant_id' | 'in_use'>>()((db, arg, tenant) =>
  db.insertInto('knowledge_sentences').values({
    tenant_id: tenant,
    id: arg('id'),
    document_id: arg('document_id'),
    number: arg('number'),
    position: arg('position'),
    in_use: 0,
    unquotable: arg('unquotable'),
    language: arg('language'),
    page: arg('page'),
    heading: arg('heading'),
    text: arg('text'),
  }),
);

export const useNone = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db
    .updateTable('knowledge_sentences')
    .set({ in_use: 0 })
    .where('tenant_id', '=', tenant)
    .where('in_use', '=', 1)
    .where('document_id', '=', arg('id')),
);

export const useVersion = tenantStatement<{ id: string; number: number }>()((db, arg, tenant) =>
  db
    .updateTable('knowledge_sentences')
    .set({ in_use: 1 })
    .where('tenant_id', '=', tenant)
    .where('document_id', '=', arg('id'))
    .where('number', '=', arg('number')),
);

export const sentencesInUse = tenantStatement()((db, _, tenant) =>
  db
    .selectFrom('knowledge_sentences')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('in_use', '=', 1)
    .orderBy('document_id')
    .orderBy('position'),
);

export const countInUse = tenantStatement()((db, _, tenant) =>
  db
    .selectFrom('knowledge_sentences')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('in_use', '=', 1),
);

export const moveKnowledge = tenantStatement()((db, _, tenant) =>
  db
    .updateTable('tenants')
    .set((row) => ({
      knowledge_version: row('knowledge_version', '+', 1),
      catalogue_version: row('catalogue_version', '+', 1),
    }))
    .where('id', '=', tenant),
);

export const insertGap = tenantStatement<Omit<KnowledgeGapRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('knowledge_gaps')
    .values({
      tenant_id: tenant,
      id: arg('id'),
      conversation_id: arg('conversation_id'),
      text: arg('text'),
      language: arg('language'),
      status: arg('status'),
      faq_id: arg('faq_id'),
      at: arg('at'),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()),
);

export const openGaps = tenantStatement<{ limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('knowledge_gaps')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('status', '=', 'open')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(arg('limit')),
);

export const gapById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('knowledge_gaps').select('id').where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const settleGap = tenantStatement<Pick<KnowledgeGapRow, 'id' | 'status' | 'faq_id'>>()((db, arg, tenant) =>
  db
    .updateTable('knowledge_gaps')
    .set({ status: arg('status'), faq_id: arg('faq_id') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('status', '=', 'open'),
);

export const newestTurns = tenantStatement<{ from: string; limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('turns')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('id', '>=', arg('from'))
    .orderBy('id', 'desc')
    .limit(arg('limit')),
);

/** Across tenants, and only the few rows where something waits. */
export const readingsDue = platformStatement<{ now: number; limit: number }>()((db, arg) =>
  db
    .selectFrom('knowledge_documents')
    .select(['tenant_id', 'id'])
    .where('read_due_at', 'is not', null)
    .where('read_due_at', '<=', arg('now'))
    .orderBy('read_due_at')
    .limit(arg('limit')),
);
