import { fold } from '#domain/understanding/text/clean';
import { stem } from '#domain/understanding/text/stem';
import { phraseBook } from '../lexicon/phrase-book.js';

export const nameWord = String.raw`\p{L}[\p{L}\p{M}'-]*`;

/** Words that join the parts of a name: "Ahmed bin Said Al Mansoori". */
const joints = new Set([
  'al',
  'el',
  'bin',
  'ben',
  'bint',
  'abu',
  'abd',
  'de',
  'van',
  'von',
  'ال',
  'بن',
  'بنت',
  'ابو',
  'عبد',
]);

/** Names that are also words: they count beside a word that is nothing but a name. */
const alsoWords = new Set(
  'علي سعيد سعيده جميل جميله كريم كريمه نور امل عيد غالي زين سلام حسن وعد هدي نعيم grace hope joy mark noor'.split(' '),
);
export const isAlsoName = (word: string): boolean => alsoWords.has(fold(word));

/** "arriving", "planning": who does something is not called so. */
const doing = /^[a-z]{3,}ing$/;

const meansSomething = (word: string): boolean =>
  doing.test(word) ||
  phraseBook.isFiller(word) ||
  phraseBook.find(word, stem(word)) !== null ||
  phraseBook.number(word) !== null;

/** A name is not a word that means something else here: "I'm interested", "انا محتاجة". */
export const isName = (value: string): boolean => {
  const words = value.split(/\s+/u).map(fold);
  const isWord = (word: string): boolean => !joints.has(word) && meansSomething(word);
  return (
    words.every((word) => alsoWords.has(word) || !isWord(word)) &&
    words.some((word) => !joints.has(word) && !meansSomething(word))
  );
};
