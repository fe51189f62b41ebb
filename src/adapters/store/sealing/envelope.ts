import { createCipheriv, createDecipheriv } from 'node:crypto';
import { SealBroken } from '#application/ports/vault';
import { drawBytes } from './random-pool.js';

/** No text of ours begins with it: what people write has no control characters, and no JSON text begins with one. */
const mark = '\u0001';
const version = 1;
const keyIdLength = 8;
const nonceLength = 12;
const tagLength = 16;
const nonceAt = 1 + keyIdLength;
const tagAt = nonceAt + nonceLength;
const headLength = tagAt + tagLength;

/** Of the mark, the version and the key's id: nine bytes are twelve letters. */
const headLetters = mark.length + 12;

/** Of everything before what was sealed; the last letters may hold some of that too. */
export const wholeHeadLetters = mark.length + Math.ceil((headLength * 4) / 3);

/** Where a value stands; all of it is authenticated. */
export type Place = {
  readonly tenantId: string;
  readonly table: string;
  /** What names the row in its table. */
  readonly row: string;
  readonly column: string;
};

export type DataKey = {
  /** 16 hex digits. */
  readonly id: string;
  readonly bytes: Uint8Array;
};

export const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(mark);

/** NUL is in no part of it. */
const authenticated = ({ tenantId, table, row, column }: Place, keyId: string): Buffer =>
  Buffer.from(`${tenantId}\0${table}\0${row}\0${column}\0${keyId}`, 'utf8');

export const sealText = (key: DataKey, place: Place, text: string): string => {
  const nonce = drawBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(authenticated(place, key.id));
  const body = cipher.update(text, 'utf8');
  cipher.final();
  const envelope = Buffer.allocUnsafe(headLength + body.length);
  envelope[0] = version;
  envelope.write(key.id, 1, 'hex');
  nonce.copy(envelope, nonceAt);
  cipher.getAuthTag().copy(envelope, tagAt);
  body.copy(envelope, headLength);
  return mark + envelope.toString('base64');
};

/** Which key opens it. @throws {SealBroken} it is no envelope of ours. */
export const keyIdOf = (sealed: string): string => {
  const head = Buffer.from(sealed.slice(mark.length, headLetters), 'base64');
  if (head.length !== nonceAt || head[0] !== version) throw new SealBroken('this was not sealed by this release', {});
  return head.toString('hex', 1);
};

/** @throws {SealBroken} */
export const openText = (key: DataKey, place: Place, sealed: string): string => {
  const bytes = Buffer.from(sealed.slice(mark.length), 'base64');
  if (bytes.length < headLength) throw new SealBroken('what was sealed is not whole', {});
  const nonce = bytes.subarray(nonceAt, tagAt);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagLength });
  decipher.setAAD(authenticated(place, key.id)).setAuthTag(bytes.subarray(tagAt, headLength));
  try {
    const body = decipher.update(bytes.subarray(headLength));
    decipher.final();
    return body.toString('utf8');
  } catch (error) {
    throw new SealBroken('the key is another one, or this is not as it was sealed', {}, error);
  }
};
