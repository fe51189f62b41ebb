import { Parser } from 'htmlparser2';
import type { ReadDocument } from '#application/ports/document-reader';
import type { BlockKind } from '#domain/knowledge/document-block';
import { BlockList } from './block-list.js';
import { limits } from './limits.js';
import { Unreadable } from './unreadable.js';

type Attributes = Readonly<Record<string, string>>;

/** Nothing a reader of the page reads, or what stands on every page of a site. */
const skipped = new Set(
  'head script style noscript template svg math iframe object canvas audio video nav footer aside form select button textarea dialog'.split(
    ' ',
  ),
);
const blocks: Readonly<Record<string, BlockKind>> = {
  ...Object.fromEntries(
    'p div section article main header blockquote pre dd dt figcaption address summary details body ul ol dl table tr'
      .split(' ')
      .map((name) => [name, 'paragraph']),
  ),
  ...Object.fromEntries('h1 h2 h3 h4 h5 h6'.split(' ').map((name) => [name, 'heading'])),
  li: 'item',
  td: 'cell',
  th: 'cell',
  caption: 'heading',
};
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

const hidingStyle =
  /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|font-size\s*:\s*0|(?:^|;)\s*color\s*:\s*(?:#f{3}(?:f{3})?\b|white|transparent|rgba?\(\s*255\s*,\s*255\s*,\s*255)|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}|(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)|clip(?:-path)?\s*:/i;

const hides = ({ hidden, style = '', 'aria-hidden': aria }: Attributes): boolean =>
  hidden !== undefined || aria === 'true' || hidingStyle.test(style);

type Open = {
  readonly name: string;
  readonly skips: boolean;
  readonly hides: boolean;
  readonly kind: BlockKind | null;
};

class PageReader {
  readonly list = new BlockList();
  title = '';
  readonly #open: Open[] = [];
  /** How many of the open elements are of each sort: a page may nest a million. */
  readonly #within = { skipped: 0, hidden: 0, item: 0, cell: 0 };
  #text = '';

  open(name: string, attributes: Attributes): void {
    if (name === 'br' || name === 'hr') this.#flush();
    if (empty.has(name)) return;
    const kind = Object.hasOwn(blocks, name) ? (blocks[name] ?? null) : null;
    const element = { name, skips: skipped.has(name), hides: hides(attributes), kind };
    if (kind !== null || element.hides) this.#flush();
    if (this.#open.length >= limits.depth) throw new Unreadable('broken');
    this.#open.push(element);
    this.#count(element, 1);
  }

  text(data: string): void {
    if (this.#open.at(-1)?.name === 'title') this.title += data;
    else if (this.#within.skipped === 0) this.#text += data;
  }

  close(name: string): void {
    const at = this.#open.findLastIndex((each) => each.name === name);
    if (at < 0) return;
    const closed = this.#open.slice(at);
    if (closed.some((each) => each.kind !== null || each.hides)) this.#flush();
    this.#open.length = at;
    for (const element of closed) this.#count(element, -1);
  }

  end(): void {
    this.#flush();
  }

  #count({ skips, hides: isHiding, kind }: Open, change: 1 | -1): void {
    if (skips) this.#within.skipped += change;
    if (isHiding) this.#within.hidden += change;
    if (kind === 'item' || kind === 'cell') this.#within[kind] += change;
  }

  #kind(): BlockKind {
    if (this.#within.cell > 0) return 'cell';
    const kind = this.#open.findLast((each) => each.kind !== null)?.kind ?? 'paragraph';
    return kind === 'paragraph' && this.#within.item > 0 ? 'item' : kind;
  }

  #flush(): void {
    if (this.#text.trim() !== '') this.list.add(this.#kind(), this.#text, { hidden: this.#within.hidden > 0 });
    this.#text = '';
  }
}

/** The text of a web page as its reader sees it; what the page hides by itself is told apart. @throws {Unreadable} */
export const readHtml = (html: string): ReadDocument => {
  const reader = new PageReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (data) => reader.text(data),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  reader.end();
  const { blocks: found, isCut } = reader.list;
  if (found.length === 0) throw new Unreadable('no_text');
  const title = reader.title.replace(/\s+/g, ' ').trim();
  return { format: 'html', title: title === '' ? null : title, pages: null, blocks: found, table: null, isCut };
};
