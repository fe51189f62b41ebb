import { RandomIds } from '#adapters/identity/random-ids';
import type { Arrival } from '#application/ports/conversation-store';
import type { TurnEffects } from '#application/ports/turn-store';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { Channel } from '#domain/channel/channel';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Conversation } from '#domain/conversation/conversation';
import { freshDialogue } from '#domain/conversation/dialogue';
import type { OutboundDraft } from '#domain/conversation/message';
import type { Turn } from '#domain/conversation/turn';
import type { ApiKey } from '#domain/identity/api-key';
import type { CustomRole } from '#domain/identity/role';
import type { Session } from '#domain/identity/session';
import type { Member, User } from '#domain/identity/user';
import { OrderRequest } from '#domain/orders/order-request';
import type { HumanActor } from '#domain/shared/actor';
import { type ChannelId, derivedMessageId, derivedOrderId, type TenantId } from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { emptyProfile } from '#domain/tenancy/business-profile';
import { Tenant } from '#domain/tenancy/tenant';
import { defaultHours } from '#domain/tenancy/working-hours';
import { faceBuilders } from './face-builders.js';
import type { FakeClock } from './fake-clock.js';
import { knowledgeBuilders } from './knowledge-builders.js';
import { studioBuilders } from './studio-builders.js';

/** Valid things; a test names only what it is about. Everything gets its ids and times from one clock. */
export const storeBuilders = (clock: FakeClock) => {
  const ids = new RandomIds(clock);
  let nth = 0;
  const person: HumanActor = { kind: 'human', userId: ids.user(), name: 'Sara' };

  const anAudit = (about: Partial<AuditDraft> = {}): AuditDraft => ({
    actor: person,
    action: 'thing.done',
    target: 'thing',
    facts: {},
    at: clock.now(),
    ...about,
  });

  const aTenant = (about: Partial<Tenant['state']> = {}): Tenant => {
    const id = about.id ?? ids.tenant();
    return new Tenant({
      id,
      slug: `shop-${id.slice(-12)}`,
      name: 'Noor Spa',
      status: 'active',
      currency: Currency('AED'),
      timeZone: 'Asia/Dubai',
      assistant: defaultAssistantSettings,
      profile: emptyProfile,
      hours: defaultHours,
      cloudApiAllowed: false,
      createdAt: clock.now(),
      version: 0,
      ...about,
    });
  };

  const aChannel = (tenantId: TenantId, about: Partial<Channel> = {}): Channel => ({
    id: ids.channel(),
    tenantId,
    kind: 'api',
    name: 'Chat API',
    externalKey: ids.channel(),
    status: 'active',
    stoppedBecause: null,
    settings: { accessToken: 'secret' },
    createdAt: clock.now(),
    version: 0,
    ...about,
  });

  const anArrival = (channelId: ChannelId, about: Partial<Arrival> & { text?: string } = {}): Arrival => {
    nth += 1;
    const { text = 'hello', ...rest } = about;
    return {
      messageId: ids.message(),
      newCustomerId: ids.customer(),
      newConversationId: ids.conversation(),
      channelId,
      externalId: `in-${nth}`,
      identities: [{ scheme: 'wa_phone', value: '+971500000001' }],
      displayName: 'Amal',
      content: { type: 'text', text },
      sentAt: clock.now(),
      receivedAt: clock.now(),
      settleMs: 1_200,
      maxSettleMs: 6_000,
      ...rest,
    };
  };

  const aDraft = (about: Partial<OutboundDraft> & { text?: string } = {}): OutboundDraft => {
    const { text = 'a reply', ...rest } = about;
    return {
      id: ids.message(),
      author: { kind: 'human', userId: person.userId, name: person.name },
      content: { type: 'text', text },
      choices: [],
      turnId: null,
      epoch: 0,
      sensitive: false,
      ...rest,
    };
  };

  const aTurn = (conversation: Conversation, about: Partial<Turn> = {}): Turn => {
    const id = about.id ?? ids.turn();
    const reply: OutboundDraft = aDraft({
      id: derivedMessageId(id, 'r1'),
      author: { kind: 'assistant' },
      turnId: id,
      epoch: conversation.state.epoch,
    });
    return {
      id,
      tenantId: conversation.state.tenantId,
      conversationId: conversation.state.id,
      uptoSeq: conversation.counters.inboundSeq,
      epoch: conversation.state.epoch,
      status: 'decided',
      outcome: 'reply',
      silence: null,
      replies: [reply],
      order: null,
      withdraws: null,
      escalation: null,
      withdrawsEscalation: false,
      dialogue: { ...freshDialogue, disclosed: true },
      confidence: 0.93,
      verdicts: [{ check: 'tripwire', outcome: 'pass', detail: '' }],
      usage: { inputTokens: 0, outputTokens: 0, costMicros: 0 },
      trace: {
        provider: 'embedded',
        inboundSeqs: [conversation.counters.inboundSeq],
        catalogueVersion: 1,
        proposal: '{"$tricky":"keys stay keys"}',
        evidence: ['faq_1 0.91'],
        latencyMs: 12,
        restarts: 0,
      },
      decidedAt: clock.now(),
      ...about,
    };
  };

  const anOrder = (turn: Turn, conversation: Conversation): OrderRequest =>
    OrderRequest.restore({
      id: derivedOrderId(turn.id),
      tenantId: turn.tenantId,
      conversationId: turn.conversationId,
      customerId: conversation.state.customerId,
      turnId: turn.id,
      number: 0,
      status: 'pending',
      lines: [
        {
          serviceId: ids.service(),
          name: { en: 'Massage', ar: 'تدليك' },
          quantity: 2,
          unitPrice: Money.of(25_000n, Currency('AED')),
          overriddenUnitPrice: null,
        },
      ],
      details: { name: 'Amal' },
      catalogueVersion: 1,
      decision: null,
      createdAt: clock.now(),
      version: 0,
    });

  /** What the application computes for a turn: see `ApplyTurn`. */
  const effectsOf = (turn: Turn, conversation: Conversation, about: Partial<TurnEffects> = {}): TurnEffects => ({
    conversation: conversation.afterTurn(turn, clock.now()),
    order: null,
    withdrawn: null,
    audit: [],
    ...about,
  });

  const aService = (tenantId: TenantId, about: Partial<Service> = {}): Service => ({
    id: ids.service(),
    tenantId,
    kind: 'service',
    name: { en: 'Massage' },
    description: {},
    category: {},
    aliases: ['rub'],
    price: Money.of(9_007_199_254_740n, Currency('AED')),
    unit: {},
    minQuantity: 1,
    maxQuantity: 5,
    options: [],
    requires: ['date'],
    includes: [],
    images: [],
    status: 'active',
    available: true,
    createdAt: clock.now(),
    version: 0,
    ...about,
  });

  const aFaq = (tenantId: TenantId, about: Partial<Faq> = {}): Faq => ({
    id: ids.faq(),
    tenantId,
    questions: ['When are you open?'],
    answer: { en: 'From nine to five.' },
    category: 'hours',
    active: true,
    createdAt: clock.now(),
    version: 0,
    ...about,
  });

  const aUser = (about: Partial<User> = {}): User => {
    const id = ids.user();
    const email = `${id}@example.com`;
    return {
      id,
      email,
      name: 'Sara',
      passwordHash: 'x',
      isSuperAdmin: false,
      emailVerifiedAt: null,
      createdAt: clock.now(),
      version: 0,
      ...about,
    };
  };

  const aMember = (tenantId: TenantId, about: Partial<Member> = {}): Member => ({
    tenantId,
    userId: ids.user(),
    email: 'sara@example.com',
    name: 'Sara',
    role: 'agent',
    active: true,
    mailAbout: [],
    createdAt: clock.now(),
    version: 0,
    ...about,
  });

  const aRole = (tenantId: TenantId): CustomRole => ({
    id: ids.role(),
    tenantId,
    name: 'Night shift',
    permissions: ['tenant.read', 'orders.decide'],
    version: 0,
  });

  const anApiKey = (tenantId: TenantId, about: Partial<ApiKey> = {}): ApiKey => ({
    id: ids.apiKey(),
    tenantId,
    name: 'shop',
    prefix: ids.apiKey().slice(-8),
    secretHash: 'ab'.repeat(32),
    scopes: ['chat.send'],
    ratePerMinute: null,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    createdAt: clock.now(),
    version: 0,
    ...about,
  });

  const aSession = (user: User, about: Partial<Session> = {}): Session => ({
    id: ids.session(),
    userId: user.id,
    tenantId: null,
    currentHash: 'c',
    previousHash: null,
    rotatedAt: clock.now(),
    createdAt: clock.now(),
    expiresAt: new Date(clock.now().getTime() + 1_000),
    revokedAt: null,
    userAgent: 'Firefox',
    version: 0,
    ...about,
  });

  return {
    ...faceBuilders(clock, ids, person),
    ...knowledgeBuilders(clock, ids, person),
    ...studioBuilders(clock, ids, person),
    ids,
    person,
    anAudit,
    aTenant,
    aChannel,
    anArrival,
    aDraft,
    aTurn,
    anOrder,
    effectsOf,
    aService,
    aFaq,
    aUser,
    aMember,
    aRole,
    anApiKey,
    aSession,
  };
};
export type StoreBuilders = ReturnType<typeof storeBuilders>;
