import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { ReadDocument } from '#application/ports/document-reader';
import { BlockList } from './block-list.js';
import { limits } from './limits.js';
import { type PdfLine, paragraphsOf } from './pdf-paragraphs.js';
import { Unreadable } from './unreadable.js';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** Nothing of the file runs, nothing is fetched for it, and its pictures are not decoded: only its text is wanted. */
const settings = {
  isEvalSupported: false,
  enableXfa: false,
  useSystemFonts: false,
  disableFontFace: true,
  stopAtErrors: false,
  maxImageSize: 1,
  isOffscreenCanvasSupported: false,
  verbosity: 0,
} as const;

const opened = async (bytes: Uint8Array): Promise<Pdf> => {
  try {
    // The parser takes the bytes away; ours stay ours.
    return await getDocumentProxy(bytes.slice(), settings);
  } catch (error) {
    throw new Unreadable((error as Error).name === 'PasswordException' ? 'encrypted' : 'broken');
  }
};

/** Text drawn in mode 3 or 7 is shown to nobody: a scanner's own reading, or something hidden. */
const drawsInvisibly = async (page: Page): Promise<boolean> => {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  return (fnArray as readonly number[]).some((operation, at) => {
    const mode = operation === OPS.setTextRenderingMode ? (argsArray[at] as readonly unknown[] | null)?.[0] : null;
    return mode === 3 || mode === 7;
  });
};

/** In points: nobody reads it, whoever wrote it. */
const isTiny = (size: number): boolean => size < 2;

const linesOf = async (page: Page): Promise<readonly PdfLine[]> => {
  const { items } = await page.getTextContent();
  const lines: { text: string; y: number; size: number }[] = [];
  let open = false;
  for (const item of items) {
    if (!('str' in item)) continue;
    const [, , c = 0, d = 0, , y = 0] = item.transform as number[];
    const size = Math.hypot(c, d);
    const line = open ? lines.at(-1) : undefined;
    if (line === undefined || isTiny(size) !== isTiny(line.size)) lines.push({ text: item.str, y, size });
    else line.text += item.str;
    open = !item.hasEOL;
  }
  return lines.filter(({ text }) => text.trim() !== '');
};

const readPage = async (pdf: Pdf, number: number, list: BlockList): Promise<boolean> => {
  const page = await pdf.getPage(number);
  const lines = await linesOf(page);
  const isInvisible = lines.length > 0 && (await drawsInvisibly(page));
  const goesOn = paragraphsOf(lines).every(({ kind, text, size }) =>
    list.add(kind, text, { page: number, hidden: isInvisible || isTiny(size) }),
  );
  page.cleanup();
  return goesOn;
};

const titleOf = async (pdf: Pdf): Promise<string | null> => {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title = (info as { Title?: unknown }).Title;
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
};

/** The text of a PDF, page by page. @throws {Unreadable} `no_text`: its pages are pictures. */
export const readPdf = async (bytes: Uint8Array): Promise<ReadDocument> => {
  const pdf = await opened(bytes);
  if (pdf.numPages > limits.pages) throw new Unreadable('too_many_pages');
  const list = new BlockList();
  for (let number = 1; number <= pdf.numPages; number += 1) if (!(await readPage(pdf, number, list))) break;
  if (list.blocks.length === 0) throw new Unreadable('no_text');
  const { blocks, isCut } = list;
  return { format: 'pdf', title: await titleOf(pdf), pages: pdf.numPages, blocks, table: null, isCut };
};
