import type { DocumentBlock } from '#domain/knowledge/document-block';
import type { DocumentFormat, ReadingFailure } from '#domain/knowledge/knowledge-document';
import { DomainError } from '#domain/shared/domain-error';

/** The document holds nothing that can be read, or more than may be. What was in use before stays. */
export class DocumentUnreadable extends DomainError {
  readonly code = 'knowledge.unreadable';
  readonly kind = 'unsupported';
  readonly failure: ReadingFailure;
  constructor(failure: ReadingFailure, cause?: unknown) {
    super(`the document could not be read: ${failure}`, { failure }, cause);
    this.failure = failure;
  }
}

export type ReadableDocument = {
  readonly bytes: Uint8Array;
  /** Tells plain text, Markdown and CSV apart; of anything else the content says what it is. */
  readonly fileName: string;
};

export type ReadDocument = {
  readonly format: DocumentFormat;
  /** What the document calls itself. */
  readonly title: string | null;
  readonly pages: number | null;
  readonly blocks: readonly DocumentBlock[];
  /** Of a CSV file, its rows as they are. */
  readonly table: readonly (readonly string[])[] | null;
  /** More was in it than is kept. */
  readonly isCut: boolean;
};

/** Takes a stranger's file apart, in a place where it can harm nobody: bounded in time, memory, pages and size. */
export interface DocumentReader {
  /** @throws {DocumentUnreadable} */
  read(document: ReadableDocument): Promise<ReadDocument>;
}
