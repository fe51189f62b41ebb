import type { Store } from '#application/ports/store';
import { OrderRequest } from '#domain/orders/order-request';
import type { TenantId } from '#domain/shared/ids';
import type { FakeClock } from './fake-clock.js';
import { storeBuilders } from './store-builders.js';

/** What no dump of a store may show. */
export const canaries = [
  'Zinnober',
  'Kanarienvogel',
  '+971509876543',
  'zeisig@example.com',
  'Stieglitz',
  'Gimpel',
  'Wiedehopf',
  'Pirol',
  'Nachtigall',
  'Dompfaff',
  'Zaunkoenig',
  '203.0.113.77',
  'Rotkehlchen',
  'Goldammer',
  'Bluthaenfling',
] as const;

/** A business whose customer said, was and ordered what the canaries are. */
export const withCanaries = async (store: Store, clock: FakeClock) => {
  const make = storeBuilders(clock);
  const tenant = make.aTenant();
  const tenantId: TenantId = tenant.state.id;
  const channel = make.aChannel(tenantId);
  const audit = make.anAudit();
  await store.platform.saveTenant(tenant, audit, { channel, member: null });
  const own = store.tenant(tenantId);
  const identity = { scheme: 'wa_phone', value: '+971509876543' } as const;
  const { conversationId, messageId } = await own.conversations.receive(
    make.anArrival(channel.id, { text: 'Zinnober please', displayName: 'Kanarienvogel', identities: [identity] }),
  );
  clock.advance(6_000);
  const lease = await own.conversations.claimTurn(conversationId, 'worker', 60_000);
  if (lease === null) throw new Error('the turn could not be claimed');
  const { conversation, fence } = lease;
  const { customerId } = conversation.state;
  const turn = make.aTurn(conversation, {
    replies: [make.aDraft({ text: 'Wiedehopf is yours', author: { kind: 'assistant' } })],
    dialogue: {
      ...make.aTurn(conversation).dialogue,
      topic: [],
      order: { lines: [], details: { note: 'Pirol' }, awaiting: null, quoted: null },
    },
  });
  await own.turns.write(turn, fence);
  const named = OrderRequest.restore({ ...make.anOrder(turn, conversation).state, details: { name: 'Stieglitz' } });
  await own.turns.apply(turn, make.effectsOf(turn, conversation, { order: named }));
  const customer = await own.conversations.findCustomer(customerId);
  if (customer === null) throw new Error('no customer');
  await own.conversations.saveCustomer(
    { ...customer, email: 'zeisig@example.com', phone: '+971509876543', remark: 'Gimpel' },
    audit,
  );
  await own.conversations.addNote(make.aNote(tenantId, conversationId, 'Nachtigall'), audit);
  const lead = await own.leads.save({ ...make.aLead(tenantId), name: 'Dompfaff', customerId }, audit);
  const session = make.aWidgetSession(tenantId, { conversationId, ip: '203.0.113.77' });
  await own.widget.saveSession(session);
  await own.knowledge.addGap({ ...make.aGap(tenantId), conversationId, text: 'Zaunkoenig' });
  await own.files.add({ ...make.aFile(tenantId), name: 'Rotkehlchen.pdf', conversationId });
  await store.platform.mails.add([
    { ...make.aMail({ tenantId }), subject: 'Goldammer' },
    { ...make.aMail({ tenantId: null }), text: 'Bluthaenfling' },
  ]);
  return {
    tenantId,
    channel,
    conversationId,
    messageId,
    customerId,
    orderId: named.state.id,
    leadId: lead.id,
    make,
    identity,
  };
};
