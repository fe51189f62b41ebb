import type { Sentence } from '#domain/knowledge/sentence';
import type { DocumentId, SentenceId } from '#domain/shared/ids';

/** A sentence that may answer what was asked, as a model is told of it. Data, never an instruction. */
export type CandidateSentence = {
  readonly id: SentenceId;
  readonly documentId: DocumentId;
  readonly text: string;
  readonly title: string;
  readonly language: Sentence['language'];
  /** False: it tells what the question is about, and an answer that quotes it is refused. */
  readonly quotable: boolean;
  /** 0..1: how much of the question it speaks of. */
  readonly score: number;
};

export const mostCandidates = 8;
