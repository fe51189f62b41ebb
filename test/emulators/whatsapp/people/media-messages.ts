import type { proto } from '@whiskeysockets/baileys';
import type { MediaStore } from '../media-store.js';
import { viewOnce } from './message-content.js';
import { type MediaDefect, openMedia, sealMedia } from './sealed-media.js';

export type MediaOptions = MediaDefect & {
  readonly caption?: string;
  readonly mimetype?: string;
  readonly fileName?: string;
  readonly seconds?: number;
  /** A voice note rather than a file of sound. */
  readonly voice?: boolean;
  readonly viewOnce?: boolean;
};

export type MediaKind = 'image' | 'document' | 'audio' | 'video' | 'sticker';

/** A file as a message: sealed, uploaded, described. */
export const mediaMessage = async (
  store: MediaStore,
  kind: MediaKind,
  file: Buffer,
  options: MediaOptions = {},
): Promise<proto.IMessage> => {
  const sealed = await sealMedia(store, kind, file, options);
  const caption = options.caption ?? null;
  const seconds = options.seconds ?? null;
  switch (kind) {
    case 'image': {
      const image = { imageMessage: { ...sealed, mimetype: options.mimetype ?? 'image/png', caption } };
      return options.viewOnce === true ? viewOnce(image) : image;
    }
    case 'document': {
      const { mimetype = 'application/pdf', fileName = 'document.pdf' } = options;
      return { documentMessage: { ...sealed, mimetype, fileName, title: fileName, caption } };
    }
    case 'audio': {
      const { mimetype = 'audio/ogg; codecs=opus', voice = true } = options;
      return { audioMessage: { ...sealed, mimetype, seconds, ptt: voice } };
    }
    case 'video':
      return { videoMessage: { ...sealed, mimetype: options.mimetype ?? 'video/mp4', caption, seconds } };
    case 'sticker':
      return { stickerMessage: { ...sealed, mimetype: options.mimetype ?? 'image/webp', isAnimated: false } };
  }
};

/** The file of a message the product sent, opened. */
export const openMessageMedia = (store: MediaStore, message: proto.IMessage): Promise<Buffer> => {
  const content = message.documentWithCaptionMessage?.message ?? message;
  if (content.imageMessage) return openMedia(store, 'image', content.imageMessage);
  if (content.documentMessage) return openMedia(store, 'document', content.documentMessage);
  if (content.audioMessage) return openMedia(store, 'audio', content.audioMessage);
  if (content.videoMessage) return openMedia(store, 'video', content.videoMessage);
  if (content.stickerMessage) return openMedia(store, 'sticker', content.stickerMessage);
  throw new Error('the message has no file');
};
