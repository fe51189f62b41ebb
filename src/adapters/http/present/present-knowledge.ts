import type { z } from 'zod';
import type {
  ConflictDto,
  DocumentDto,
  DocumentListDto,
  FoundSentenceDto,
  GapGroupDto,
  QuestionsImportDto,
  SentenceDto,
  TestCaseDto,
  UsageDto,
} from '#adapters/http/contract/knowledge';
import { presentLocalized, presentMoney } from '#adapters/http/present/present-money';
import type { FoundConflict } from '#application/knowledge/conflicts';
import type { DocumentList } from '#application/knowledge/documents';
import type { ShownGroup } from '#application/knowledge/gaps';
import type { QuestionsImport } from '#application/knowledge/import-questions';
import type { Usage } from '#application/knowledge/read-usage';
import type { CandidateSentence } from '#domain/knowledge/candidate-sentence';
import { type DocumentVersion, type KnowledgeDocument, mostSentencesInUse } from '#domain/knowledge/knowledge-document';
import type { Sentence } from '#domain/knowledge/sentence';
import type { TestCase } from '#domain/knowledge/test-case';

const presentVersion = ({ fileId: _, addedBy: __, addedAt, ...version }: DocumentVersion) => ({
  ...version,
  addedAt: addedAt.toISOString(),
});

export const presentDocument = (document: KnowledgeDocument): z.input<typeof DocumentDto> => ({
  id: document.id,
  title: document.title,
  category: document.category,
  url: document.source.kind === 'url' ? document.source.url : null,
  active: document.active,
  current: document.current,
  versions: document.versions.toReversed().map(presentVersion),
  createdAt: document.createdAt.toISOString(),
  version: document.version,
});

export const presentDocuments = ({ documents, ...room }: DocumentList): z.input<typeof DocumentListDto> => ({
  items: documents.map(presentDocument),
  ...room,
  mostSentences: mostSentencesInUse,
});

export const presentSentence = ({ documentId: _, number: __, ...sentence }: Sentence): z.input<typeof SentenceDto> =>
  sentence;

export const presentFound = ({ language: _, ...found }: CandidateSentence): z.input<typeof FoundSentenceDto> => found;

export const presentConflict = (conflict: FoundConflict): z.input<typeof ConflictDto> => ({
  key: conflict.key,
  serviceId: conflict.service,
  serviceName: conflict.serviceName,
  says: presentMoney(conflict.says),
  price: presentMoney(conflict.price),
  text: conflict.text,
  faqId: conflict.where.kind === 'faq' ? conflict.where.id : null,
  documentId: conflict.where.kind === 'document' ? conflict.where.id : null,
  title: conflict.where.title,
});

export const presentGapGroup = ({ example, gaps, phrasings }: ShownGroup): z.input<typeof GapGroupDto> => ({
  example: example.text,
  language: example.language,
  times: gaps.length,
  lastAskedAt: (gaps[0] ?? example).at.toISOString(),
  phrasings: [...phrasings],
  gaps: gaps.map(({ id, conversationId, text, at }) => ({ turnId: id, conversationId, text, at: at.toISOString() })),
});

export const presentImport = ({
  problems,
  sample,
  ...counts
}: QuestionsImport): z.input<typeof QuestionsImportDto> => ({
  ...counts,
  problems: [...problems],
  sample: [...sample],
});

export const presentUsage = ({ faqs, documents, ...counts }: Usage): z.input<typeof UsageDto> => ({
  ...counts,
  faqs: [...faqs],
  documents: [...documents],
});

export const presentTestCase = (testCase: TestCase): z.input<typeof TestCaseDto> => ({
  id: testCase.id,
  question: testCase.question,
  answer: presentLocalized(testCase.answer),
  wrongAnswer: testCase.wrongAnswer,
  faqId: testCase.faqId,
  turnId: testCase.turnId,
  createdAt: testCase.createdAt.toISOString(),
});
