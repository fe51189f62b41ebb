const prefixes = ['وال', 'بال', 'كال', 'فال', 'ولل', 'لل', 'ال'];
const particles = ['و', 'ب', 'ل', 'ف'];
const suffixes = ['تين', 'تان', 'كم', 'ها', 'هم', 'نا', 'ات', 'ون', 'ين', 'ان', 'يه', 'ه', 'ي', 'ك'];

const withoutPrefix = (word: string): string => {
  const prefix = prefixes.find((each) => word.startsWith(each) && word.length - each.length >= 2);
  return prefix === undefined ? word : word.slice(prefix.length);
};

const withoutSuffix = (word: string): string => {
  const suffix = suffixes.find((each) => word.endsWith(each) && word.length - each.length >= 3);
  return suffix === undefined ? word : word.slice(0, -suffix.length);
};

/**
 * Stems of a folded Arabic word, most careful first: light10, and the same without a one-letter particle (و ب ل ف), which
 * often belongs to the word itself, so the reader takes the first stem that its vocabulary knows.
 */
export const stemsOfArabic = (word: string): readonly string[] => {
  const base = withoutPrefix(word);
  const stems = [base, withoutSuffix(base)];
  if (base === word && word.length >= 4 && particles.includes(word.charAt(0))) {
    const bare = withoutPrefix(word.slice(1));
    stems.push(bare, withoutSuffix(bare));
  }
  return [...new Set(stems)];
};

/** The one stem both sides of an index agree on. */
export const stemArabic = (word: string): string => withoutSuffix(withoutPrefix(word));

/** عبايتين, مكيفين: "two of it" in one word. */
export const isArabicDual = (word: string): boolean => /^[\u0621-\u064A]{3,}ين$/u.test(word);
