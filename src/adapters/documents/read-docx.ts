import { Parser } from 'htmlparser2';
import type { ReadDocument } from '#application/ports/document-reader';
import type { BlockKind } from '#domain/knowledge/document-block';
import { BlockList } from './block-list.js';
import { decodeText } from './decode-text.js';
import { limits } from './limits.js';
import { Unreadable } from './unreadable.js';
import { unzipEntry, zipEntries } from './unzip.js';

type Attributes = Readonly<Record<string, string>>;

/** Text that is drawn twice, or that was struck out, or that is an instruction to Word. */
const skipped = new Set(['mc:Fallback', 'w:del', 'w:instrText', 'w:delText']);

const isOff = (value: string | undefined): boolean => value === '0' || value === 'false' || value === 'off';

/** Reads the body as Word lays it out: paragraphs, headings, list items, cells; what is hidden is told apart. */
class BodyReader {
  readonly list = new BlockList();
  #kind: BlockKind = 'paragraph';
  #shown = '';
  #unseen = '';
  #runIsHidden = false;
  #inText = false;
  #cells = 0;
  #skips = 0;
  #depth = 0;

  open(name: string, attributes: Attributes): void {
    this.#depth += 1;
    if (this.#depth > limits.depth) throw new Unreadable('broken');
    if (skipped.has(name)) this.#skips += 1;
    const begin = this.#opens[name];
    if (begin !== undefined && this.#skips === 0) begin(attributes);
  }

  text(data: string): void {
    if (this.#inText && this.#skips === 0) this.#add(data);
  }

  close(name: string): void {
    this.#depth -= 1;
    if (skipped.has(name)) this.#skips -= 1;
    if (name === 'w:t') this.#inText = false;
    if (name === 'w:tbl') this.#cells -= 1;
    if (name === 'w:p') this.#endParagraph();
  }

  readonly #opens: Readonly<Record<string, (attributes: Attributes) => void>> = {
    'w:tbl': () => {
      this.#cells += 1;
    },
    'w:p': () => {
      this.#kind = this.#cells > 0 ? 'cell' : 'paragraph';
    },
    'w:pStyle': ({ 'w:val': style = '' }) => {
      if (/^(?:heading|title|subtitle|[1-9]$)/i.test(style) && this.#cells === 0) this.#kind = 'heading';
    },
    'w:numPr': () => {
      if (this.#kind === 'paragraph') this.#kind = 'item';
    },
    'w:r': () => {
      this.#runIsHidden = false;
    },
    'w:vanish': ({ 'w:val': value }) => {
      this.#runIsHidden ||= !isOff(value);
    },
    'w:webHidden': ({ 'w:val': value }) => {
      this.#runIsHidden ||= !isOff(value);
    },
    'w:color': ({ 'w:val': colour = '' }) => {
      this.#runIsHidden ||= /^f[c-f]f[c-f]f[c-f]$/i.test(colour);
    },
    /** Half points: below two points nobody reads it. */
    'w:sz': ({ 'w:val': size = '20' }) => {
      this.#runIsHidden ||= Number(size) < 4;
    },
    'w:t': () => {
      this.#inText = true;
    },
    'w:tab': () => this.#add(' '),
    'w:br': () => this.#add(' '),
    'w:cr': () => this.#add(' '),
    'w:noBreakHyphen': () => this.#add('-'),
  };

  #add(data: string): void {
    if (this.#runIsHidden) this.#unseen += data;
    else this.#shown += data;
  }

  #endParagraph(): void {
    this.list.add(this.#kind, this.#shown);
    this.list.add(this.#kind, this.#unseen, { hidden: true });
    this.#shown = '';
    this.#unseen = '';
  }
}

const titleIn = (core: string): string | null => {
  let title = '';
  let inTitle = false;
  const parser = new Parser(
    {
      onopentag: (name) => {
        inTitle = name === 'dc:title';
      },
      ontext: (data) => {
        if (inTitle) title += data;
      },
      onclosetag: () => {
        inTitle = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(core);
  return title.trim() === '' ? null : title.trim();
};

/** The text of a Word document. Its pictures, links, macros and everything it points at are left alone. @throws {Unreadable} */
export const readDocx = (bytes: Uint8Array): ReadDocument => {
  const entries = zipEntries(bytes);
  const part = (name: string): string | null => {
    const entry = entries.find((each) => each.name === name);
    return entry === undefined ? null : decodeText(unzipEntry(bytes, entry));
  };
  const body = part('word/document.xml');
  if (body === null) throw new Unreadable('broken');
  const reader = new BodyReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (data) => reader.text(data),
      onclosetag: (name) => reader.close(name),
    },
    { xmlMode: true },
  );
  parser.end(body);
  const { blocks, isCut } = reader.list;
  if (blocks.length === 0) throw new Unreadable('no_text');
  return { format: 'docx', title: titleIn(part('docProps/core.xml') ?? ''), pages: null, blocks, table: null, isCut };
};
