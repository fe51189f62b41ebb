import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AnswerGapsBody,
  ConflictDto,
  DocumentDto,
  DocumentListDto,
  GapGroupDto,
  QuestionsImportDto,
  SentencePageDto,
  TestCaseDto,
  UsageDto,
} from '../../../../src/adapters/http/contract/knowledge.js';
import { api } from '../../shared/api/client.js';

export type KnowledgeDocument = z.output<typeof DocumentDto>;
export type Version = KnowledgeDocument['versions'][number];
export type DocumentList = z.output<typeof DocumentListDto>;
export type SentencePage = z.output<typeof SentencePageDto>;
export type Sentence = SentencePage['items'][number];
export type Conflict = z.output<typeof ConflictDto>;
export type GapGroup = z.output<typeof GapGroupDto>;
export type QuestionsImport = z.output<typeof QuestionsImportDto>;
export type TestCase = z.output<typeof TestCaseDto>;
export type Usage = z.output<typeof UsageDto>;
type Items<T> = { readonly items: readonly T[] };

export const tabs = ['documents', 'gaps', 'conflicts', 'corrections'] as const;
export type Tab = (typeof tabs)[number];
export const sentenceFilters = ['all', 'quotable', 'held'] as const;
export type SentenceFilter = (typeof sentenceFilters)[number];

const path = '/api/v1/knowledge';

/** While a version waits it is looked at again, should the live notice be lost. */
const isWaiting = (documents: readonly KnowledgeDocument[] | undefined): boolean =>
  documents?.some(({ versions }) => versions.some(({ state }) => state === 'waiting')) === true;

export const documentsQuery = queryOptions({
  queryKey: ['knowledge', 'documents'],
  queryFn: ({ signal }) => api.get<DocumentList>(`${path}/documents`, { signal }),
  refetchInterval: ({ state }) => (isWaiting(state.data?.items) ? 3_000 : false),
});

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'document', id],
    queryFn: ({ signal }) => api.get<KnowledgeDocument>(`${path}/documents/${id}`, { signal }),
    refetchInterval: ({ state }) => (isWaiting(state.data && [state.data]) ? 3_000 : false),
  });

/** The most of one filter that is shown: enough to see what a document is good for. */
const sentencesShown = 200;
export const sentencesQuery = (id: string, number: number | null, filter: SentenceFilter) =>
  queryOptions({
    queryKey: ['knowledge', 'sentences', id, number, filter],
    queryFn: ({ signal }) =>
      api.get<SentencePage>(`${path}/documents/${id}/sentences`, {
        query: { number, limit: sentencesShown, ...(filter !== 'all' && { quotable: filter === 'quotable' }) },
        signal,
      }),
  });

export const gapsQuery = queryOptions({
  queryKey: ['knowledge', 'gaps'],
  queryFn: ({ signal }) => api.get<Items<GapGroup>>(`${path}/gaps`, { signal }),
});
export const conflictsQuery = queryOptions({
  queryKey: ['knowledge', 'conflicts'],
  queryFn: ({ signal }) => api.get<Items<Conflict>>(`${path}/conflicts`, { signal }),
});
export const usageQuery = queryOptions({
  queryKey: ['knowledge', 'usage'],
  queryFn: ({ signal }) => api.get<Usage>(`${path}/usage`, { signal }),
});
export const correctionsQuery = queryOptions({
  queryKey: ['knowledge', 'corrections'],
  queryFn: ({ signal }) => api.get<Items<TestCase>>(`${path}/test-cases`, { signal }),
});

export const uploadDocument = (file: File): Promise<KnowledgeDocument> =>
  api.post(`${path}/documents`, file, { query: { name: file.name } });
export const importAddress = (url: string): Promise<KnowledgeDocument> => api.post(`${path}/addresses`, { url });
export const uploadVersion = (id: string, file: File): Promise<KnowledgeDocument> =>
  api.post(`${path}/documents/${id}/versions`, file, { query: { name: file.name } });
export const fetchAgain = (id: string): Promise<KnowledgeDocument> => api.post(`${path}/documents/${id}/fetch`);
export type DocumentChange = {
  readonly title?: string;
  readonly category?: string;
  readonly active?: boolean;
  readonly current?: number;
};
export const changeDocument = (id: string, version: number, change: DocumentChange): Promise<KnowledgeDocument> =>
  api.patch(`${path}/documents/${id}`, { ...change, version });
export const removeDocument = (id: string): Promise<void> => api.delete(`${path}/documents/${id}`);
export const importQuestions = (id: string, dryRun: boolean): Promise<QuestionsImport> =>
  api.post(`${path}/documents/${id}/questions`, { dryRun });
export const answerGaps = (body: z.input<typeof AnswerGapsBody>): Promise<unknown> =>
  api.post(`${path}/gaps/answer`, body);
export const dismissGaps = (turnIds: readonly string[]): Promise<void> => api.post(`${path}/gaps/dismiss`, { turnIds });
export const acceptConflict = ({ key, faqId, documentId }: Conflict): Promise<void> =>
  api.post(`${path}/conflicts/accept`, {
    key,
    ...(faqId !== null && { faqId }),
    ...(documentId !== null && { documentId }),
  });
