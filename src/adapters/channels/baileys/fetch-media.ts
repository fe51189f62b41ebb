import { mediaAddress } from '#adapters/channels/baileys/media-address';
import { MediaFault } from '#adapters/channels/baileys/media-fault';
import type { MediaSource } from '#adapters/channels/baileys/media-source';
import { openMedia, sealingOverhead } from '#adapters/channels/baileys/open-media';

export type FetchMediaOptions = {
  readonly emulatorUrl: string | null;
  readonly largest: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

const goneStatuses = new Set([403, 404, 410]);

const bodyOf = async (address: URL, { timeoutMs, signal }: FetchMediaOptions): Promise<Response> => {
  const response = await fetch(address, {
    headers: { origin: 'https://web.whatsapp.com' },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (response.ok && response.body !== null) return response;
  await response.body?.cancel();
  throw new MediaFault('gone', !goneStatuses.has(response.status));
};

/** Stops in the middle when more comes than we take. */
const read = async (response: Response, limit: number): Promise<Uint8Array> => {
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel();
    throw new MediaFault('too_large');
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.byteLength;
    if (length > limit) throw new MediaFault('too_large');
    parts.push(part);
  }
  return Buffer.concat(parts, length);
};

/** @throws {MediaFault} and whatever the network throws, which may work later. */
export const fetchMedia = async (source: MediaSource, options: FetchMediaOptions): Promise<Uint8Array> => {
  const { largest, emulatorUrl } = options;
  if ((source.announcedSize ?? 0) > largest) throw new MediaFault('too_large');
  const response = await bodyOf(mediaAddress(source, emulatorUrl), options);
  const bytes = await openMedia(source, await read(response, largest + sealingOverhead));
  if (bytes.byteLength > largest) throw new MediaFault('too_large');
  return bytes;
};
