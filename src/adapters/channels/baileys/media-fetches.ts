import { setTimeout as sleep } from 'node:timers/promises';
import { fetchMedia } from '#adapters/channels/baileys/fetch-media';
import { MediaFault } from '#adapters/channels/baileys/media-fault';
import type { MediaSource } from '#adapters/channels/baileys/media-source';
import type { EngineMedia } from '#application/ports/whatsapp-engines';

/** Of the whole process: the bytes of one are in memory twice for a moment. */
const atOnce = 2;
const timeoutMs = 60_000;
const tryAgainAfterMs = [500, 2_000, 8_000] as const;

let running = 0;
const waiting: (() => void)[] = [];

const turn = async (): Promise<void> => {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
};

/** Hands the turn on without a gap, so that no newcomer slips in. */
const done = (): void => {
  const next = waiting.shift();
  if (next === undefined) running -= 1;
  else next();
};

export type MediaFetchesOptions = { readonly emulatorUrl: string | null; readonly largest: number };

/** The media of one session's messages: fetched two at a time per process, tried again when the network failed. */
export class MediaFetches {
  readonly #options: MediaFetchesOptions;
  readonly #stop = new AbortController();

  constructor(options: MediaFetchesOptions) {
    this.#options = options;
  }

  /** `null`: the session ended before it was known. */
  async fetch(externalId: string, source: MediaSource): Promise<EngineMedia | null> {
    const { mimeType, fileName } = source;
    await turn();
    try {
      const bytes = await this.#try(source);
      return { externalId, bytes, mimeType, fileName };
    } catch (cause) {
      if (this.#stop.signal.aborted) return null;
      return { externalId, bytes: null, state: cause instanceof MediaFault ? cause.state : 'gone' };
    } finally {
      done();
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  async #try(source: MediaSource): Promise<Uint8Array> {
    const { signal } = this.#stop;
    for (const afterMs of tryAgainAfterMs) {
      signal.throwIfAborted();
      try {
        return await fetchMedia(source, { ...this.#options, timeoutMs, signal });
      } catch (cause) {
        if (cause instanceof MediaFault && !cause.mayWork) throw cause;
      }
      await sleep(afterMs, undefined, { signal });
    }
    return fetchMedia(source, { ...this.#options, timeoutMs, signal });
  }
}
