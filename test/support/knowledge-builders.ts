import type { RandomIds } from '#adapters/identity/random-ids';
import type { Gap } from '#domain/knowledge/gap';
import type { DocumentVersion, KnowledgeDocument } from '#domain/knowledge/knowledge-document';
import { readSentences } from '#domain/knowledge/read-sentences';
import type { Sentence } from '#domain/knowledge/sentence';
import type { TestCase } from '#domain/knowledge/test-case';
import type { HumanActor } from '#domain/shared/actor';
import type { DocumentId, TenantId } from '#domain/shared/ids';
import type { FakeClock } from './fake-clock.js';

/** Valid things of the knowledge base; part of `storeBuilders`. */
export const knowledgeBuilders = (clock: FakeClock, ids: RandomIds, person: HumanActor) => {
  const aDocumentVersion = (about: Partial<DocumentVersion> = {}): DocumentVersion => ({
    number: 1,
    fileId: ids.file(),
    fileName: 'guide.txt',
    bytes: 100,
    format: null,
    state: 'waiting',
    failure: null,
    facts: null,
    addedBy: person.userId,
    addedAt: clock.now(),
    ...about,
  });
  return {
    aDocumentVersion,
    aDocument: (tenantId: TenantId, about: Partial<KnowledgeDocument> = {}): KnowledgeDocument => ({
      id: ids.document(),
      tenantId,
      title: 'Visitor guide',
      category: '',
      source: { kind: 'file' },
      active: true,
      current: null,
      versions: [aDocumentVersion()],
      accepted: [],
      createdAt: clock.now(),
      version: 0,
      ...about,
    }),
    sentences: (documentId: DocumentId, number: number, texts: readonly string[]): readonly Sentence[] =>
      readSentences(
        texts.map((text) => ({ kind: 'paragraph', text, page: null, hidden: false })),
        { documentId, number },
      ),
    aGap: (tenantId: TenantId, about: Partial<Gap> = {}): Gap => ({
      id: ids.turn(),
      tenantId,
      conversationId: ids.conversation(),
      text: 'Do you have parking?',
      language: 'en',
      status: 'open',
      faqId: null,
      at: clock.now(),
      ...about,
    }),
    aTestCase: (tenantId: TenantId, about: Partial<TestCase> = {}): TestCase => ({
      id: ids.testCase(),
      tenantId,
      question: 'Do you have parking?',
      answer: { en: 'Yes, behind the house.' },
      faqId: ids.faq(),
      turnId: ids.turn(),
      wrongAnswer: 'We are open daily.',
      by: person.userId,
      createdAt: clock.now(),
      version: 0,
      ...about,
    }),
  };
};
