import type { proto } from '@whiskeysockets/baileys';
import { cleanText, type MediaReference, type MessageContent } from '#domain/conversation/message-content';

export type MediaKind = Extract<MessageContent, { type: 'media' }>['media'];

/** Where the bytes of a message's media are, and what opens them. Of the sender's making: nothing in it is trusted. */
export type MediaSource = {
  readonly media: MediaKind;
  readonly url: string | null;
  readonly directPath: string | null;
  readonly mediaKey: Uint8Array;
  readonly sha256: Uint8Array | null;
  readonly sealedSha256: Uint8Array | null;
  readonly announcedSize: number | null;
  readonly mimeType: string;
  readonly fileName: string | null;
};

export type RawMedia = Pick<
  proto.Message.IDocumentMessage,
  'url' | 'directPath' | 'mediaKey' | 'fileSha256' | 'fileEncSha256' | 'fileLength' | 'mimetype' | 'fileName'
>;

const nameLength = 256;
const keyLength = 32;

const bytesOf = (value: Uint8Array | null | undefined): Uint8Array | null => (value?.byteLength ? value : null);

const sizeOf = (length: RawMedia['fileLength']): number | null => {
  const size = Number(length ?? Number.NaN);
  return Number.isSafeInteger(size) && size > 0 ? size : null;
};

const short = (raw: string | null | undefined): string | null => {
  const text = cleanText(raw ?? '', nameLength).text.trim();
  return text === '' ? null : text;
};

/** `null`: nothing that could be fetched and opened. */
export const mediaSourceOf = (media: MediaKind, raw: RawMedia): MediaSource | null => {
  const mediaKey = bytesOf(raw.mediaKey);
  if (mediaKey?.byteLength !== keyLength || !(raw.url || raw.directPath)) return null;
  return {
    media,
    url: raw.url ?? null,
    directPath: raw.directPath ?? null,
    mediaKey,
    sha256: bytesOf(raw.fileSha256),
    sealedSha256: bytesOf(raw.fileEncSha256),
    announcedSize: sizeOf(raw.fileLength),
    mimeType: short(raw.mimetype) ?? 'application/octet-stream',
    fileName: short(raw.fileName),
  };
};

export const mediaReferenceOf = (externalId: string, raw: RawMedia): MediaReference => {
  const sha256 = bytesOf(raw.fileSha256);
  return {
    providerMediaId: externalId,
    mimeType: short(raw.mimetype) ?? 'application/octet-stream',
    sha256: sha256 === null ? null : Buffer.from(sha256).toString('base64'),
    fileName: short(raw.fileName),
    sizeBytes: sizeOf(raw.fileLength),
  };
};
