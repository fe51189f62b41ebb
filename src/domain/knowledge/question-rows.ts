import { normalised } from '#domain/assistant/words';

/** A row of a table of questions and answers. */
export type QuestionRow = {
  /** As in the file, from 1; the line of headings is the first. */
  readonly row: number;
  readonly questions: readonly string[];
  readonly answer: string;
  readonly category: string;
};

const questionNames = ['question', 'questions', 'q', 'faq', 'سوال', 'السوال', 'اسئله'];
const answerNames = ['answer', 'answers', 'a', 'reply', 'response', 'جواب', 'الجواب', 'اجابه', 'الاجابه'];
const categoryNames = ['category', 'topic', 'section', 'تصنيف', 'الفيه', 'فيه', 'قسم'];

const isNamed = (heading: string, names: readonly string[]): boolean =>
  names.includes(normalised(heading).replace(/ ?\d+$/, ''));

/** The rows of a table whose first line names a question and an answer; `null`: it is a table of something else. */
export const questionRowsOf = (table: readonly (readonly string[])[]): readonly QuestionRow[] | null => {
  const [headings = [], ...rows] = table;
  const placesOf = (names: readonly string[]) =>
    headings.flatMap((heading, at) => (isNamed(heading, names) ? [at] : []));
  const questions = placesOf(questionNames);
  const [answer] = placesOf(answerNames);
  const [category = -1] = placesOf(categoryNames);
  if (questions.length === 0 || answer === undefined) return null;
  return rows.map((row, index) => ({
    row: index + 2,
    questions: questions.map((at) => (row[at] ?? '').trim()).filter((text) => text !== ''),
    answer: (row[answer] ?? '').trim(),
    category: (row[category] ?? '').trim(),
  }));
};

/** What a spreadsheet would run when somebody opens it. A number with a sign is a number. */
export const isFormula = (cell: string): boolean =>
  /^[\s\0]*[=@]/.test(cell) || /^[\s\0]*[+-](?![\s\d().,٠-٩]*$)(?!\s)/.test(cell) || /^[\t\r]/.test(cell);

/** The same text as a spreadsheet shows it rather than runs it. */
export const withoutFormula = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);
