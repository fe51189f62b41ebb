import type { DocumentId, FileId, TenantId, UserId } from '#domain/shared/ids';

export const documentFormats = ['pdf', 'docx', 'html', 'markdown', 'text', 'csv'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** Why a version could not be read. Each has a sentence in the panel that says what to do. */
export const readingFailures = [
  'empty',
  'no_text',
  'encrypted',
  'broken',
  'too_many_pages',
  'too_large',
  'too_slow',
  'too_much_memory',
  'zip_bomb',
  'unsupported',
  'no_room',
  'reader_failed',
  'address_refused',
  'not_reached',
  'refused_by_robots',
] as const;
export type ReadingFailure = (typeof readingFailures)[number];

export type DocumentSource =
  | { readonly kind: 'file' }
  /** A page or a file on the web; every version is fetched anew. */
  | { readonly kind: 'url'; readonly url: string };

/** What was found in a version. */
export type VersionFacts = {
  readonly pages: number | null;
  readonly sentences: number;
  readonly quotable: number;
  /** Rows of questions and answers, where it is a table of them. */
  readonly questionRows: number;
  /** It holds more than is kept of a document. */
  readonly isCut: boolean;
};

export type DocumentVersion = {
  /** From 1; never given twice. */
  readonly number: number;
  /** `null`: nothing was fetched from its address yet. */
  readonly fileId: FileId | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly format: DocumentFormat | null;
  readonly state: 'waiting' | 'ready' | 'failed';
  readonly failure: ReadingFailure | null;
  readonly facts: VersionFacts | null;
  readonly addedBy: UserId;
  readonly addedAt: Date;
};

/** What a business gave its assistant to know. One version is in use at a time; the others stay for the way back. */
export type KnowledgeDocument = {
  readonly id: DocumentId;
  readonly tenantId: TenantId;
  /** Said with every sentence that is quoted. */
  readonly title: string;
  readonly category: string;
  readonly source: DocumentSource;
  /** False: nothing of it is searched or quoted. */
  readonly active: boolean;
  /** The version in use; `null` while none could be read. */
  readonly current: number | null;
  /** Oldest first, `mostVersions` at most. */
  readonly versions: readonly DocumentVersion[];
  /** Findings against the catalogue that an admin called right: see `conflictFinder`. */
  readonly accepted: readonly string[];
  readonly createdAt: Date;
  readonly version: number;
};

export const mostDocuments = 200;
export const mostVersions = 5;
/** All versions of all documents of one tenant together, in bytes. */
export const knowledgeQuota = 200 * 1_048_576;
/** Of all documents of one tenant that are in use: what one search looks through. */
export const mostSentencesInUse = 8_000;

export const bytesOf = ({ versions }: Pick<KnowledgeDocument, 'versions'>): number =>
  versions.reduce((sum, { bytes }) => sum + bytes, 0);

/** The version that is to be read next: the newest that waits. */
export const waitingVersion = ({ versions }: KnowledgeDocument): DocumentVersion | null =>
  versions.findLast(({ state }) => state === 'waiting') ?? null;

export const currentVersion = ({ versions, current }: KnowledgeDocument): DocumentVersion | null =>
  versions.find(({ number }) => number === current) ?? null;

type NewVersion = Pick<DocumentVersion, 'fileId' | 'fileName' | 'bytes' | 'addedBy' | 'addedAt'>;
type Change = { readonly document: KnowledgeDocument; readonly dropped: readonly DocumentVersion[] };

/** Puts a version in line. What is in use stays in use until this one was read; the oldest others make room. */
export const withNewVersion = (document: KnowledgeDocument, added: NewVersion): Change => {
  const number = (document.versions.at(-1)?.number ?? 0) + 1;
  const version: DocumentVersion = { ...added, number, format: null, state: 'waiting', failure: null, facts: null };
  const all = [...document.versions, version];
  const droppable = all.filter((each) => each.number !== document.current && each.number !== number);
  const dropped = droppable.slice(0, Math.max(0, all.length - mostVersions));
  return { document: { ...document, versions: all.filter((each) => !dropped.includes(each)) }, dropped };
};

const withVersion = (document: KnowledgeDocument, number: number, change: Partial<DocumentVersion>) =>
  document.versions.map((each) => (each.number === number ? { ...each, ...change } : each));

export type ReadResult = Pick<DocumentVersion, 'format' | 'facts'>;

/** The version was read: from now on it is the one in use, unless a newer one was chosen meanwhile. */
export const afterReading = (document: KnowledgeDocument, number: number, result: ReadResult): KnowledgeDocument => ({
  ...document,
  versions: withVersion(document, number, { ...result, state: 'ready', failure: null }),
  current: Math.max(number, document.current ?? 0),
});

/** It could not be read, and says why. What was in use stays. */
export const afterFailure = (
  document: KnowledgeDocument,
  number: number,
  failure: ReadingFailure,
): KnowledgeDocument => ({ ...document, versions: withVersion(document, number, { state: 'failed', failure }) });

/** What was fetched for a version of an address. */
export const withFetched = (
  document: KnowledgeDocument,
  number: number,
  file: Pick<DocumentVersion, 'fileId' | 'fileName' | 'bytes'>,
): KnowledgeDocument => ({ ...document, versions: withVersion(document, number, file) });

/** Uses another version that was read. `null`: there is none of that number. */
export const rolledBackTo = (document: KnowledgeDocument, number: number): KnowledgeDocument | null => {
  const version = document.versions.find((each) => each.number === number);
  return version?.state === 'ready' ? { ...document, current: number } : null;
};
