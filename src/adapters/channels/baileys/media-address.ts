import { MediaFault } from '#adapters/channels/baileys/media-fault';
import type { MediaSource } from '#adapters/channels/baileys/media-source';

const mediaHost = 'https://mmg.whatsapp.net';
const isWhatsApps = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && (hostname === 'whatsapp.net' || hostname.endsWith('.whatsapp.net'));

const parsed = (address: string, base?: string): URL => {
  try {
    return new URL(address, base);
  } catch {
    throw new MediaFault('gone');
  }
};

/**
 * Where to fetch from. The sender's client wrote the address, so it may name any machine: only WhatsApp's own are asked, and
 * with an emulator only the emulator's. @throws {MediaFault}
 */
export const mediaAddress = ({ url, directPath }: MediaSource, emulatorUrl: string | null): URL => {
  if (emulatorUrl !== null) {
    const address = parsed(url ?? '');
    if (address.hostname !== new URL(emulatorUrl).hostname) throw new MediaFault('gone');
    return address;
  }
  const address = directPath?.startsWith('/') ? parsed(directPath, mediaHost) : parsed(url ?? '');
  if (!isWhatsApps(address)) throw new MediaFault('gone');
  return address;
};
