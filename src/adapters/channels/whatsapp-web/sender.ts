import library, { type Client, type Message, type MessageSendOptions } from 'whatsapp-web.js';
import type { EngineLog } from '#adapters/channels/whatsapp/engine';
import type { Acks } from '#adapters/channels/whatsapp-web/acks';
import { PageTooSlow } from '#adapters/channels/whatsapp-web/errors';
import type { People } from '#adapters/channels/whatsapp-web/people';
import type { SentMessages } from '#adapters/channels/whatsapp-web/sent-messages';
import { identityOf } from '#adapters/channels/whatsapp-web/wids';
import { within } from '#adapters/channels/whatsapp-web/within';
import type { SendOutcome } from '#application/ports/transport';
import type { Outgoing } from '#application/ports/whatsapp-engines';
import type { OfferedMedia } from '#domain/conversation/message-content';

export type SenderOptions = {
  readonly client: Client;
  readonly acks: Acks;
  readonly people: People;
  readonly sent: SentMessages;
  /** What the page's program calls a message of theirs. */
  readonly serializedOf: (externalId: string) => string | null;
  readonly onAck: () => void;
  readonly log: EngineLog;
};

const soonMs = 5_000;
const later = (reason: string): SendOutcome => ({ kind: 'later', reason, retryAfterMs: soonMs });
const refused = (reason: string): SendOutcome => ({ kind: 'refused', reason });
const unknown = (reason: string): SendOutcome => ({ kind: 'unknown', reason });

const fileOf = ({ bytes, mimeType, fileName }: OfferedMedia) => {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return new library.MessageMedia(mimeType, data, fileName ?? 'file', bytes.byteLength);
};

/** In the page nothing of a file is added to the chat before it is uploaded, and these are its words when that fails. */
const isUploadFault = (cause: unknown): boolean =>
  cause instanceof Error && /media-fault|upload failed/i.test(cause.message);

/** Sends one message and waits for the server's word: the library's own promise says only that the page took it. */
export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome> {
    const until = Date.now() + timeoutMs;
    const left = (): number => Math.max(1, until - Date.now());
    const chatId = this.#options.people.chatOf(outgoing.to);
    if (chatId === null) return refused('whatsapp.no_address');
    // WhatsApp's audio has no caption, so the words would be lost.
    if (outgoing.media?.media === 'audio' && outgoing.text !== '') return refused('whatsapp.audio_without_words');
    const obstacle = await this.#newChat(chatId, left());
    if (obstacle !== null) return obstacle;
    const handed = await this.#options.sent.handing(() => this.#hand(outgoing, chatId, left()));
    if ('kind' in handed) return handed;
    this.#options.people.met(outgoing.to, chatId);
    return this.#acked(handed.id, left());
  }

  /** Somebody we did not write with: is there such an account? */
  async #newChat(chatId: string, timeoutMs: number): Promise<SendOutcome | null> {
    const { client, people } = this.#options;
    if (people.isKnown(chatId) || identityOf(chatId)?.scheme === 'wa_lid') return null;
    try {
      const found = await within(timeoutMs, client.getNumberId(chatId));
      return found === null ? refused('whatsapp.no_such_number') : null;
    } catch {
      return later('whatsapp.number_not_checked');
    }
  }

  async #hand(outgoing: Outgoing, chatId: string, timeoutMs: number): Promise<{ readonly id: string } | SendOutcome> {
    const { client, sent } = this.#options;
    const { externalId, text } = outgoing;
    try {
      const content = outgoing.media === null ? text : fileOf(outgoing.media);
      const options = this.#optionsOf(outgoing, chatId);
      // Nothing, when the page took it under another name than it said, or there is no such chat: the types do not tell.
      const taken = (await within(timeoutMs, client.sendMessage(chatId, content, options))) as Message | undefined;
      if (taken) {
        sent.keep(taken.id.id, externalId);
        return { id: taken.id.id };
      }
    } catch (cause) {
      if (isUploadFault(cause)) return later('whatsapp.media_not_uploaded');
      this.#options.log('warn', 'session.send_failed', { why: cause instanceof Error ? cause.name : null });
      sent.lost(externalId, text, Date.now());
      return unknown(cause instanceof PageTooSlow ? 'whatsapp.no_answer' : 'whatsapp.write_failed');
    }
    sent.lost(externalId, text, Date.now());
    return unknown('whatsapp.no_message_id');
  }

  /** Without a preview: making one would fetch whatever address stands in the text. Reading is told when it was read. */
  #optionsOf({ text, media, quotes }: Outgoing, chatId: string): MessageSendOptions {
    const options: MessageSendOptions = { linkPreview: false, sendSeen: false, parseVCards: false };
    if (media !== null && text !== '') options.caption = text;
    if (media?.media === 'document') options.sendMediaAsDocument = true;
    if (quotes !== null) options.quotedMessageId = this.#options.serializedOf(quotes) ?? `false_${chatId}_${quotes}`;
    return options;
  }

  async #acked(id: string, timeoutMs: number): Promise<SendOutcome> {
    const { acks, onAck } = this.#options;
    try {
      const { error } = await within(timeoutMs, acks.wait(id));
      onAck();
      return error === null ? { kind: 'accepted', externalId: id } : refused('whatsapp.refused');
    } catch (cause) {
      return unknown(cause instanceof PageTooSlow ? 'whatsapp.no_ack' : 'whatsapp.connection_lost');
    } finally {
      acks.forget(id);
    }
  }
}
