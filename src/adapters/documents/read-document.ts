import type { ReadableDocument, ReadDocument } from '#application/ports/document-reader';
import { decodeText } from './decode-text.js';
import { formatOf } from './format-of.js';
import { readCsv } from './read-csv.js';
import { readDocx } from './read-docx.js';
import { readHtml } from './read-html.js';
import { readPdf } from './read-pdf.js';
import { readMarkdown, readText } from './read-plain.js';

/** Runs in the worker: a stranger's bytes as blocks of text. @throws {Unreadable} */
export const readDocument = async ({ bytes, fileName }: ReadableDocument): Promise<ReadDocument> => {
  const format = formatOf(bytes, fileName);
  switch (format) {
    case 'pdf':
      return readPdf(bytes);
    case 'docx':
      return readDocx(bytes);
    case 'html':
      return readHtml(decodeText(bytes));
    case 'markdown':
      return readMarkdown(decodeText(bytes));
    case 'csv':
      return readCsv(decodeText(bytes));
    case 'text':
      return readText(decodeText(bytes).replaceAll('\r\n', '\n'));
  }
};
