import type { DocumentId, SentenceId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

/** Why a sentence is never said word for word. It still helps to find out what a question is about. */
export const unquotableReasons = [
  'fragment',
  'heading',
  'table',
  'question',
  'too_long',
  'leans_on_another',
  'money',
  'discount',
  'promise',
  'instruction',
  'hidden',
  'contact',
  'language',
] as const;
export type UnquotableReason = (typeof unquotableReasons)[number];

/** One whole sentence of a document, judged when it came in. */
export type Sentence = {
  readonly id: SentenceId;
  readonly documentId: DocumentId;
  /** Which version of the document it is of. */
  readonly number: number;
  /** From 0, in reading order. */
  readonly position: number;
  readonly text: string;
  /** The heading it stands under; empty when there is none. */
  readonly heading: string;
  readonly page: number | null;
  readonly language: Language;
  /** `null`: it may be quoted. */
  readonly unquotable: UnquotableReason | null;
};
