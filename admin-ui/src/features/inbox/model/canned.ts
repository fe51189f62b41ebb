import type { CannedReply } from '../data/types.js';

/** The `/word` in front of the caret, if it begins the text or follows a space: `{ from, word }`. */
export const slashWord = (text: string, caret: number): { readonly from: number; readonly word: string } | null => {
  const match = /(?:^|\s)\/([\p{L}\p{N}-]{0,40})$/u.exec(text.slice(0, caret));
  if (match === null) return null;
  const word = match[1] ?? '';
  return { from: caret - word.length - 1, word: word.toLowerCase() };
};

/** Those whose shortcut begins with the word first, then those that hold it anywhere. */
export const matching = (replies: readonly CannedReply[], word: string): readonly CannedReply[] => {
  const starts = replies.filter(({ shortcut }) => shortcut.startsWith(word));
  const holds = replies.filter(
    ({ shortcut, text }) =>
      !shortcut.startsWith(word) &&
      (shortcut.includes(word) || `${text.en ?? ''} ${text.ar ?? ''}`.toLowerCase().includes(word)),
  );
  return [...starts, ...holds].slice(0, 30);
};

/** `{name}` becomes the customer's name, or nothing where it is unknown. */
export const filled = (text: string, name: string | null): string => text.replaceAll('{name}', name ?? '').trim();
