export type Marked = { readonly key: number; readonly text: string; readonly isMarked: boolean };

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A line cut down around the first of the wanted words, with the words told apart. */
export const marked = (line: string, wanted: string, room = 140): readonly Marked[] => {
  const words = wanted.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return [{ key: 0, text: line.slice(0, room), isMarked: false }];
  const pattern = new RegExp(`(${words.map(escaped).join('|')})`, 'giu');
  const first = line.search(pattern);
  const from = first > 40 ? first - 30 : 0;
  const cut = `${from > 0 ? '…' : ''}${line.slice(from, from + room)}`;
  return cut
    .split(pattern)
    .map((text, key) => ({ key, text, isMarked: key % 2 === 1 }))
    .filter(({ text }) => text !== '');
};
