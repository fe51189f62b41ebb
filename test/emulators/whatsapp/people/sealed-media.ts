import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys';
import { unixSeconds } from '../binary-nodes.js';
import type { MediaStore } from '../media-store.js';

const macLength = 10;
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** How a file is spoiled on its way. */
export type MediaDefect = {
  /** The stored bytes differ from the ones sealed: opening fails. */
  readonly corrupt?: boolean;
  /** The host answers 404. */
  readonly missing?: boolean;
  /** The size the message claims. */
  readonly declaredBytes?: number;
};

/** The fields that every media message has. */
export type SealedMedia = {
  readonly url: string;
  readonly mediaKey: Buffer;
  readonly fileSha256: Buffer;
  readonly fileEncSha256: Buffer;
  readonly fileLength: number;
  readonly mediaKeyTimestamp: number;
};

/** Seals a file and puts it on the media host. No `directPath`: with one the library would insist on https. */
export const sealMedia = async (
  store: MediaStore,
  kind: MediaType,
  file: Buffer,
  defect: MediaDefect = {},
): Promise<SealedMedia> => {
  const mediaKey = randomBytes(32);
  const { cipherKey, iv, macKey = cipherKey } = await getMediaKeys(mediaKey, kind);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const sealed = Buffer.concat([cipher.update(file), cipher.final()]);
  const mac = createHmac('sha256', macKey).update(iv).update(sealed).digest().subarray(0, macLength);
  const stored = Buffer.concat([sealed, mac]);
  const fileEncSha256 = sha256(stored);
  // The last block: its padding no longer fits, so that opening it fails instead of giving other bytes.
  if (defect.corrupt === true) stored.fill(0xa5, stored.length - macLength - 16, stored.length - macLength);
  const path = store.put(stored);
  if (defect.missing === true) store.remove(path);
  return {
    url: store.urlOf(path),
    mediaKey,
    fileSha256: sha256(file),
    fileEncSha256,
    fileLength: defect.declaredBytes ?? file.length,
    mediaKeyTimestamp: unixSeconds(),
  };
};

type Reference = {
  readonly mediaKey?: Uint8Array | null;
  readonly directPath?: string | null;
  readonly url?: string | null;
};

/** Fetches what a client uploaded and opens it; throws when its MAC does not fit. */
export const openMedia = async (store: MediaStore, kind: MediaType, reference: Reference): Promise<Buffer> => {
  const path = reference.directPath || new URL(reference.url ?? '').pathname;
  const stored = store.get(path);
  if (stored === undefined) throw new Error(`no file at ${path}`);
  const { cipherKey, iv, macKey = cipherKey } = await getMediaKeys(reference.mediaKey, kind);
  const sealed = stored.subarray(0, -macLength);
  const mac = createHmac('sha256', macKey).update(iv).update(sealed).digest().subarray(0, macLength);
  if (!mac.equals(stored.subarray(-macLength))) throw new Error('the MAC of the file does not fit');
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
};
