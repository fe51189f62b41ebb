import { create } from 'qrcode/lib/core/qrcode.js';

/** What a phone's camera needs around it. */
const margin = 4;

/** A QR code as a picture of one path, without a script or a link in it. */
export const qrPicture = (text: string): string => {
  const { data, size } = create(text, { errorCorrectionLevel: 'L' }).modules;
  const rows = Array.from({ length: size }, (_, row) => row);
  const path = rows.flatMap((row) => runsOf(data, row, size)).join('');
  const side = size + 2 * margin;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
  );
};

/** The dark stretches of one row. */
const runsOf = (data: Uint8Array, row: number, size: number): string[] => {
  const runs: string[] = [];
  let column = 0;
  while (column < size) {
    const start = column;
    while (column < size && data[row * size + column] === 1) column += 1;
    if (column > start) runs.push(`M${start + margin} ${row + margin}h${column - start}v1h-${column - start}z`);
    column += 1;
  }
  return runs;
};
