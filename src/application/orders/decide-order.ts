import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import { decisionFacts, namingDecision } from '#application/orders/naming-decision';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { textOf } from '#domain/assistant/outbound';
import { renderOrderNotice } from '#domain/assistant/render-order-notice';
import type { OutboundDraft } from '#domain/conversation/message';
import type { OrderRequest } from '#domain/orders/order-request';
import type { HumanActor } from '#domain/shared/actor';
import { derivedMessageId, type OrderId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import { StaleWrite } from '#domain/shared/stale-write';

export type OrderDependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
};

export type OrderDecisionInput = {
  readonly by: Principal;
  readonly orderId: OrderId;
  /** The version the person looked at; `null` decides about whatever is there now. */
  readonly version: number | null;
};

/** What the customer reads about the order, in the language they write in. */
export const orderNews = async (
  store: TenantStore,
  order: OrderRequest,
): Promise<{ readonly text: string; readonly language: Language; readonly epoch: number }> => {
  const tenant = found(await store.findTenant(), 'tenant').state;
  const conversation = await store.conversations.find(order.state.conversationId);
  const language = conversation?.state.dialogue.language ?? tenant.assistant.defaultLanguage;
  const text = textOf(renderOrderNotice(order, language, tenant.name));
  return { text, language, epoch: conversation?.state.epoch ?? 0 };
};

/** The message of it: one per status, whatever happens. */
const noticeOf = async (store: TenantStore, order: OrderRequest): Promise<OutboundDraft> => {
  const { text, epoch } = await orderNews(store, order);
  return {
    id: derivedMessageId(order.state.id, order.state.status),
    author: { kind: 'system' },
    content: { type: 'text', text },
    choices: [],
    turnId: null,
    epoch,
    sensitive: true,
  };
};

/** Tells the screens that an order changed. */
export const announceOrder = (bus: LiveBus, order: OrderRequest): void => {
  const { tenantId, id: orderId } = order.state;
  bus.publish({ kind: 'order', tenantId, orderId, isNew: false });
};

/** Reads the order for a person who may decide about it. @throws {NotFound} @throws {StaleWrite} it changed since they looked. */
export const orderFor = async (
  { store }: Pick<OrderDependencies, 'store'>,
  { by, orderId, version }: OrderDecisionInput,
  permission: 'orders.decide' | 'orders.override_price',
): Promise<{ actor: HumanActor; store: TenantStore; order: OrderRequest }> => {
  const tenantStore = store.tenant(tenantFor(by, permission));
  const actor = humanOf(by);
  const order = found(await tenantStore.orders.find(orderId), 'order');
  if (version !== null && version !== order.state.version)
    throw new StaleWrite('the order changed since you looked; read it again', {
      version: order.state.version,
      ...decisionFacts(order),
    });
  return { actor, store: tenantStore, order };
};

/** One person's decision: the order moves, the log says who, the customer is told. All or none (CAT-3). */
export const decideOrder = async (
  deps: OrderDependencies,
  input: OrderDecisionInput,
  decide: (order: OrderRequest, actor: HumanActor, at: Date) => OrderRequest,
): Promise<OrderRequest> => {
  const { actor, store, order } = await orderFor(deps, input, 'orders.decide');
  const at = deps.clock.now();
  const decided = await namingDecision(store, input.orderId, () => decide(order, actor, at));
  const facts = {
    number: order.state.number,
    totalMinor: Number(decided.total.minor),
    currency: decided.total.currency,
  };
  const messages = [await noticeOf(store, decided)];
  const audit = [{ actor, action: `order.${decided.state.status}`, target: order.state.id, facts, at }];
  const saved = await namingDecision(store, input.orderId, () => store.orders.save(decided, { audit, messages }));
  deps.queue.enqueue({ kind: 'deliver', tenantId: store.tenantId, conversationId: order.state.conversationId });
  announceOrder(deps.bus, saved);
  deps.bus.publish({ kind: 'messages', tenantId: store.tenantId, conversationId: order.state.conversationId });
  return saved;
};
