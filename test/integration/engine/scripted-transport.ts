import type { Envelope, SendOutcome, Transport } from '#application/ports/transport';
import type { ChannelKind } from '#domain/channel/channel';
import type { MessageAuthor } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import type { ConversationId, MessageId, TenantId } from '#domain/shared/ids';

export type Sent = {
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly author: MessageAuthor['kind'];
  /** The customer's phone number, or session. */
  readonly to: string;
  readonly text: string;
};

/** A channel that remembers what it was given, and takes it unless the test says otherwise. */
export class ScriptedTransport implements Transport {
  readonly kind: ChannelKind;
  readonly isRepeatable = false;
  /** What left, oldest first. */
  readonly sent: Sent[] = [];
  outcome: (envelope: Envelope) => SendOutcome = () => ({ kind: 'accepted', externalId: null });

  constructor(kind: ChannelKind) {
    this.kind = kind;
  }

  async send(envelope: Envelope): Promise<SendOutcome> {
    const outcome = this.outcome(envelope);
    const { message, to } = envelope;
    if (outcome.kind === 'accepted')
      this.sent.push({
        tenantId: message.tenantId,
        conversationId: message.conversationId,
        messageId: message.id,
        author: message.author.kind,
        to: to[0]?.value ?? '',
        text: readableText(message.content),
      });
    return outcome;
  }

  textsTo(customer: string): string[] {
    return this.sent.filter(({ to }) => to === customer).map(({ text }) => text);
  }
}

/** Nothing leaves; what waits looks again after so long. */
export const busy = (retryAfterMs: number): SendOutcome => ({ kind: 'later', reason: 'test.busy', retryAfterMs });
