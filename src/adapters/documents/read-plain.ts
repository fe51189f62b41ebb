import type { ReadDocument } from '#application/ports/document-reader';
import type { BlockKind } from '#domain/knowledge/document-block';
import { BlockList } from './block-list.js';
import { Unreadable } from './unreadable.js';

const readFrom = (format: 'text' | 'markdown', list: BlockList, title: string | null): ReadDocument => {
  if (list.blocks.length === 0) throw new Unreadable('empty');
  return { format, title, pages: null, blocks: list.blocks, table: null, isCut: list.isCut };
};

/** A blank line ends a paragraph. @throws {Unreadable} */
export const readText = (text: string): ReadDocument => {
  const list = new BlockList();
  for (const paragraph of text.split(/\n\s*\n|\f/)) if (!list.add('paragraph', paragraph)) break;
  return readFrom('text', list, null);
};

/** Words without the signs around them: links keep their words, pictures and comments go. */
const withoutMarks = (line: string): string =>
  line
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/<https?:[^>]*>/g, '')
    .replace(/(\*\*|__|\*|_|~~|`)(\S(?:.*?\S)?)\1/g, '$2');

type Line = { readonly kind: BlockKind | null; readonly text: string };

const lineOf = (raw: string): Line => {
  const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/.exec(raw);
  if (heading !== null) return { kind: 'heading', text: heading[1] ?? '' };
  const item = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(raw);
  if (item !== null) return { kind: 'item', text: item[1] ?? '' };
  if (/^\s*\|.*\|\s*$/.test(raw)) return { kind: 'cell', text: /^[\s|:-]+$/.test(raw) ? '' : raw.replaceAll('|', ' ') };
  return { kind: null, text: raw.replace(/^\s*>\s?/, '') };
};

const withoutCodeAndComments = (text: string): string =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '');

/** @throws {Unreadable} */
export const readMarkdown = (text: string): ReadDocument => {
  const list = new BlockList();
  let paragraph = '';
  const flush = (): void => {
    list.add('paragraph', paragraph);
    paragraph = '';
  };
  for (const raw of withoutCodeAndComments(text.replaceAll('\r\n', '\n')).split('\n')) {
    const line = lineOf(raw);
    if (line.kind !== null || raw.trim() === '') flush();
    if (line.kind === null) paragraph += ` ${withoutMarks(line.text)}`;
    else list.add(line.kind, withoutMarks(line.text));
    if (list.isCut) break;
  }
  flush();
  return readFrom('markdown', list, list.blocks.find(({ kind }) => kind === 'heading')?.text ?? null);
};
