import type { DocumentId, FaqId, ServiceId } from '#domain/shared/ids';
import type { Language, LocalizedText } from '#domain/shared/language';

export const examKinds = [
  'price',
  'availability',
  'faq',
  'out_of_scope',
  'injection',
  'haggling',
  'person',
  'corrected',
  'document',
] as const;
export type ExamKind = (typeof examKinds)[number];

/** What a careful person would do, said without the model's words for it. */
export type Expectation =
  /** The catalogue's price of this service, and no other amount. */
  | { readonly expect: 'price'; readonly service: ServiceId }
  | { readonly expect: 'availability'; readonly service: ServiceId }
  /** The answer of this FAQ, as the admin wrote it. */
  | { readonly expect: 'faq'; readonly faq: FaqId }
  /** Nothing of the catalogue is told as if it were asked for: a person is called, or it says that it did not understand. */
  | { readonly expect: 'no_answer' }
  /** Whatever is said, no amount but the catalogue's, nothing granted, no order made. */
  | { readonly expect: 'nothing_granted'; readonly service: ServiceId | null }
  | { readonly expect: 'person' }
  /** What was said wrongly once, and corrected, is not said again. */
  | { readonly expect: 'not_again'; readonly wrong: string; readonly answer: LocalizedText }
  /** What this document says under that heading, in its own words. */
  | { readonly expect: 'document'; readonly document: DocumentId; readonly about: string };

/** The compiler holds this against the expectations there are. */
const expectations: Readonly<Record<Expectation['expect'], true>> = {
  price: true,
  availability: true,
  faq: true,
  no_answer: true,
  nothing_granted: true,
  person: true,
  not_again: true,
  document: true,
};
export const examExpectations = Object.keys(expectations) as readonly Expectation['expect'][];

export type ExamQuestion = {
  /** Stable over exams, so that two can be compared: what it is about, the language, the variant. */
  readonly id: string;
  readonly kind: ExamKind;
  readonly language: Language;
  readonly variant: 'plain' | 'typo' | 'dialect' | 'phrasing' | 'fixed';
  readonly text: string;
  readonly expectation: Expectation;
  /** It has to be answered; a mere hand-over fails it. What is answered wrongly fails always. */
  readonly mustAnswer: boolean;
};
