import { type FileKeeper, FileQuotaExceeded } from '#application/files/file-keeper';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { LiveBus } from '#application/ports/live-bus';
import type { MediaOutcome } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Transcriber } from '#application/ports/transcriber';
import type { EngineMedia } from '#application/ports/whatsapp-engines';
import type { Message } from '#domain/conversation/message';
import { cleanText } from '#domain/conversation/message-content';
import { largestMedia } from '#domain/conversation/stored-file';

type Dependencies = {
  readonly store: Store;
  readonly keeper: Pick<FileKeeper, 'keepMedia'>;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  /** `null`: none is set up, and what a voice note says is for a person to hear. */
  readonly transcriber: Transcriber | null;
};

const transcribeMs = 30_000;

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

  /** Best effort: whoever has the conversation can hear it as well. */
  async #transcribe({ tenantId, id, content, conversationId }: Message, bytes: Uint8Array): Promise<void> {
    const { transcriber, store, bus, telemetry } = this.#deps;
    if (transcriber === null || content.type !== 'media' || content.media !== 'audio') return;
    const { mimeType, state } = content.file;
    if (state !== 'stored') return;
    try {
      const scoped = store.tenant(tenantId);
      const languages = (await scoped.findTenant())?.state.assistant.languages ?? [];
      const heard = await transcriber.transcribe({ bytes, mimeType, languages, timeoutMs: transcribeMs });
      const { text } = cleanText(heard.text.trim());
      if (text === '') return;
      await scoped.messages.transcribe(id, text);
      bus.publish({ kind: 'messages', tenantId, conversationId });
    } catch (error) {
      telemetry.error('voice_note.not_transcribed', error, { tenantId, conversationId });
    }
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
