/**
 * A vector in eight bits for each number, scaled to its largest: a quarter of the room, and the cosine of two vectors moves by
 * less than a hundredth, which no order of sentences depends on.
 */
export const packed = (vector: Float32Array): Uint8Array => {
  let largest = 0;
  for (const each of vector) largest = Math.max(largest, Math.abs(each));
  const scale = largest === 0 ? 0 : 127 / largest;
  return new Uint8Array(Int8Array.from(vector, (each) => Math.round(each * scale)).buffer);
};

/** How near a packed vector is to one of unit length: their cosine; 0 where they are not of one length. */
export const nearness = (asked: Float32Array, bytes: Uint8Array): number => {
  if (asked.length !== bytes.length) return 0;
  const kept = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  let dot = 0;
  let square = 0;
  for (let at = 0; at < kept.length; at += 1) {
    const each = kept[at] as number;
    dot += each * (asked[at] as number);
    square += each * each;
  }
  return square === 0 ? 0 : dot / Math.sqrt(square);
};
