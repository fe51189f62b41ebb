import { held, notLeft, resultOf, stoppedRetryMs } from '#application/delivery/delivery-result';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { ClaimTerms, DeliveryClaim, DeliveryResult } from '#application/ports/message-store';
import { type Store, StoreUnavailable } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Envelope, SendOutcome, Transport } from '#application/ports/transport';
import type { Switches } from '#application/tenancy/switches';
import { untilTaken } from '#application/until-taken';
import { whileHeld } from '#application/while-held';
import type { Channel, ChannelKind } from '#domain/channel/channel';
import type { Message } from '#domain/conversation/message';
import type { ConversationId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly switches: Switches;
  readonly telemetry: Telemetry;
  readonly transports: ReadonlyMap<ChannelKind, Transport>;
  /** How long we wait for the provider's word about a message that may have left, in milliseconds of running time. */
  readonly reconcileMs: number;
  /** This process's name in the leases of numbers; `null`: no other process holds any. */
  readonly holder: string | null;
};

type Claimed = Extract<DeliveryClaim, { kind: 'claimed' }>;

const sendTimeoutMs = 15_000;
const killedRetryMs = 5_000;
/** Another process looks after what this one claimed once it has not said for so long that it is at it. */
const heldForMs = 5_000;
const holdAgainMs = 2_000;
/** How often a store that is away is told again what became of a message. */
const tellAgainMs = 500;
/** What had not left when the store went away is looked at again so soon. */
const storeRetryMs = 1_000;

type Ready = { readonly transport: Transport; readonly envelope: Envelope };

/** Sends what waits in one conversation, oldest first, one at a time. */
export class DeliverMessages {
  readonly #deps: Dependencies;
  readonly #terms: ClaimTerms;
  constructor(deps: Dependencies) {
    this.#deps = deps;
    const repeatable = [...deps.transports.values()].filter(({ isRepeatable }) => isRepeatable).map(({ kind }) => kind);
    this.#terms = { heldForMs, reconcileMs: deps.reconcileMs, repeatable, holder: deps.holder };
  }

  async execute({ tenantId, conversationId }: { tenantId: TenantId; conversationId: ConversationId }): Promise<void> {
    const store = this.#deps.store.tenant(tenantId);
    let isMore = true;
    while (isMore) isMore = await this.#next(store, conversationId);
  }

  /** `false`: there is nothing more to do here now. */
  async #next(store: TenantStore, conversationId: ConversationId): Promise<boolean> {
    const { clock, switches, queue, bus } = this.#deps;
    const { tenantId } = store;
    const claimedAt = clock.now().getTime();
    const claim = await store.messages.claimDelivery(conversationId, switches.isKilled(tenantId), this.#terms);
    switch (claim.kind) {
      case 'elsewhere':
        bus.publish({ kind: 'held_delivery', tenantId, conversationId, holder: claim.holder });
        return false;
      case 'wait':
        if (claim.untilMs !== null) queue.enqueue({ kind: 'deliver', tenantId, conversationId }, claim.untilMs);
        return false;
      case 'claimed':
        return this.#deliver(store, claim, claimedAt);
    }
  }

  async #deliver(store: TenantStore, claim: Claimed, claimedAt: number): Promise<boolean> {
    const result = await this.#sendHeld(store, claim, claimedAt);
    const isMore = await this.#keep(store, claim.message, result);
    this.#report(store, claim.message, result);
    return isMore;
  }

  /**
   * Only this process knows what the provider said: a message of which the store is not told goes again once its doubt is over. A try
   * that does not count is told once: the next one has the same number.
   */
  #keep(store: TenantStore, { id, attempts }: Message, result: DeliveryResult): Promise<boolean> {
    const { clock, telemetry } = this.#deps;
    const forMs = 'counts' in result && !result.counts ? 0 : this.#deps.reconcileMs;
    const onRefused = (error: unknown): void =>
      telemetry.error('message.outcome_not_kept', error, { tenantId: store.tenantId, messageId: id });
    return untilTaken({ clock, everyMs: tellAgainMs, forMs, onRefused }, () =>
      store.messages.settleDelivery(id, attempts, result),
    );
  }

  #report({ tenantId }: TenantStore, { id: messageId, conversationId }: Message, result: DeliveryResult): void {
    const { bus, telemetry } = this.#deps;
    telemetry.step('message.settled', { tenantId, messageId, status: result.status });
    if ('reason' in result)
      telemetry.warn('message.not_sent', { tenantId, messageId, status: result.status, reason: result.reason });
    bus.publish({ kind: 'messages', tenantId, conversationId });
  }

  #sendHeld(store: TenantStore, claim: Claimed, claimedAt: number): Promise<DeliveryResult> {
    const { clock } = this.#deps;
    const { message } = claim;
    let heldUntil = claimedAt + heldForMs;
    const hold = async (): Promise<boolean> => {
      const asked = clock.now().getTime();
      const isOurs = await store.messages.renewDelivery(message.id, message.attempts, heldForMs);
      if (isOurs) heldUntil = asked + heldForMs;
      return isOurs;
    };
    const isOurs = async (): Promise<boolean> => clock.now().getTime() < heldUntil || hold();
    return whileHeld({ clock, everyMs: holdAgainMs, hold }, () => this.#send(store, claim, isOurs));
  }

  async #send(store: TenantStore, claim: Claimed, isOurs: () => Promise<boolean>): Promise<DeliveryResult> {
    const { message } = claim;
    const ready = await this.#ready(store, claim, isOurs).catch((error: unknown) => {
      if (error instanceof StoreUnavailable) return notLeft(storeRetryMs);
      throw error;
    });
    if ('status' in ready) return ready;
    const { transport, envelope } = ready;
    const outcome = await this.#handOver(transport, envelope);
    if (outcome.kind === 'channel_stopped') await this.#stop(store, envelope.channel, outcome);
    return resultOf(outcome, message, this.#deps.reconcileMs);
  }

  /** What goes to whom, and by what; or why it does not go now. */
  async #ready(
    store: TenantStore,
    { message, customerId, lastInboundAt }: Claimed,
    isOurs: () => Promise<boolean>,
  ): Promise<Ready | DeliveryResult> {
    const [channel, customer] = await Promise.all([
      store.channels.find(message.channelId),
      store.conversations.findCustomer(customerId),
    ]);
    if (channel === null || customer === null) return { status: 'failed', reason: 'delivery.no_recipient' };
    if (channel.status === 'stopped') return held(channel.stoppedBecause ?? 'channel.stopped', stoppedRetryMs);
    const transport = this.#deps.transports.get(channel.kind);
    if (transport === undefined) return { status: 'failed', reason: 'delivery.no_transport' };
    // Last look before the socket: a switch thrown since the claim still stops it.
    if (message.author.kind === 'assistant' && this.#deps.switches.isKilled(store.tenantId))
      return held('kill_switch', killedRetryMs);
    this.#deps.telemetry.step('message.sending', { tenantId: store.tenantId, messageId: message.id });
    // It took so long to get here that it is another process's by now, or soon.
    if (!(await isOurs())) return notLeft(0);
    return { transport, envelope: { channel, message, to: customer.identities, lastInboundAt } };
  }

  #handOver(transport: Transport, envelope: Envelope): Promise<SendOutcome> {
    const { tenantId, conversationId, id: messageId } = envelope.message;
    const facts = { tenantId, conversationId, messageId, channel: transport.kind };
    return this.#deps.telemetry.span('deliver', facts, async (note) => {
      const outcome = await transport.send(envelope, sendTimeoutMs);
      note({ outcome: outcome.kind });
      return outcome;
    });
  }

  /** Another message may have stopped it, or an admin changed it: then the next try says how it is. */
  async #stop(
    store: TenantStore,
    channel: Channel,
    { reason }: Extract<SendOutcome, { kind: 'channel_stopped' }>,
  ): Promise<void> {
    const { clock, telemetry } = this.#deps;
    const facts = { tenantId: store.tenantId, channelId: channel.id, reason };
    const audit = {
      actor: { kind: 'system', part: 'delivery' },
      action: 'channel.stopped',
      target: channel.id,
      facts: { reason },
      at: clock.now(),
    } as const;
    telemetry.warn('channel.stopped', facts);
    await store.channels
      .save({ ...channel, status: 'stopped', stoppedBecause: reason }, audit)
      .catch((error: unknown) => telemetry.error('channel.not_stopped', error, facts));
  }
}
