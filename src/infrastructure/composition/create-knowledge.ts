import { SaveFaq } from '#application/catalogue/save-faq';
import {
  AddDocument,
  type AddVersionInput,
  type ImportAddressInput,
  type UploadDocumentInput,
} from '#application/knowledge/add-document';
import { ChangeDocument, RemoveDocument } from '#application/knowledge/change-document';
import { AcceptConflict, ListConflicts } from '#application/knowledge/conflicts';
import { CorrectAnswer, ListTestCases } from '#application/knowledge/correct-answer';
import { FindDocument, ListDocuments, PageSentences } from '#application/knowledge/documents';
import { AnswerGaps, DismissGaps, ListGaps } from '#application/knowledge/gaps';
import { ImportQuestions } from '#application/knowledge/import-questions';
import type { KnowledgeFiles } from '#application/knowledge/knowledge-files';
import type { PassageFinder } from '#application/knowledge/passage-finder';
import { ReadKnowledgeUsage } from '#application/knowledge/read-usage';
import { SearchKnowledge } from '#application/knowledge/search-knowledge';
import { announced } from '#application/live/announced';
import type { Clock } from '#application/ports/clock';
import type { DocumentReader } from '#application/ports/document-reader';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { SafeFetch } from '#application/ports/safe-fetch';
import type { Store } from '#application/ports/store';
import type { LabelAnswers } from '#application/understanding/label-answers';

/** What knowledge is made of, besides what every use case gets. */
export type KnowledgeParts = {
  readonly files: KnowledgeFiles;
  readonly reader: DocumentReader;
  readonly finder: PassageFinder;
  readonly safeFetch: SafeFetch;
};

type Ports = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly limiter: RateLimiter;
  readonly labels: LabelAnswers;
};

/** Documents, what they say, what contradicts, and what nobody could answer. */
export const createKnowledge = (common: Ports, parts: KnowledgeParts) => {
  const ports = { ...common, ...parts };
  const { bus } = common;
  const add = new AddDocument(ports);
  return {
    listDocuments: new ListDocuments(ports),
    findDocument: new FindDocument(ports),
    pageSentences: new PageSentences(ports),
    uploadDocument: announced(bus, 'knowledge', { execute: (input: UploadDocumentInput) => add.upload(input) }),
    importAddress: announced(bus, 'knowledge', { execute: (input: ImportAddressInput) => add.importAddress(input) }),
    addDocumentVersion: announced(bus, 'knowledge', { execute: (input: AddVersionInput) => add.addVersion(input) }),
    changeDocument: announced(bus, 'knowledge', new ChangeDocument(ports)),
    removeDocument: announced(bus, 'knowledge', new RemoveDocument(ports)),
    importQuestions: announced(bus, 'catalogue', new ImportQuestions(ports)),
    listConflicts: new ListConflicts(ports),
    acceptConflict: announced(bus, 'knowledge', new AcceptConflict(ports)),
    searchKnowledge: new SearchKnowledge(ports),
    listGaps: new ListGaps(ports),
    answerGaps: announced(bus, 'catalogue', new AnswerGaps({ ...ports, saveFaq: new SaveFaq(ports) })),
    dismissGaps: announced(bus, 'knowledge', new DismissGaps(ports)),
    readKnowledgeUsage: new ReadKnowledgeUsage(ports),
    correctAnswer: announced(bus, 'knowledge', new CorrectAnswer(ports)),
    listTestCases: new ListTestCases(ports),
  };
};
