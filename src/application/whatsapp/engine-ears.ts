import { wakeDeliveries } from '#application/channels/wake-deliveries';
import type { ApplyReceipts } from '#application/delivery/apply-receipts';
import {
  type Credential,
  type CredentialChange,
  LeaseLost,
  type SessionRef,
} from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import { SealBroken } from '#application/ports/vault';
import type {
  ConnectionNews,
  EngineFigures,
  EngineInbound,
  EngineListener,
  EngineMedia,
  EngineOwnMessage,
  EngineReceipt,
} from '#application/ports/whatsapp-engines';
import type { Arrived } from '#application/whatsapp/arrived';
import type { HeldSession, HeldSessions } from '#application/whatsapp/held-session';
import { echoedMessage } from '#application/whatsapp/own-echo';
import { externalIdOf } from '#application/whatsapp/paced-sender';
import type { SessionCredentials } from '#application/whatsapp/session-credentials';
import type { SessionSupervisor } from '#application/whatsapp/session-supervisor';
import type { WaitingMessages } from '#application/whatsapp/waiting-messages';
import { noteReceived } from '#domain/channel/sending/note-events';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { MessageId } from '#domain/shared/ids';

/** What becomes of what arrives. Each resolves when it is on disk. */
export type Receivers = {
  messages(arrived: Arrived<readonly EngineInbound[]>): Promise<unknown>;
  ownMessages(arrived: Arrived<readonly EngineOwnMessage[]>): Promise<unknown>;
  media(ref: SessionRef, media: EngineMedia): Promise<unknown>;
};

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly secrets: Secrets;
  readonly telemetry: Telemetry;
  readonly held: HeldSessions;
  readonly supervisor: SessionSupervisor;
  readonly credentials: SessionCredentials;
  readonly waiting: WaitingMessages;
  readonly receivers: Receivers;
  readonly applyReceipts: ApplyReceipts;
};

/** Messages that only the customer's word sets free. */
const untilTheyWrite: readonly string[] = ['pacing.reply_only', 'pacing.unanswered', 'pacing.reply_ratio'];

/** What the engines tell, brought to those whom it concerns. */
export class EngineEars implements EngineListener {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  connection(ref: SessionRef, news: ConnectionNews): Promise<void> {
    return this.#deps.supervisor.heard(ref, news);
  }

  async inbound(ref: SessionRef, messages: readonly EngineInbound[]): Promise<void> {
    const { receivers, clock } = this.#deps;
    const held = this.#held(ref);
    if (isOfAnother(held)) return;
    await receivers.messages({ ref, linkedAt: linkedAtOf(held, clock.now()), what: messages });
    const fresh = messages.filter(({ arrival }) => arrival !== 'history');
    if (fresh.length === 0) return;
    const now = clock.now();
    held.watch.received(now, fresh.length);
    for (const { message } of fresh) held.wrote(message.externalId, message.identities);
    // Written with the next message that leaves: until then it slows nothing down.
    if (held.ledger !== null) held.ledger = fresh.reduce((ledger) => noteReceived(ledger, now), held.ledger);
    await this.#setFree(ref);
  }

  async ownMessages(ref: SessionRef, messages: readonly EngineOwnMessage[]): Promise<void> {
    const { receivers, clock } = this.#deps;
    const held = this.#held(ref);
    if (isOfAnother(held)) return;
    const what: EngineOwnMessage[] = [];
    for (const own of messages) if (!(await this.#isEcho(held, own))) what.push(own);
    if (what.length > 0) await receivers.ownMessages({ ref, linkedAt: linkedAtOf(held, clock.now()), what });
  }

  async receipts(ref: SessionRef, receipts: readonly EngineReceipt[]): Promise<void> {
    const { applyReceipts, clock } = this.#deps;
    const held = this.#held(ref);
    const { tenantId, channelId } = ref;
    for (const { externalId, status } of receipts)
      if (status === 'delivered' || status === 'read') held.watch.arrived(externalId, clock.now());
    const known = receipts.map((receipt) => ({
      ...receipt,
      channelId,
      messageId: this.#messageOf(held, receipt.externalId),
    }));
    await applyReceipts.execute({ tenantId, receipts: known });
  }

  async media(ref: SessionRef, media: EngineMedia): Promise<void> {
    await this.#deps.receivers.media(ref, media);
  }

  async samePerson(
    { tenantId }: SessionRef,
    [left, right]: readonly [CustomerIdentity, CustomerIdentity],
  ): Promise<void> {
    const { store, bus } = this.#deps;
    const changed = await store.tenant(tenantId).conversations.joinIdentities(left, right);
    for (const conversationId of changed) bus.publish({ kind: 'conversation', tenantId, conversationId });
  }

  typing({ tenantId, channelId }: SessionRef, who: CustomerIdentity): void {
    const { store, bus, telemetry } = this.#deps;
    store
      .tenant(tenantId)
      .conversations.findLatestByIdentity(channelId, who)
      .then((conversation) => {
        if (conversation === null) return;
        const { id: conversationId } = conversation.state;
        bus.publish({ kind: 'typing', tenantId, conversationId, who: 'customer', name: null });
      })
      .catch((error: unknown) => telemetry.error('whatsapp.typing_failed', error, { tenantId, channelId }));
  }

  figures(ref: SessionRef, figures: EngineFigures): void {
    this.#deps.held.get(ref)?.watch.figures(figures, this.#deps.clock.now());
  }

  async readCredentials(ref: SessionRef, type: string, ids: readonly string[] | null): Promise<readonly Credential[]> {
    const { credentials, supervisor } = this.#deps;
    try {
      return await credentials.read(ref, type, ids);
    } catch (error) {
      if (error instanceof SealBroken) supervisor.unreadable(ref);
      throw error;
    }
  }

  async saveCredentials(ref: SessionRef, fence: number, changes: readonly CredentialChange[]): Promise<void> {
    const { held, credentials } = this.#deps;
    if (held.get(ref)?.isSealed === true) throw new SealBroken('what cannot be read is not overwritten', {});
    await credentials.save(ref, fence, changes);
  }

  lost(refs: readonly SessionRef[]): void {
    this.#deps.supervisor.lost(refs);
  }

  /** @throws {LeaseLost} the session is another process's by now: it stores what comes. */
  #held(ref: SessionRef): HeldSession {
    const held = this.#deps.held.get(ref);
    if (held === null) throw new LeaseLost('this process holds the session no longer', {});
    return held;
  }

  /** Of our own message: it is out, and nobody has taken the conversation over. */
  async #isEcho({ ref }: HeldSession, own: EngineOwnMessage): Promise<boolean> {
    const { store, secrets, clock, applyReceipts } = this.#deps;
    const { tenantId, channelId } = ref;
    const messageId = await echoedMessage(store.tenant(tenantId), secrets, channelId, own);
    if (messageId === null) return false;
    const { externalId } = own.message;
    const receipt = { channelId, messageId, externalId, status: 'sent', reason: null, at: clock.now() } as const;
    await applyReceipts.execute({ tenantId, receipts: [receipt] });
    return true;
  }

  /** After a restart the ledger still knows what had its moment; its name for the provider derives from its id. */
  #messageOf(held: HeldSession, externalId: string): MessageId | null {
    const { tenantId } = held.ref;
    const booked = held.ledger?.reservations ?? [];
    const isIt = (id: MessageId): boolean => externalIdOf(this.#deps.secrets, { tenantId, id }) === externalId;
    return held.messageOf(externalId) ?? booked.find(({ id }) => isIt(id))?.id ?? null;
  }

  async #setFree(ref: SessionRef): Promise<void> {
    const { waiting, clock, store, queue } = this.#deps;
    const isHeldBack = waiting.of(ref, clock.now()).some(({ reason }) => untilTheyWrite.includes(reason));
    if (isHeldBack) await wakeDeliveries(store, queue, ref.tenantId);
  }
}

/** What comes while the link is being undone is the other business's, which hears it by its own. */
const isOfAnother = ({ known }: HeldSession): boolean => known.session.state.status === 'number_taken';

const linkedAtOf = ({ known }: HeldSession, now: Date): Date => known.session.state.linkedAt ?? now;
