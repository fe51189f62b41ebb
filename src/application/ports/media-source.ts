import type { Channel } from '#domain/channel/channel';
import type { MediaReference, MediaState } from '#domain/conversation/message-content';

export type FetchedMedia =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array; readonly mimeType: string }
  /** Trying again will not help. */
  | { readonly kind: 'refused'; readonly state: Exclude<MediaState, 'fetching' | 'stored'>; readonly reason: string }
  /** It may work later. */
  | { readonly kind: 'later'; readonly reason: string };

/** Where a provider keeps what customers send until we ask for it. Never throws: what goes wrong is an answer. */
export interface MediaSource {
  /** At most `maxBytes` are read, and no longer than `timeoutMs` is waited for all of it. */
  fetch(
    channel: Channel,
    file: MediaReference,
    limits: { readonly maxBytes: number; readonly timeoutMs: number },
  ): Promise<FetchedMedia>;
}
