import { freshDialogue } from '#domain/conversation/dialogue';
import type { Turn } from '#domain/conversation/turn';
import {
  type ConversationId,
  derivedMessageId,
  derivedOrderId,
  type MessageId,
  type OrderId,
  ServiceId,
  type TenantId,
} from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';
import { tokens } from '#infrastructure/composition/tokens';
import type { Rig } from '../rig.js';

const receive = async (rig: Rig, tenantId: TenantId, canary: string, session: string) => {
  const store = rig.store.tenant(tenantId);
  const [channel] = (await store.channels.list()).filter(({ kind }) => kind === 'api');
  if (channel === undefined) throw new Error('a tenant is born with its chat channel');
  return store.conversations.receive({
    messageId: rig.ids.message(),
    newCustomerId: rig.ids.customer(),
    newConversationId: rig.ids.conversation(),
    channelId: channel.id,
    externalId: `${canary} ${session}`,
    identities: [{ scheme: 'api_session', value: session }],
    displayName: `${canary} customer`,
    content: { type: 'text', text: `${canary} hello` },
    sentAt: new Date(),
    receivedAt: new Date(),
    settleMs: 0,
    maxSettleMs: 0,
  });
};

const turnOf = (
  rig: Rig,
  tenantId: TenantId,
  conversationId: ConversationId,
  service: string,
  canary: string,
): Turn => {
  const id = rig.ids.turn();
  const text = `${canary} secret`;
  const line = { serviceId: ServiceId(service), name: { en: text }, quantity: 2, overriddenUnitPrice: null };
  const order = {
    id: derivedOrderId(id),
    lines: [{ ...line, unitPrice: Money.of(1_500n, Currency('AED')) }],
    details: { name: text, address: text, note: text },
    catalogueVersion: 1,
  };
  const reply = {
    content: { type: 'text', text } as const,
    choices: [{ id: 'c1', label: text }],
    turnId: id,
    epoch: 0,
  };
  return {
    id,
    tenantId,
    conversationId,
    uptoSeq: 1,
    epoch: 0,
    status: 'decided',
    outcome: 'order_request',
    silence: null,
    replies: [{ ...reply, id: derivedMessageId(id, 'r0'), author: { kind: 'assistant' }, sensitive: false }],
    order,
    withdraws: null,
    escalation: null,
    withdrawsEscalation: false,
    dialogue: freshDialogue,
    confidence: 0.9,
    verdicts: [{ check: 'seeded', outcome: 'pass', detail: text }],
    usage: { inputTokens: 0, outputTokens: 0, costMicros: 0 },
    trace: {
      provider: 'seeded',
      inboundSeqs: [1],
      catalogueVersion: 1,
      proposal: text,
      evidence: [text],
      latencyMs: 1,
      restarts: 0,
    },
    decidedAt: new Date(),
  };
};

/** Hands the answer to a provider that refuses it, so that there is a message to retry. */
const failDelivery = async (rig: Rig, tenantId: TenantId, conversationId: ConversationId): Promise<MessageId> => {
  const { messages } = rig.store.tenant(tenantId);
  const claim = await messages.claimDelivery(conversationId, false);
  if (claim.kind !== 'claimed') throw new Error('the seeded answer was not there to send');
  await messages.settleDelivery(claim.message.id, claim.message.attempts, {
    status: 'failed',
    reason: 'seeded.refused',
  });
  return claim.message.id;
};

export type Talk = {
  readonly conversation: string;
  readonly customer: string;
  readonly message: MessageId;
  readonly turn: string;
  readonly order: OrderId;
  readonly chat: string;
  /** Another conversation, to be closed. */
  readonly closable: string;
};

/** A customer asked, the assistant answered and made an order request; its answer could not be sent. */
export const seedConversation = async (
  rig: Rig,
  tenantId: TenantId,
  service: string,
  canary: string,
  chat = `${canary}-session`,
): Promise<Talk> => {
  const { conversations, turns } = rig.store.tenant(tenantId);
  const { conversationId } = await receive(rig, tenantId, canary, chat);
  const lease = await conversations.claimTurn(conversationId, 'seed', 60_000);
  if (lease === null) throw new Error('the seeded message was not due');
  const turn = turnOf(rig, tenantId, conversationId, service, canary);
  await turns.write(turn, lease.fence);
  await rig.application.container.get(tokens.applyTurn).execute({ tenantId, turnId: turn.id });
  const other = await receive(rig, tenantId, canary, `${chat}-other`);
  return {
    conversation: conversationId,
    customer: lease.conversation.state.customerId,
    message: await failDelivery(rig, tenantId, conversationId),
    turn: turn.id,
    order: derivedOrderId(turn.id),
    chat,
    closable: other.conversationId,
  };
};
