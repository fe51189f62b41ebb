import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MediaFault } from '#adapters/channels/whatsapp-web/media-fault';
import { within } from '#adapters/channels/whatsapp-web/within';
import type { EngineMedia } from '#application/ports/whatsapp-engines';
import type { MediaReference } from '#domain/conversation/message-content';

/** In the library's form: the bytes as base64, or nothing when the page cannot have them. */
export type Download = () => Promise<{ readonly data: string } | null | undefined>;

const timeoutMs = 60_000;
const tryAgainAfterMs = [500, 2_000, 8_000] as const;

type Pause = (ms: number, signal: AbortSignal) => Promise<void>;
const realPause: Pause = (ms, signal) => sleep(ms, undefined, { signal });

/** The media of one session's messages, one after the other: their bytes are in memory several times for a moment. */
export class MediaFetches {
  readonly #largest: number;
  readonly #pause: Pause;
  readonly #stop = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  constructor(largest: number, pause: Pause = realPause) {
    this.#largest = largest;
    this.#pause = pause;
  }

  /** `null`: the session ended before it was known. */
  fetch(file: MediaReference, download: Download): Promise<EngineMedia | null> {
    const fetched = this.#last.then(() => this.#fetch(file, download));
    this.#last = fetched;
    return fetched;
  }

  stop(): void {
    this.#stop.abort();
  }

  async #fetch(file: MediaReference, download: Download): Promise<EngineMedia | null> {
    const { providerMediaId: externalId, mimeType, fileName } = file;
    const { signal } = this.#stop;
    try {
      return { externalId, bytes: await this.#bytes(file, download), mimeType, fileName };
    } catch (cause) {
      if (signal.aborted) return null;
      return { externalId, bytes: null, state: cause instanceof MediaFault ? cause.state : 'gone' };
    }
  }

  async #bytes(file: MediaReference, download: Download): Promise<Uint8Array> {
    if ((file.sizeBytes ?? 0) > this.#largest) throw new MediaFault('too_large');
    const bytes = await this.#download(download);
    if (bytes.byteLength > this.#largest) throw new MediaFault('too_large');
    const digest = createHash('sha256').update(bytes).digest('base64');
    if (file.sha256 !== null && file.sha256 !== digest) throw new MediaFault('damaged');
    return bytes;
  }

  async #download(download: Download): Promise<Uint8Array> {
    const { signal } = this.#stop;
    for (const afterMs of [...tryAgainAfterMs, null]) {
      signal.throwIfAborted();
      const media = await within(timeoutMs, download()).catch(() => null);
      if (media) return Buffer.from(media.data, 'base64');
      if (afterMs !== null) await this.#pause(afterMs, signal);
    }
    throw new MediaFault('gone');
  }
}
