const undouble = (stem: string): string => stem.replace(/([bdfglmnprt])\1$/, '$1');

/** A light stemmer: plurals, -ing, -ed and the silent e. Meant to be the same for query and index, not to be a word. */
export const stemEnglish = (word: string): string => {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const singular = word
    .replace(/sses$/, 'ss')
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|x)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const bare = singular.replace(/^(.*[aeiouy].*)(?:ing|ed)$/, '$1');
  const stem = bare.length < 3 ? singular : bare === singular ? singular : undouble(bare);
  return stem.length > 3 ? stem.replace(/e$/, '') : stem;
};
