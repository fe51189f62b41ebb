import type { AnyMessageContent, MiscMessageGenerationOptions } from '@whiskeysockets/baileys';
import type { Outgoing } from '#application/ports/whatsapp-engines';
import type { OfferedMedia } from '#domain/conversation/message-content';

const mediaOf = ({ media, bytes, mimeType, fileName }: OfferedMedia, text: string): AnyMessageContent => {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const caption = text === '' ? {} : { caption: text };
  switch (media) {
    case 'image':
      // An empty thumbnail: the library would look for an image tool that is not here.
      return { image: data, mimetype: mimeType, jpegThumbnail: '', ...caption };
    case 'video':
      return { video: data, mimetype: mimeType, jpegThumbnail: '', ...caption };
    case 'audio':
      return { audio: data, mimetype: mimeType, seconds: 0 };
    case 'document':
      return { document: data, mimetype: mimeType, fileName: fileName ?? 'file', ...caption };
  }
};

/** Without a preview: making one would fetch whatever address stands in the text. */
export const contentOf = ({ text, media }: Outgoing): AnyMessageContent =>
  media === null ? { text, linkPreview: null } : mediaOf(media, text);

/** The words of the quoted message are not known here, and WhatsApp shows its own copy by the id. */
export const quotedOf = (jid: string, quotes: string | null, isOurs: boolean): MiscMessageGenerationOptions =>
  quotes === null
    ? {}
    : { quoted: { key: { remoteJid: jid, id: quotes, fromMe: isOurs }, message: { conversation: '' } } };

/** WhatsApp's audio has no caption, so the words would be lost. */
export const isSendable = ({ text, media }: Outgoing): boolean => media?.media !== 'audio' || text === '';
