import { describe, expect, it } from 'vitest';
import { isFormula, questionRowsOf, withoutFormula } from '#domain/knowledge/question-rows';

describe('a table of questions and answers', () => {
  it('is told by its headings, in English and Arabic, several phrasings a row', () => {
    const table = [
      ['Question 1', 'Question 2', 'Answer', 'Category'],
      ['Where are you?', 'What is the address?', 'In Dubai.', 'Visit'],
      ['', '', '', ''],
    ];
    expect(questionRowsOf(table)).toEqual([
      { row: 2, questions: ['Where are you?', 'What is the address?'], answer: 'In Dubai.', category: 'Visit' },
      { row: 3, questions: [], answer: '', category: '' },
    ]);
    expect(
      questionRowsOf([
        ['السؤال', 'الجواب'],
        ['أين أنتم؟', 'في دبي.'],
      ])?.[0]?.answer,
    ).toBe('في دبي.');
  });
  it('is nothing else', () => {
    expect(questionRowsOf([['Name', 'Price']])).toBeNull();
    expect(questionRowsOf([['Question', 'Price']])).toBeNull();
    expect(questionRowsOf([])).toBeNull();
  });
});

it.each(['=1+1', '=HYPERLINK("http://x","y")', '@SUM(A1)', '+cmd|calc', '-2+3+cmd', ' =A1', '\t=A1'])(
  'a spreadsheet would run %j',
  (cell) => {
    expect(isFormula(cell)).toBe(true);
    expect(withoutFormula(cell)).toBe(`'${cell}`);
  },
);
it.each(['Hello', '-5', '+971 50 123', '- a list item', 'a=b', ''])('a spreadsheet only shows %j', (cell) => {
  expect(isFormula(cell)).toBe(false);
  expect(withoutFormula(cell)).toBe(cell);
});
