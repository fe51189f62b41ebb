import { createHmac, timingSafeEqual } from 'node:crypto';

const wellFormed = /^sha256=([0-9a-f]{64})$/i;

/**
 * Did Meta sign these bytes? `rawBody` is what came over the wire: text parsed and written again has another signature.
 * No secret, no header, two headers or anything malformed is a plain no.
 */
export const isSignedByMeta = (
  rawBody: Buffer,
  header: string | readonly string[] | undefined,
  appSecret: string,
): boolean => {
  if (appSecret === '' || typeof header !== 'string') return false;
  const claimed = wellFormed.exec(header)?.[1];
  if (claimed === undefined) return false;
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(claimed, 'hex'));
};
