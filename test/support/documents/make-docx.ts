import { makeZip, type ZipPart } from './make-zip.js';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A run, with what Word says of its letters. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
export const paragraph = (runs: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
export const heading = (text: string): string => paragraph(run(text), '<w:pStyle w:val="Heading1"/>');
export const listItem = (text: string): string => paragraph(run(text), '<w:numPr><w:ilvl w:val="0"/></w:numPr>');
export const table = (cells: readonly string[]): string =>
  `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${paragraph(run(cell))}</w:tc>`).join('')}</w:tr></w:tbl>`;

/** A Word document of the given body. */
export const makeDocx = (body: string, title = '', more: readonly ZipPart[] = []): Buffer =>
  makeZip([
    { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'docProps/core.xml',
      content: `<cp:coreProperties><dc:title>${escaped(title)}</dc:title></cp:coreProperties>`,
    },
    ...more,
  ]);
