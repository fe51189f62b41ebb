import type { DocumentFormat } from '#domain/knowledge/knowledge-document';
import { decodeText } from './decode-text.js';
import { Unreadable } from './unreadable.js';
import { zipEntries } from './unzip.js';

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

/** A PDF may have up to a kilobyte of something else before its mark. */
const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 1_024)).includes('%PDF-');

const zipFormat = (bytes: Uint8Array): DocumentFormat => {
  const names = zipEntries(bytes).map(({ name }) => name);
  if (!names.includes('word/document.xml') || names.some((name) => name.endsWith('vbaProject.bin')))
    throw new Unreadable('unsupported');
  return 'docx';
};

const markup =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|title|meta|main|article|section|div|p|h[1-6]|table|ul|ol)\b/i;
const marks = /^(?:#{1,6} \S|[-*+] \S|\d+\. \S|>|```|\|.*\|)|\[[^\]]+\]\([^)]+\)|\*\*\S/gm;

const textFormat = (text: string, fileName: string): DocumentFormat => {
  if (markup.test(text.slice(0, 4_000))) return 'html';
  // These three are plain text all the same, so a wrong name does no harm.
  if (/\.(?:csv|tsv)$/i.test(fileName)) return 'csv';
  if (/\.(?:md|markdown)$/i.test(fileName)) return 'markdown';
  return (text.slice(0, 4_000).match(marks)?.length ?? 0) >= 3 ? 'markdown' : 'text';
};

/**
 * What a file is by what is in it; its name only chooses among kinds of plain text.
 * @throws {Unreadable} `unsupported`, `empty`, or what is wrong with its container.
 */
export const formatOf = (bytes: Uint8Array, fileName: string): DocumentFormat => {
  if (bytes.length === 0) throw new Unreadable('empty');
  if (isPdf(bytes)) return 'pdf';
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return zipFormat(bytes);
  const text = decodeText(bytes);
  const controls = text.slice(0, 4_000).match(/(?![\t\n\r\f])\p{Cc}/gu)?.length ?? 0;
  if (controls > 3) throw new Unreadable('unsupported');
  return textFormat(text, fileName);
};
