import type { Envelope, SendOutcome, ShowsTyping, Transport } from '#application/ports/transport';
import type { PacedSender } from '#application/whatsapp/paced-sender';
import type { Channel } from '#domain/channel/channel';

/** Numbers linked as a phone's companion. Pace, read marks and typing are the sender's; the engines only do as they are told. */
export class WhatsAppTransport implements Transport, ShowsTyping {
  readonly kind = 'whatsapp';
  /** A repeated message has the same id and the phone shows it once; but what has left stays counted, so doubt is waited out. */
  readonly isRepeatable = false;
  readonly #sender: Pick<PacedSender, 'send' | 'showRead'>;
  constructor(sender: Pick<PacedSender, 'send' | 'showRead'>) {
    this.#sender = sender;
  }

  send(envelope: Envelope, timeoutMs: number): Promise<SendOutcome> {
    return this.#sender.send(envelope, timeoutMs);
  }

  async showTyping({ tenantId, id }: Channel, inboundExternalId: string): Promise<void> {
    await this.#sender.showRead({ tenantId, channelId: id }, inboundExternalId);
  }
}
