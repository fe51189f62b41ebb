import type { ReadDocument } from '#application/ports/document-reader';
import { questionRowsOf, withoutFormula } from '#domain/knowledge/question-rows';
import { BlockList } from './block-list.js';
import { limits } from './limits.js';
import { Unreadable } from './unreadable.js';

/** The sign that stands most often in the first line, outside quotation marks. */
const separatorOf = (text: string): string => {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n');
  const [best = ','] = [',', ';', '\t', '|'].sort((a, b) => line.split(b).length - line.split(a).length);
  return best;
};

/** Reads fields one after the other (RFC 4180); quoted ones may hold separators, line breaks and doubled quotes. */
class Rows {
  readonly rows: string[][] = [];
  isCut = false;
  #row: string[] = [];
  #field = '';

  read(text: string, separator: string): void {
    let at = 0;
    while (at < text.length && !this.isCut) {
      if (text[at] === '"' && this.#field === '') at = this.#quoted(text, at + 1);
      else {
        this.#plain(text[at] ?? '', separator);
        at += 1;
      }
    }
    this.#endRow();
  }

  /** Up to the closing mark; where it is missing, up to the end. */
  #quoted(text: string, start: number): number {
    let from = start;
    for (;;) {
      const end = text.indexOf('"', from);
      this.#field += text.slice(from, end < 0 ? text.length : end);
      if (end < 0 || text[end + 1] !== '"') return end < 0 ? text.length : end + 1;
      this.#field += '"';
      from = end + 2;
    }
  }

  #plain(sign: string, separator: string): void {
    if (sign === separator) this.#endField();
    else if (sign === '\n') this.#endRow();
    else if (sign !== '\r') this.#field += sign;
  }

  #endField(): void {
    if (this.#row.length < limits.tableColumns) this.#row.push(this.#field);
    this.#field = '';
  }

  #endRow(): void {
    this.#endField();
    if (this.#row.some((field) => field.trim() !== '')) this.rows.push(this.#row);
    this.#row = [];
    this.isCut ||= this.rows.length > limits.tableRows;
  }
}

/** A table; what a spreadsheet would run is shown as text. Questions and answers stay rows for the FAQs. @throws {Unreadable} */
export const readCsv = (text: string): ReadDocument => {
  const rows = new Rows();
  rows.read(text, separatorOf(text));
  if (rows.rows.length === 0) throw new Unreadable('empty');
  const list = new BlockList();
  const isFaqs = questionRowsOf(rows.rows) !== null;
  for (const row of isFaqs ? [] : rows.rows) for (const field of row) list.add('cell', withoutFormula(field));
  return {
    format: 'csv',
    title: null,
    pages: null,
    blocks: list.blocks,
    table: rows.rows,
    isCut: rows.isCut || list.isCut,
  };
};
