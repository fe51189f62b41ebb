import { fillCard } from '#application/leads/fill-card';
import type { NotifyTeam } from '#application/mail/notify-team';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import type { TurnEffects } from '#application/ports/turn-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Conversation } from '#domain/conversation/conversation';
import type { Turn } from '#domain/conversation/turn';
import type { Lead } from '#domain/leads/lead';
import { OrderRequest } from '#domain/orders/order-request';
import { derivedSuggestionId, type TenantId, type TurnId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { Suggestion } from '#domain/studio/suggestion';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  readonly notify: Pick<NotifyTeam, 'aboutTurn' | 'aboutLead'>;
};

const mostTries = 10;

const requestedOrder = (turn: Turn, conversation: Conversation): OrderRequest | null =>
  turn.order === null
    ? null
    : OrderRequest.restore({
        ...turn.order,
        tenantId: turn.tenantId,
        conversationId: turn.conversationId,
        customerId: conversation.state.customerId,
        turnId: turn.id,
        number: 0,
        status: 'pending',
        decision: null,
        createdAt: turn.decidedAt,
        version: 0,
      });

/** What a person is to send in the assistant's place. */
const suggestionOf = (turn: Turn): Suggestion | null => {
  const { heldDialogue, suggested = [], trace } = turn;
  if (heldDialogue === null || heldDialogue === undefined || !trace.assistant) return null;
  return new Suggestion({
    id: derivedSuggestionId(turn.id),
    tenantId: turn.tenantId,
    conversationId: turn.conversationId,
    turnId: turn.id,
    assistantId: trace.assistant.id,
    status: 'open',
    replies: suggested,
    acts: trace.acts ?? [],
    intents: trace.intents ?? [],
    confidence: turn.confidence,
    dialogue: heldDialogue,
    decidedBy: null,
    decidedAt: null,
    createdAt: turn.decidedAt,
    version: 0,
  });
};

/** What was filled in by chat, as a form that was sent would be. */
const requestedLead = async (store: TenantStore, turn: Turn, { state }: Conversation): Promise<Lead | null> => {
  if (!turn.lead) return null;
  const { form: formId, ...filled } = turn.lead;
  const [form, channel] = await Promise.all([store.forms.find(formId), store.channels.find(state.channelId)]);
  return {
    ...filled,
    tenantId: turn.tenantId,
    source: 'chat',
    formId,
    conversationId: turn.conversationId,
    customerId: state.customerId,
    channel: channel?.kind ?? null,
    intent: filled.intent === '' ? (form?.name ?? '') : filled.intent,
    status: 'new',
    assignee: null,
    createdAt: turn.decidedAt,
    version: 0,
  };
};

/** The order the customer took back, if nobody has decided about it meanwhile. */
const withdrawnOrder = async (store: TenantStore, turn: Turn): Promise<OrderRequest | null> => {
  if (turn.withdraws === null) return null;
  const order = await store.orders.find(turn.withdraws);
  return order?.state.status === 'pending' ? order.withdraw() : null;
};

const auditOf = (turn: Turn, withdrawn: OrderRequest | null): readonly AuditDraft[] => {
  const entry = { actor: { kind: 'assistant' }, facts: { turnId: turn.id }, at: turn.decidedAt } as const;
  return [
    ...(turn.order === null ? [] : [{ ...entry, action: 'order.requested', target: turn.order.id }]),
    ...(turn.lead ? [{ ...entry, action: 'lead.created', target: turn.lead.id }] : []),
    ...(withdrawn === null ? [] : [{ ...entry, action: 'order.withdrawn', target: withdrawn.state.id }]),
  ];
};

/** Makes a decided turn real. Idempotent: a crash anywhere is finished by doing it again. */
export class ApplyTurn {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId, turnId }: { tenantId: TenantId; turnId: TurnId }): Promise<void> {
    const turn = await this.#deps.store.tenant(tenantId).turns.find(turnId);
    if (turn === null || turn.status === 'applied') return;
    await this.applyNow(turn, null);
  }

  /** @param known the conversation as the turn was decided on; read anew when it has moved since. */
  async applyNow(turn: Turn, known: Conversation | null): Promise<void> {
    const store = this.#deps.store.tenant(turn.tenantId);
    let conversation = await this.#told(store, turn, known);
    for (let tries = 1; ; tries += 1) {
      conversation ??= await store.conversations.find(turn.conversationId);
      if (conversation === null) return;
      try {
        const effects = await this.#effects(store, turn, conversation);
        const { nextDueInMs } = await store.turns.apply(turn, effects);
        return this.#announce(turn, nextDueInMs, effects.conversation.state.mode !== conversation.state.mode);
      } catch (error) {
        if (!(error instanceof StaleWrite) || tries >= mostTries) throw error;
        conversation = null;
      }
    }
  }

  /** Before the turn is applied: whatever dies in between, it is applied again and nothing is told twice. */
  async #told(store: TenantStore, turn: Turn, known: Conversation | null): Promise<Conversation | null> {
    const conversation = known ?? (await store.conversations.find(turn.conversationId));
    if (conversation === null) return null;
    await this.#deps.notify.aboutTurn(turn, conversation);
    const lead = await requestedLead(store, turn, conversation);
    if (lead !== null) await this.#tellOfLead(store, lead, conversation);
    return conversation;
  }

  async #tellOfLead(store: TenantStore, lead: Lead, { state }: Conversation): Promise<void> {
    const form = lead.formId === null ? null : await store.forms.find(lead.formId);
    await this.#deps.notify.aboutLead(lead, form);
    await fillCard(store, state.customerId, lead, this.#deps.clock.now());
  }

  async #effects(store: TenantStore, turn: Turn, conversation: Conversation): Promise<TurnEffects> {
    const withdrawn = await withdrawnOrder(store, turn);
    return {
      conversation: conversation.afterTurn(turn, this.#deps.clock.now()),
      order: requestedOrder(turn, conversation),
      lead: await requestedLead(store, turn, conversation),
      withdrawn,
      audit: auditOf(turn, withdrawn),
      suggestion: suggestionOf(turn),
    };
  }

  #announce(
    { tenantId, conversationId, id, replies, order, lead, withdraws, heldDialogue }: Turn,
    nextDueInMs: number | null,
    isMoved: boolean,
  ): void {
    const { queue, bus, telemetry } = this.#deps;
    telemetry.step('turn.applied', { tenantId, conversationId, turnId: id });
    bus.publish({ kind: 'messages', tenantId, conversationId });
    const isHeld = heldDialogue !== null && heldDialogue !== undefined;
    if (isMoved || isHeld) bus.publish({ kind: 'conversation', tenantId, conversationId });
    if (order !== null) bus.publish({ kind: 'order', tenantId, orderId: order.id, isNew: true });
    if (lead) bus.publish({ kind: 'lead', tenantId, leadId: lead.id, isNew: true });
    if (withdraws !== null) bus.publish({ kind: 'order', tenantId, orderId: withdraws, isNew: false });
    if (replies.length > 0) queue.enqueue({ kind: 'deliver', tenantId, conversationId });
    if (nextDueInMs !== null) queue.enqueue({ kind: 'take_turn', tenantId, conversationId }, nextDueInMs);
  }
}
