import type { Channel, ChannelKind } from '#domain/channel/channel';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { Message } from '#domain/conversation/message';

/** One message on its way out, with all that sending it needs. Immutable; nothing about it lives in the transport. */
export type Envelope = {
  readonly channel: Channel;
  readonly message: Message;
  readonly to: readonly CustomerIdentity[];
  /** When the customer last wrote, by our clock: the 24-hour window counts from it. */
  readonly lastInboundAt: Date | null;
};

export type SendOutcome =
  /** The provider took it. `externalId` is its name for the message. */
  | { readonly kind: 'accepted'; readonly externalId: string | null }
  /** Nothing was sent, and the same call may work later. Never counts against the message. */
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs: number }
  /** Nothing was sent and nothing will be by repeating it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nothing was sent, and nothing of this channel can be until a person acts: the channel stops, its messages wait. */
  | { readonly kind: 'channel_stopped'; readonly reason: string }
  /** We do not know whether it left: a time-out, a cut connection, a 5xx. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A channel engine. `send` never throws for what a provider does; it names it. */
export interface Transport {
  readonly kind: ChannelKind;
  /** Sending a message twice is as good as once, so nothing is ever in doubt: true where the other side pulls. */
  readonly isRepeatable: boolean;
  send(envelope: Envelope, timeoutMs: number): Promise<SendOutcome>;
}

/** An extra ability: the customer sees that we read and are writing. Best effort, never throws. */
export interface ShowsTyping {
  showTyping(channel: Channel, inboundExternalId: string): Promise<void>;
}

export const showsTyping = (transport: Transport): transport is Transport & ShowsTyping =>
  typeof (transport as Partial<ShowsTyping>).showTyping === 'function';
