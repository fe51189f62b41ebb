import type { JobQueue } from '#application/ports/job-queue';
import type { FetchedMedia, MediaSource } from '#application/ports/media-source';
import type { MediaClaim } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { KeepInboundMedia } from '#application/whatsapp/keep-inbound-media';
import type { ChannelKind } from '#domain/channel/channel';
import { kindOfMedia } from '#domain/conversation/file-kind';
import type { MediaState, MessageContent } from '#domain/conversation/message-content';
import { largestMedia } from '#domain/conversation/stored-file';
import type { MessageId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly telemetry: Telemetry;
  readonly sources: ReadonlyMap<ChannelKind, MediaSource>;
  readonly keep: Pick<KeepInboundMedia, 'execute'>;
};

type MediaKind = Extract<MessageContent, { type: 'media' }>['media'];

const timeoutMs = 20_000;
/** Longer than a fetch and what is made of it take: nobody else begins meanwhile. */
const leaseMs = 60_000;
/** After the first, the second … failed try; after the last of them it is given up. */
const waitsMs: readonly number[] = [2_000, 10_000, 60_000, 300_000];

/**
 * Fetches what a customer sent and the provider keeps for us, and keeps it as a linked number's would be. What cannot be had is
 * said in the conversation; that a person looks at it does not wait for this.
 */
export class FetchInboundMedia {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId, messageId }: { tenantId: TenantId; messageId: MessageId }): Promise<void> {
    const scoped = this.#deps.store.tenant(tenantId);
    const claim = await scoped.messages.claimMedia(messageId, leaseMs);
    if (claim === null) return;
    const fetched = await this.#fetched(tenantId, claim);
    if (fetched.kind === 'fetched') return this.#keep(tenantId, claim, fetched);
    const { telemetry } = this.#deps;
    telemetry.warn('media.not_fetched', { tenantId, messageId, reason: fetched.reason, attempt: claim.attempt });
    if (fetched.kind === 'refused') return this.#giveUp(tenantId, claim, fetched.state);
    const waitMs = waitsMs[claim.attempt - 1];
    if (waitMs === undefined) return this.#giveUp(tenantId, claim, 'gone');
    await scoped.messages.retryMedia(messageId, waitMs);
    this.#deps.queue.enqueue({ kind: 'fetch_media', tenantId, messageId }, waitMs);
  }

  async #fetched(tenantId: TenantId, { message }: MediaClaim): Promise<FetchedMedia> {
    const channel = await this.#deps.store.tenant(tenantId).channels.find(message.channelId);
    const source = channel === null ? undefined : this.#deps.sources.get(channel.kind);
    if (channel === null || source === undefined || message.content.type !== 'media')
      return { kind: 'refused', state: 'gone', reason: 'media.no_source' };
    const fetched = await source.fetch(channel, message.content.file, { maxBytes: largestMedia, timeoutMs });
    return fetched.kind === 'fetched' && !isWhatItSays(message.content.media, fetched.bytes)
      ? { kind: 'refused', state: 'damaged', reason: 'media.wrong_content' }
      : fetched;
  }

  async #keep(
    tenantId: TenantId,
    { message }: MediaClaim,
    { bytes, mimeType }: Extract<FetchedMedia, { kind: 'fetched' }>,
  ): Promise<void> {
    const { channelId, externalId } = message;
    if (externalId === null) return;
    await this.#deps.keep.execute({ tenantId, channelId }, { externalId, bytes, mimeType, fileName: null });
  }

  async #giveUp(
    tenantId: TenantId,
    { message }: MediaClaim,
    state: Exclude<MediaState, 'fetching' | 'stored'>,
  ): Promise<void> {
    const { channelId, externalId, conversationId, id, content } = message;
    if (externalId === null) return;
    await this.#deps.keep.execute({ tenantId, channelId }, { externalId, bytes: null, state });
    if (content.type !== 'media' || content.media !== 'audio') return;
    // An answer that waits for its words has nothing to wait for: a person is called now.
    await this.#deps.store.tenant(tenantId).messages.transcribe(id, null);
    this.#deps.queue.enqueue({ kind: 'take_turn', tenantId, conversationId });
  }
}

/** A picture has to be one by its content; of the rest there are more formats than we know. */
const isWhatItSays = (media: MediaKind, bytes: Uint8Array): boolean =>
  bytes.length > 0 && (media !== 'image' || kindOfMedia(bytes).startsWith('image/'));
