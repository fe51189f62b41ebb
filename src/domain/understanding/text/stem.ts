import { stemArabic, stemsOfArabic } from './stem-arabic.js';
import { stemEnglish } from './stem-english.js';

const isArabic = (word: string): boolean => /[\u0600-\u06FF]/u.test(word);

/** The stem of a folded word in whichever script it is. */
export const stem = (word: string): string => (isArabic(word) ? stemArabic(word) : stemEnglish(word));

/** Other stems worth a try, best first; only Arabic has them. */
export const alternativeStems = (word: string): readonly string[] => (isArabic(word) ? stemsOfArabic(word) : []);
