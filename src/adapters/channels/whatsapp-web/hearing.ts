import library, { type Client, type Message, type Reaction } from 'whatsapp-web.js';
import { statusOf } from '#adapters/channels/whatsapp-web/ack-level';
import type { Acks } from '#adapters/channels/whatsapp-web/acks';
import { keyOf, type RawMessage, recordOf, stringOf } from '#adapters/channels/whatsapp-web/raw-message';
import type { SentMessages } from '#adapters/channels/whatsapp-web/sent-messages';
import type { Teller } from '#adapters/channels/whatsapp-web/teller';
import { deletionIn, editIn, reactionIn, type Said, saidIn } from '#adapters/channels/whatsapp-web/to-inbound';
import { identityOf } from '#adapters/channels/whatsapp-web/wids';
import type { EngineInbound, EngineReceipt } from '#application/ports/whatsapp-engines';

/** A class to the program, and only a form to its types. */
const { Message: LibraryMessage } = library as unknown as {
  readonly Message: new (client: Client, data: RawMessage) => Message;
};

export type HearingOptions = {
  readonly client: Client;
  readonly teller: Teller;
  readonly sent: SentMessages;
  readonly acks: Acks;
  readonly receipts: (receipts: readonly EngineReceipt[]) => void;
};

type Arrival = EngineInbound['arrival'];
type Reader = (raw: RawMessage, now: Date) => Said | null;

/** What waited longer than a day when the browser opened is the past. */
const waitsAtMostMs = 86_400_000;

/** Turns what the library emits into what the host is told. */
export class Hearing {
  readonly #options: HearingOptions;

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  listen(): void {
    const { client } = this.#options;
    client.on('message', (message) => this.#said(message, saidIn));
    client.on('message_ciphertext', (message) => this.#said(message, saidIn));
    client.on('message_create', (message) => void this.#own(message));
    client.on('message_revoke_everyone', (message) => this.#said(message, deletionIn));
    client.on('message_edit', (message) => this.#said(message, editIn));
    client.on('message_reaction', (reaction) => this.#reacted(reaction));
    client.on('message_ack', (message, ack) => this.#acked(message, ack));
  }

  /** What came while the browser was closed and nobody read. `isNew`: the phone was linked just now, so it is not for us. */
  async unread(raws: readonly RawMessage[], isNew: boolean): Promise<void> {
    const now = new Date();
    for (const raw of raws) {
      const said = saidIn(raw, now);
      if (said === null) continue;
      const isPast = isNew || now.getTime() - said.sentAt.getTime() > waitsAtMostMs;
      const message = new LibraryMessage(this.#options.client, raw);
      await this.#tell(said, isPast ? 'history' : 'offline', message);
    }
  }

  #said(message: Message, read: Reader): void {
    const said = read(rawOf(message), new Date());
    // What the owner writes is told by `message_create`; that they edit or delete it is theirs.
    if (said !== null && !said.key.isOurs) void this.#tell(said, 'live', message);
  }

  /** Ours come back here as well as what the owner writes on the phone. */
  async #own(message: Message): Promise<void> {
    const raw = rawOf(message);
    const now = new Date();
    const said = saidIn(raw, now);
    if (said === null || !said.key.isOurs || said.content.type === 'undecrypted') return;
    const words = stringOf(said.content.type === 'media' ? raw['caption'] : raw['body']);
    if (await this.#options.sent.isOurs(said.externalId, words, now.getTime())) return;
    await this.#tell(said, 'live', message);
  }

  #reacted(reaction: Reaction): void {
    const said = reactionIn(reaction, new Date());
    if (said !== null && !said.key.isOurs) void this.#tell(said, 'live', null);
  }

  #tell(said: Said, arrival: Arrival, message: Message | null): Promise<void> {
    const download = message === null ? null : () => message.downloadMedia();
    return this.#options.teller.tell({ said, arrival, download });
  }

  #acked(message: Message, ack: number): void {
    const { acks, sent, receipts } = this.#options;
    const key = keyOf(rawOf(message)['id']);
    const status = statusOf(ack);
    if (key === null || status === null || !key.isOurs || identityOf(key.chat) === null) return;
    const error = status === 'failed' ? 'ACK_ERROR' : null;
    const isAwaited = acks.heard(key.id, { error });
    if (isAwaited && (status === 'sent' || status === 'failed')) return;
    const reason = error === null ? null : 'whatsapp.refused';
    const at = new Date();
    receipts(sent.namesOf(key.id).map((externalId) => ({ externalId, status, reason, at })));
  }
}

const rawOf = ({ rawData }: Message): RawMessage => recordOf(rawData) ?? {};
