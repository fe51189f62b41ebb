import type { BlockKind } from '#domain/knowledge/document-block';

/** One line of a page; `y` grows upwards, both in points. */
export type PdfLine = { readonly text: string; readonly y: number; readonly size: number };
export type PdfParagraph = { readonly kind: BlockKind; readonly text: string; readonly size: number };

const bullet = /^\s*(?:[•◦▪●‣∙·–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+/i;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** A gap wider than a line, another size of letters, or a bullet begins a new paragraph. */
const beginsAnew = (line: PdfLine, before: PdfLine): boolean => {
  const gap = Math.abs(before.y - line.y);
  const differs = Math.abs(line.size - before.size) > 0.15 * Math.max(line.size, before.size);
  return gap > 1.75 * Math.max(line.size, before.size, 1) || differs || bullet.test(line.text);
};

/** A word that was divided at the end of a line is one again. */
const joined = (text: string, next: string): string =>
  /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(next) ? text.slice(0, -1) + next : `${text} ${next}`;

const kindOf = (text: string, size: number, usual: number): BlockKind => {
  if (size > 1.15 * usual && text.length < 120 && !/[.!?؟]$/.test(text.trim())) return 'heading';
  return bullet.test(text) ? 'item' : 'paragraph';
};

/** The lines of a page as the paragraphs they were written as. */
export const paragraphsOf = (lines: readonly PdfLine[]): readonly PdfParagraph[] => {
  const usual = median(lines.map(({ size }) => size));
  const groups: { text: string; size: number }[] = [];
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    const group = groups.at(-1);
    if (before === undefined || group === undefined || beginsAnew(line, before))
      groups.push({ text: line.text.trim(), size: line.size });
    else group.text = joined(group.text, line.text.trim());
  });
  return groups.map(({ text, size }) => {
    const kind = kindOf(text, size, usual);
    return { kind, text: kind === 'item' ? text.replace(bullet, '') : text, size };
  });
};
