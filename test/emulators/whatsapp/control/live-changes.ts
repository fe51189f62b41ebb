import type { ServerResponse } from 'node:http';
import type { WhatsAppEmulator } from '../whatsapp-emulator.js';

/** Each change as a server-sent event, so that a page can look again. */
export const streamChanges = (emulator: WhatsAppEmulator, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 500\n\n');
  const end = emulator.onChange((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  response.on('close', end);
};
