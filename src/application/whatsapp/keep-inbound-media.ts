import type { VoiceNotes } from '#application/ai/paid-helpers';
import { type FileKeeper, FileQuotaExceeded } from '#application/files/file-keeper';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { MediaOutcome } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { EngineMedia } from '#application/ports/whatsapp-engines';
import type { Message } from '#domain/conversation/message';
import { cleanText } from '#domain/conversation/message-content';
import { largestMedia } from '#domain/conversation/stored-file';
import type { TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly keeper: Pick<FileKeeper, 'keepMedia'>;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  readonly notes: VoiceNotes;
  readonly queue: Pick<JobQueue, 'enqueue'>;
};

/** Less than the answer waits for it: see `ReceiveMessage`. */
const transcribeMs = 20_000;

/**
 * Keeps what an engine fetched of a message's media, as what its content says it is, or says why there is nothing. What is
 * too large, for one file or for the business, stays on the phone, and the conversation says so.
 */
export class KeepInboundMedia {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Twice is as good as once. @throws {BlobStoreUnavailable} the engine tries again. */
  async execute({ tenantId, channelId }: SessionRef, media: EngineMedia): Promise<Message | null> {
    const { store, bus } = this.#deps;
    const { messages } = store.tenant(tenantId);
    const known = await messages.findByExternalId(channelId, media.externalId);
    // Asked first, so that the bytes of a second delivery are not kept beside the first's.
    if (known?.content.type !== 'media' || known.content.file.fileId !== undefined) return null;
    const outcome = await this.#outcome({ tenantId, channelId }, media, known.content.file.fileName);
    const settled = await messages.settleMedia(channelId, media.externalId, outcome);
    if (settled === null) return null;
    bus.publish({ kind: 'messages', tenantId, conversationId: settled.conversationId });
    if (media.bytes !== null) await this.#transcribe(settled, media.bytes);
    return settled;
  }

  /** What the customer said is answered like what he writes; where nobody can write it down, a person listens to it. */
  async #transcribe({ tenantId, id, content, conversationId }: Message, bytes: Uint8Array): Promise<void> {
    const { notes, store, bus, telemetry, queue } = this.#deps;
    if (content.type !== 'media' || content.media !== 'audio' || content.file.state !== 'stored') return;
    if (!(await notes.willTranscribe(tenantId))) return;
    const scoped = store.tenant(tenantId);
    const heard = await this.#heard(tenantId, bytes, content.file.mimeType).catch((error: unknown) => {
      telemetry.error('voice_note.not_transcribed', error, { tenantId, conversationId });
      return null;
    });
    await scoped.messages.transcribe(id, heard);
    queue.enqueue({ kind: 'take_turn', tenantId, conversationId });
    bus.publish({ kind: 'messages', tenantId, conversationId });
  }

  /** `null`: there are no words in it. */
  async #heard(tenantId: TenantId, bytes: Uint8Array, mimeType: string): Promise<string | null> {
    const { store, notes } = this.#deps;
    const languages = (await store.tenant(tenantId).findTenant())?.state.assistant.languages ?? [];
    const heard = await notes.transcribe(tenantId, { bytes, mimeType, languages, timeoutMs: transcribeMs });
    const { text } = cleanText(heard.text.trim());
    return text === '' ? null : text;
  }

  async #outcome({ tenantId }: SessionRef, media: EngineMedia, name: string | null): Promise<MediaOutcome> {
    if (media.bytes === null) return { state: media.state };
    if (media.bytes.length > largestMedia) return { state: 'too_large' };
    if (media.bytes.length === 0) return { state: 'damaged' };
    try {
      const file = await this.#deps.keeper.keepMedia({
        tenantId,
        owner: { kind: 'whatsapp' },
        name: media.fileName ?? name ?? '',
        bytes: media.bytes,
      });
      return { state: 'stored', file };
    } catch (error) {
      if (error instanceof FileQuotaExceeded) return { state: 'no_room' };
      throw error;
    }
  }
}
