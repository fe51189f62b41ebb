import { OutgoingMediaGone } from '#application/files/load-outgoing-media';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Envelope, SendOutcome } from '#application/ports/transport';
import type { Outgoing, WhatsAppEngines } from '#application/ports/whatsapp-engines';
import type { Switches } from '#application/tenancy/switches';
import type { HeldSession, HeldSessions } from '#application/whatsapp/held-session';
import { type MessageInContext, pacedMessageOf } from '#application/whatsapp/paced-message-of';
import { policyOf } from '#application/whatsapp/sending-policy-of';
import type { SessionKeeper } from '#application/whatsapp/session-keeper';
import type { WaitingMessages } from '#application/whatsapp/waiting-messages';
import { measureRisk, policyUnder } from '#domain/channel/risk-meter';
import { book, release, settle } from '#domain/channel/sending/book-slot';
import { nextSlot, type Slot } from '#domain/channel/sending/next-slot';
import type { SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SendingPolicy } from '#domain/channel/sending/sending-policy';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { Message } from '#domain/conversation/message';
import { cleanText, type OfferedMedia, readableText } from '#domain/conversation/message-content';
import type { MessageId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly engines: WhatsAppEngines;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly switches: Switches;
  readonly held: HeldSessions;
  readonly keeper: SessionKeeper;
  readonly waiting: WaitingMessages;
  /** The bytes of a message's file. `null`: it has none. @throws {BlobStoreUnavailable} */
  readonly mediaOf: (tenantId: TenantId, message: Message) => Promise<OfferedMedia | null>;
};

type Ready = SendOutcome | { readonly kind: 'ready'; readonly held: HeldSession; readonly policy: SendingPolicy };

/** Asked again soon; opening the connection wakes everything anyway. */
const notOpenMs = 10_000;
/** Only a person or the customer can change it; both wake the line. */
const noTimeMs = 300_000;
/** A moment so close is now. */
const soonMs = 5;
/** WhatsApp lets "typing" go out by itself after a while. */
const typingAgainMs = 9_000;
const engineMarginMs = 1_000;

/**
 * The same for every try, so that the customer's phone shows a repeated message once. It looks like what WhatsApp's own
 * clients make.
 */
export const externalIdOf = (secrets: Secrets, { tenantId, id }: Pick<Message, 'tenantId' | 'id'>): string =>
  `3EB0${secrets.sha256(`${tenantId}/${id}`).slice(0, 18).toUpperCase()}`;

/**
 * Sends like a person who reads, thinks and types, within what the number may do in a minute, an hour and a day. A message
 * whose moment has not come goes back to its line, so that a kill switch or a take-over meanwhile still stops it.
 */
export class PacedSender {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async send(envelope: Envelope, timeoutMs: number): Promise<SendOutcome> {
    const { channel, message } = envelope;
    const ref: SessionRef = { tenantId: channel.tenantId, channelId: channel.id };
    const outcome = await this.#send(ref, envelope, timeoutMs);
    this.#note(ref, message.id, outcome);
    return outcome;
  }

  async #send(ref: SessionRef, envelope: Envelope, timeoutMs: number): Promise<SendOutcome> {
    const { store, clock } = this.#deps;
    const { message, to, lastInboundAt } = envelope;
    if (!to.some(({ scheme }) => scheme === 'wa_phone' || scheme === 'wa_lid'))
      return { kind: 'refused', reason: 'whatsapp.no_recipient' };
    const context = await pacedMessageOf(store.tenant(ref.tenantId), message, lastInboundAt);
    const ready = await this.#ready(ref);
    if (ready.kind !== 'ready') return ready;
    const { held, policy } = ready;
    const ledger = held.ledger;
    if (ledger === null) return notConnected('whatsapp.not_connected');
    const now = clock.now();
    const slot = nextSlot({ now, policy, ledger, message: context.paced });
    if (slot.kind === 'waiting')
      return { kind: 'later', reason: slot.reason, retryAfterMs: waitOf(slot.waitsUntil, now) };
    if (!slot.isBooked) await this.#deps.keeper.writeLedger(held, book(ledger, context.paced, slot, now));
    const leadMs = slot.sendAt.getTime() - now.getTime();
    if (leadMs > soonMs) {
      if (!slot.isBooked) this.#showCourtesy(held, envelope, context, slot);
      return { kind: 'later', reason: slot.reason, retryAfterMs: leadMs };
    }
    return this.#handOver(held, envelope, timeoutMs);
  }

  /** May this number speak at all, and how? */
  async #ready(ref: SessionRef): Promise<Ready> {
    const { held, keeper, switches, clock } = this.#deps;
    const session = held.get(ref);
    if (session === null || !session.isOpen) {
      const { status } = (await keeper.look(ref)).session.state;
      return notConnected(status === 'open' ? 'whatsapp.not_connected' : `whatsapp.${status}`);
    }
    if (session.ledger === null) return notConnected('whatsapp.not_connected');
    const tenant = await switches.tenant(ref.tenantId);
    const chosen = policyOf(session.known.sending, tenant?.state.timeZone ?? 'UTC');
    return {
      kind: 'ready',
      held: session,
      policy: riskyPolicy(session.watch.failuresOfDay(clock.now()), session.ledger, chosen, clock.now()),
    };
  }

  async #handOver(held: HeldSession, { message, to }: Envelope, timeoutMs: number): Promise<SendOutcome> {
    const { engines, secrets, clock } = this.#deps;
    const media = await this.#mediaOf(held, message);
    if (media !== null && 'kind' in media) return media;
    const { text } = cleanText(readableText(message.content));
    if (media === null && text.trim() === '')
      return this.#released(held, message.id, { kind: 'refused', reason: 'whatsapp.unsupported_message' });
    const externalId = externalIdOf(secrets, message);
    const outgoing: Outgoing = { externalId, to, text, media, quotes: message.quotes ?? null };
    held.sentAs(externalId, message.id);
    held.watch.handedOver(externalId, clock.now());
    const outcome = await engines.send(held.ref, outgoing, Math.max(1_000, timeoutMs - engineMarginMs));
    held.watch.settled(externalId, outcome.kind === 'accepted', clock.now());
    switch (outcome.kind) {
      case 'accepted':
      case 'unknown':
        await this.#settled(held, message.id);
        return outcome;
      case 'later':
        return outcome;
      case 'refused':
      case 'channel_stopped':
        return this.#released(held, message.id, outcome);
    }
  }

  async #mediaOf({ ref }: HeldSession, message: Message): Promise<OfferedMedia | SendOutcome | null> {
    try {
      return await this.#deps.mediaOf(ref.tenantId, message);
    } catch (error) {
      if (error instanceof OutgoingMediaGone) return { kind: 'refused', reason: 'whatsapp.file_gone' };
      return { kind: 'later', reason: 'whatsapp.file_unreadable', retryAfterMs: notOpenMs };
    }
  }

  /** What left counts, and so does what may have. A lease that was lost meanwhile takes the count along, not the message. */
  async #settled(held: HeldSession, id: MessageId): Promise<void> {
    const { keeper, clock } = this.#deps;
    if (held.ledger === null) return;
    await keeper.writeLedger(held, settle(held.ledger, id, clock.now())).catch(() => undefined);
  }

  async #released(held: HeldSession, id: MessageId, outcome: SendOutcome): Promise<SendOutcome> {
    if (held.ledger !== null)
      await this.#deps.keeper.writeLedger(held, release(held.ledger, id)).catch(() => undefined);
    return outcome;
  }

  /** Read marks and "typing" at their moments. A courtesy: nothing waits for it, and whatever stops the message stops it. */
  #showCourtesy(held: HeldSession, { message, to }: Envelope, { unread }: MessageInContext, slot: Slot): void {
    const { clock, engines } = this.#deps;
    const until = slot.sendAt.getTime();
    const inMs = (at: number): number => Math.max(0, at - clock.now().getTime());
    const isDue = (): boolean => this.#isStillMeant(held, message);
    if (unread.length > 0)
      clock.after(inMs(slot.readAt.getTime()), () => {
        if (isDue()) void engines.markRead(held.ref, to, unread);
      });
    const type = (): void => {
      if (!isDue() || clock.now().getTime() >= until) return;
      void engines.showTyping(held.ref, to, true);
      clock.after(Math.min(typingAgainMs, inMs(until)), type);
    };
    clock.after(inMs(slot.typingFrom.getTime()), type);
  }

  #isStillMeant(held: HeldSession, { id, tenantId, author }: Message): boolean {
    const isHeld = this.#deps.held.get(held.ref) === held && held.isOpen;
    const isBooked = held.ledger?.reservations.some((each) => each.id === id) === true;
    return isHeld && isBooked && !(author.kind === 'assistant' && this.#deps.switches.isKilled(tenantId));
  }

  /** The customer sees at once that we read; where a number is paced, reading takes its time as well. */
  async showRead(ref: SessionRef, inboundExternalId: string): Promise<void> {
    const { held, engines } = this.#deps;
    const session = held.get(ref);
    if (session === null || !session.isOpen || session.known.sending.preset !== 'off') return;
    const to: readonly CustomerIdentity[] | null = session.writerOf(inboundExternalId);
    if (to === null) return;
    await engines.markRead(ref, to, [inboundExternalId]);
    await engines.showTyping(ref, to, true);
  }

  #note(ref: SessionRef, id: MessageId, outcome: SendOutcome): void {
    const { waiting, clock, keeper } = this.#deps;
    const before = waiting.of(ref, clock.now()).length;
    if (outcome.kind === 'later') {
      const until = new Date(clock.now().getTime() + outcome.retryAfterMs);
      waiting.note(ref, id, { reason: outcome.reason, until });
    } else waiting.gone(ref, id);
    if (waiting.of(ref, clock.now()).length !== before) keeper.announce(ref);
  }
}

const notConnected = (reason: string): SendOutcome & { kind: 'later' } => ({
  kind: 'later',
  reason,
  retryAfterMs: notOpenMs,
});

const waitOf = (until: Date | null, now: Date): number =>
  until === null ? noTimeMs : Math.min(noTimeMs, Math.max(soonMs, until.getTime() - now.getTime()));

/** As the number's risk lets it be. */
export const riskyPolicy = (
  decryptFailures: number,
  ledger: SendingLedger,
  policy: SendingPolicy,
  now: Date,
): SendingPolicy =>
  policy.preset === 'off' ? policy : policyUnder(policy, measureRisk({ now, policy, ledger, decryptFailures }));
