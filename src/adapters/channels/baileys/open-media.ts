import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { getMediaKeys } from '@whiskeysockets/baileys';
import { MediaFault } from '#adapters/channels/baileys/media-fault';
import type { MediaSource } from '#adapters/channels/baileys/media-source';

const macLength = 10;
/** What sealing adds: the padding of one block and the code at the end. */
export const sealingOverhead = 16 + macLength;

const isDigest = (digest: Uint8Array | null, bytes: Uint8Array): boolean =>
  digest === null || Buffer.from(digest).equals(createHash('sha256').update(bytes).digest());

/** The bytes as the sender had them. @throws {MediaFault} they are not what the message says. */
export const openMedia = async (source: MediaSource, sealed: Uint8Array): Promise<Uint8Array> => {
  if (sealed.byteLength <= macLength || !isDigest(source.sealedSha256, sealed)) throw new MediaFault('damaged');
  const { iv, cipherKey, macKey } = await getMediaKeys(source.mediaKey, source.media);
  if (macKey === undefined) throw new MediaFault('damaged');
  const body = sealed.subarray(0, -macLength);
  const mac = createHmac('sha256', macKey).update(iv).update(body).digest().subarray(0, macLength);
  if (!timingSafeEqual(mac, sealed.subarray(-macLength))) throw new MediaFault('damaged');
  try {
    const cipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
    const bytes = Buffer.concat([cipher.update(body), cipher.final()]);
    if (isDigest(source.sha256, bytes)) return bytes;
  } catch {
    // Not decryptable: told below like any other difference.
  }
  throw new MediaFault('damaged');
};
