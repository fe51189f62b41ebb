/** Ends of sentences that are none: what stands before the dot. */
const abbreviations = new Set(
  'mr mrs ms dr prof st no nos approx e.g i.e eg ie etc vs tel ext co ltd inc dept fig min max a.m p.m am pm'.split(
    ' ',
  ),
);

const ends = /[.!?؟۔…]+["'”’»)\]]*(?=\s|$)/gu;
const lastWord = /([\p{L}\p{M}.]+)$/u;

const isAbbreviation = (before: string): boolean => {
  const word = lastWord.exec(before)?.[1]?.toLowerCase() ?? '';
  return abbreviations.has(word) || /^[a-z]$/.test(word);
};

/** "9 a.m. to 5": what goes on in small letters has not ended. */
const goesOn = (after: string): boolean => /^\s+\p{Ll}/u.test(after);

const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The sentences of one paragraph, whole and in order; what follows the last full stop is one as well. */
export const splitSentences = (paragraph: string): readonly string[] => {
  const sentences: string[] = [];
  let start = 0;
  for (const match of paragraph.matchAll(ends)) {
    const end = match.index + match[0].length;
    const isFullStop = match[0].startsWith('.');
    if (isFullStop && (isAbbreviation(paragraph.slice(start, match.index)) || goesOn(paragraph.slice(end)))) continue;
    sentences.push(tidy(paragraph.slice(start, end)));
    start = end;
  }
  sentences.push(tidy(paragraph.slice(start)));
  return sentences.filter((sentence) => sentence !== '');
};
