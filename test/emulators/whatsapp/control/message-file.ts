import type { ServerResponse } from 'node:http';
import { unwrapped } from '../people/describe-message.js';
import { openMessageMedia } from '../people/media-messages.js';
import type { WhatsAppEmulator } from '../whatsapp-emulator.js';

const pictures = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** The file of a message, opened, as the phone that has it would show it. */
export const serveMessageFile = async (
  emulator: WhatsAppEmulator,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> => {
  const message = emulator.accountByPhone(query.get('phone') ?? '')?.messageOf(query.get('id') ?? '');
  if (message === undefined) {
    response.writeHead(404).end();
    return;
  }
  const content = unwrapped(message);
  const claimed = content.imageMessage?.mimetype ?? content.stickerMessage?.mimetype ?? '';
  const file = await openMessageMedia(emulator.media, content);
  const type = pictures.includes(claimed) ? claimed : 'application/octet-stream';
  const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
  response.writeHead(200, { ...headers, 'content-security-policy': "sandbox; default-src 'none'" }).end(file);
};
