import { dateWords } from '#domain/assistant/vocabulary';
import { wordsOf } from '#domain/assistant/words';

const isNumber = (word: string): boolean => /^\d{1,4}(?:st|nd|rd|th|am|pm)?$/.test(word);

/** Of the words a date is made of, those that join others and say nothing by themselves. */
const joints = new Set('at on in the of and to by around و في يوم now this am pm ص م بعد قبل'.split(' '));

/** Nothing but the words and numbers a day and an hour are made of. */
export const saysWhen = (text: string): boolean => wordsOf(text).every((word) => dateWords.has(word) || isNumber(word));

/** The same, and at least one of its words is a day or a part of one. */
export const namesADay = (text: string): boolean =>
  saysWhen(text) && wordsOf(text).some((word) => !isNumber(word) && !joints.has(word));
