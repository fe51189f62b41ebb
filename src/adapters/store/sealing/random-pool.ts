import { randomBytes } from 'node:crypto';

const poolLength = 4_096;
let pool = Buffer.alloc(0);

/** Drawn many at once: asking for twelve bytes costs as much as sealing. None is ever given twice, nor stays behind in the pool. */
export const drawBytes = (length: number): Buffer => {
  if (pool.length < length) pool = randomBytes(Math.max(poolLength, length));
  const drawn = Buffer.from(pool.subarray(0, length));
  pool.fill(0, 0, length);
  pool = pool.subarray(length);
  return drawn;
};
