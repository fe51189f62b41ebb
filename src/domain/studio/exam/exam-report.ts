import type { Language } from '#domain/shared/language';
import type { Mark } from '#domain/studio/exam/exam-mark';
import type { ExamKind, ExamQuestion, Expectation } from '#domain/studio/exam/exam-question';

export type ExamResult = {
  readonly questionId: string;
  readonly kind: ExamKind;
  readonly language: Language;
  readonly variant: ExamQuestion['variant'];
  readonly question: string;
  readonly answer: string;
  readonly mark: Mark;
  /** Why it is wrong, as a code. */
  readonly why: string;
  /** What should have been said or done, and its words where there are any. Exams from before have neither. */
  readonly expect?: Expectation['expect'];
  readonly expected?: string;
  /** Stops the publication. */
  readonly blocks: boolean;
  readonly confidence: number;
};

export type ExamReport = {
  readonly catalogueVersion: number;
  /** The state of the version it was held on: any later edit makes it worthless. */
  readonly versionVersion: number;
  readonly asked: number;
  readonly right: number;
  readonly handedOver: number;
  readonly wrong: number;
  readonly blocking: number;
  readonly costMicros: number;
  /** Right in the exam of the version that is live, and no more. */
  readonly regressions: readonly string[];
  readonly results: readonly ExamResult[];
};

/** Does a mark stop the publication? Wrong always, and silence where an answer is what one comes for. */
export const blocksPublication = (mark: Mark, { mustAnswer }: Pick<ExamQuestion, 'mustAnswer'>): boolean =>
  mark === 'wrong' || (mark === 'handed_over' && mustAnswer);

type Held = Pick<ExamReport, 'catalogueVersion' | 'versionVersion' | 'costMicros'>;

/** @param before the results of the version customers hear now, if it was examined. */
export const reportOf = (results: readonly ExamResult[], before: readonly ExamResult[], held: Held): ExamReport => {
  const count = (mark: Mark): number => results.filter((each) => each.mark === mark).length;
  const wasRight = new Set(before.filter(({ mark }) => mark === 'right').map(({ questionId }) => questionId));
  return {
    ...held,
    asked: results.length,
    right: count('right'),
    handedOver: count('handed_over'),
    wrong: count('wrong'),
    blocking: results.filter(({ blocks }) => blocks).length,
    regressions: results
      .filter(({ mark, questionId }) => mark !== 'right' && wasRight.has(questionId))
      .map(({ questionId }) => questionId),
    results,
  };
};
