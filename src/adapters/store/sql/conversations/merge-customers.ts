import { giveLead, leadsOfCustomer } from '#adapters/store/sql/leads/lead-statements';
import { openKey, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { toIdentity } from '#adapters/store/sql/mappers/customer-mapper';
import { cancelQueued } from '#adapters/store/sql/messages/message-statements';
import type { ConversationRow, CustomerRow } from '#adapters/store/sql/schema';
import { giveKeys } from '#adapters/store/sql/sealing/customer-key-rows';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { ordersOfConversation, writeOrderBody } from '#adapters/store/sql/turns/order-statements';
import { NotFound } from '#application/not-found';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { writeNext } from './call-person.js';
import { conversationsOfCustomer, giveToCustomer } from './conversation-statements.js';
import { customerById, dropCustomer, giveIdentities, identitiesOf, updateCustomer } from './customer-statements.js';
import { answeredAll } from './save-conversation.js';

type Named = CustomerIdentity;

/** One account of WhatsApp's has one of each, for good. */
const ofOneAccount = new Set<string>(['wa_lid', 'wa_bsuid']);
const ofWhatsApp = new Set<string>(['wa_phone', ...ofOneAccount]);

/** Two account ids of one kind are two accounts: the number they share changed hands, and the people stay two. */
export const isAnother = (left: readonly Named[], right: readonly Named[]): boolean =>
  left.some(({ scheme, value }) =>
    right.some((other) => ofOneAccount.has(scheme) && other.scheme === scheme && other.value !== value),
  );

const isOfWhatsApp = (identities: readonly Named[]): boolean => identities.some(({ scheme }) => ofWhatsApp.has(scheme));

/**
 * Makes one of two customers, if they are one person of WhatsApp's.
 * @returns who has it all, the older customer; `null`: they are two, and nothing has changed.
 */
export const mergeIfOne = async (tx: TenantTx, first: string, second: string): Promise<string | null> => {
  if (first === second) return first;
  const [left, right] = [await customerOf(tx, first), await customerOf(tx, second)];
  const [leftIds, rightIds] = [await identitiesOfCustomer(tx, first), await identitiesOfCustomer(tx, second)];
  if (!isOfWhatsApp(leftIds) || !isOfWhatsApp(rightIds) || isAnother(leftIds, rightIds)) return null;
  const [kept, gone] = isOlder(left, right) ? [left, right] : [right, left];
  const keptCount = (kept === left ? leftIds : rightIds).length;
  await tx.run(giveIdentities, { from: gone.id, to: kept.id, by: keptCount });
  await tx.run(giveKeys, { from: gone.id, to: kept.id });
  await joinOrders(tx, kept.id, gone.id);
  await joinLeads(tx, kept.id, gone.id);
  await joinConversations(tx, kept.id, gone.id);
  await tx.run(updateCustomer, cardOf(kept, gone));
  await tx.run(dropCustomer, { id: gone.id });
  const actor = { kind: 'system', part: 'identities' } as const;
  const facts = { merged: gone.id };
  await appendAudit(tx, [{ actor, action: 'customer.merged', target: kept.id, facts, at: new Date(tx.nowMs) }]);
  return kept.id;
};

const isOlder = (left: CustomerRow, right: CustomerRow): boolean =>
  left.created_at === right.created_at ? left.id < right.id : left.created_at < right.created_at;

const customerOf = async (tx: TenantTx, id: string): Promise<CustomerRow> => {
  const row = await tx.first(customerById, { id });
  if (row === undefined) throw new NotFound('customer');
  return row;
};

export const identitiesOfCustomer = async (tx: TenantTx, customerId: string): Promise<readonly CustomerIdentity[]> =>
  (await tx.rows(identitiesOf, { customerId })).map(toIdentity);

const cardOf = (kept: CustomerRow, gone: CustomerRow) => ({
  id: kept.id,
  name: kept.name ?? gone.name,
  language: kept.language ?? gone.language,
  email: kept.email ?? gone.email,
  phone: kept.phone ?? gone.phone,
  remark: [kept.remark, gone.remark].filter((text) => text !== '').join('\n'),
  version: kept.version,
});

const joinConversations = async (tx: TenantTx, kept: string, gone: string): Promise<void> => {
  const theirs = await tx.rows(conversationsOfCustomer, { customerId: gone });
  const ours = await tx.rows(conversationsOfCustomer, { customerId: kept });
  for (const row of theirs) {
    const other = row.open_key === null ? undefined : ours.find((each) => isOpenOn(each, row.channel_id));
    const ended = other === undefined ? null : await endOlder(tx, row, other);
    const isOpen = row.open_key !== null && ended !== row.id;
    const open_key = isOpen ? openKey(row.channel_id, kept) : null;
    await tx.run(giveToCustomer, { id: row.id, customer_id: kept, open_key });
  }
};

const isOpenOn = (row: ConversationRow, channelId: string): boolean =>
  row.open_key !== null && row.channel_id === channelId;

/** There is one open conversation on a channel: the newer one, and it has what the other had. @returns which one ended. */
const endOlder = async (tx: TenantTx, left: ConversationRow, right: ConversationRow): Promise<string> => {
  const [older, newer] = left.last_message_at <= right.last_message_at ? [left, right] : [right, left];
  const at = new Date(tx.nowMs);
  const before = toConversation(older);
  await writeNext(tx, older, before.close('customer.merged', at), answeredAll(older));
  const reason = 'conversation.taken_over';
  await tx.run(cancelQueued, { conversationId: older.id, now: tx.nowMs, reason });
  const next = toConversation(newer).continuing(before, at);
  const { mode } = next.state;
  await writeNext(tx, newer, next, mode === 'human' ? { ...newer, turn_due_at: null } : newer);
  return older.id;
};

/** Ids are of one kind of thing each, so that replacing the text of one replaces nothing else. */
const renamed = (body: string, kept: string, gone: string): string => body.replaceAll(`"${gone}"`, `"${kept}"`);

const joinOrders = async (tx: TenantTx, kept: string, gone: string): Promise<void> => {
  for (const { id: conversationId } of await tx.rows(conversationsOfCustomer, { customerId: gone }))
    for (const { id, body } of await tx.rows(ordersOfConversation, { conversationId }))
      await tx.run(writeOrderBody, { id, body: renamed(body, kept, gone) }, kept);
};

const joinLeads = async (tx: TenantTx, kept: string, gone: string): Promise<void> => {
  for (const { id, body } of await tx.rows(leadsOfCustomer, { customerId: gone }))
    await tx.run(giveLead, { id, customer_id: kept, body: renamed(body, kept, gone) });
};
