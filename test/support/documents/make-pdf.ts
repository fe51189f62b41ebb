import { deflateSync } from 'node:zlib';

export type PdfText = { readonly text: string; readonly size?: number; readonly invisible?: boolean };
export type PdfPage = { readonly texts: readonly PdfText[]; readonly picture?: boolean };

const escaped = (text: string): string => text.replace(/[\\()]/g, '\\$&');

const contentOf = ({ texts, picture }: PdfPage): string => {
  let y = 760;
  const drawn = texts.map(({ text, size = 11, invisible = false }) => {
    y -= size * (text === '' ? 3 : 1.3);
    return `BT /F1 ${size} Tf ${invisible ? 3 : 0} Tr 1 0 0 1 50 ${y.toFixed(1)} Tm (${escaped(text)}) Tj ET`;
  });
  return [...(picture === true ? ['q 500 0 0 700 50 50 cm /Im1 Do Q'] : []), ...drawn].join('\n');
};

/** A PDF of the given pages; a picture stands for a scanned one. */
export const makePdf = (pages: readonly PdfPage[], title = ''): Buffer => {
  const objects: Buffer[] = [];
  const add = (dictionary: string, stream?: Buffer): number => {
    const length = stream === undefined ? '' : ` /Length ${stream.length} `;
    const head = `${objects.length + 1} 0 obj\n<<${dictionary}${length}>>`;
    objects.push(
      Buffer.concat([
        Buffer.from(head),
        ...(stream === undefined ? [] : [Buffer.from('\nstream\n'), stream, Buffer.from('\nendstream')]),
        Buffer.from('\nendobj\n'),
      ]),
    );
    return objects.length;
  };
  const font = add('/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding');
  const pixels = deflateSync(Buffer.alloc(200 * 280, 0xcc));
  const image = add(
    '/Type /XObject /Subtype /Image /Width 200 /Height 280 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode',
    pixels,
  );
  const info = add(` /Title (${escaped(title)}) `);
  const tree = objects.length + 2 * pages.length + 1;
  const kids = pages.map((page) => {
    const content = add('', Buffer.from(contentOf(page), 'latin1'));
    const resources = `/Resources <</Font <</F1 ${font} 0 R>> /XObject <</Im1 ${image} 0 R>>>>`;
    return add(`/Type /Page /Parent ${tree} 0 R /MediaBox [0 0 600 800] ${resources} /Contents ${content} 0 R`);
  });
  add(`/Type /Pages /Count ${pages.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]`);
  const catalog = add(`/Type /Catalog /Pages ${tree} 0 R`);
  const header = Buffer.from('%PDF-1.4\n');
  let at = header.length;
  const places = objects.map((object) => {
    const place = at;
    at += object.length;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([header, ...objects, Buffer.from(trailer)]);
};
