import { S_WHATSAPP_NET, type WASocket } from '@whiskeysockets/baileys';

/**
 * Takes this device off the phone's list, and waits for the server's word that it is. The library's own way closes the socket
 * behind the question, and a server that reads the end first leaves the device on the list.
 * @throws {Boom} no answer in time, or no connection.
 */
export const unlinkDevice = async (socket: WASocket, timeoutMs: number): Promise<void> => {
  const jid = socket.authState.creds.me?.id;
  if (jid === undefined) return;
  const content = [{ tag: 'remove-companion-device', attrs: { jid, reason: 'user_initiated' } }];
  await socket.query({ tag: 'iq', attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'md' }, content }, timeoutMs);
};
