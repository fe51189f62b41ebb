import { cancelQueued } from '#adapters/store/mongo/messages/message-records';
import { giveKeys } from '#adapters/store/mongo/sealing/customer-key-rows';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { isAnother } from '#adapters/store/sql/conversations/merge-customers';
import { answeredAll } from '#adapters/store/sql/conversations/save-conversation';
import { openKey, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { type ConversationRow, conversationRow, writeNext } from './conversation-record.js';
import { type CustomerRow, customerRow, identitiesOf, identityRows } from './customers.js';

export { isAnother };

const ofWhatsApp = new Set<string>(['wa_phone', 'wa_lid', 'wa_bsuid']);
const isOfWhatsApp = (identities: readonly CustomerIdentity[]): boolean =>
  identities.some(({ scheme }) => ofWhatsApp.has(scheme));

/**
 * Makes one of two customers, if they are one person of WhatsApp's.
 * @returns who has it all, the older customer; `null`: they are two, and nothing has changed.
 */
export const mergeIfOne = async (tx: TenantTx, first: string, second: string): Promise<string | null> => {
  if (first === second) return first;
  const [left, right] = [await customerRow(tx, first), await customerRow(tx, second)];
  const [leftIds, rightIds] = [await identitiesOf(tx, first), await identitiesOf(tx, second)];
  if (!isOfWhatsApp(leftIds) || !isOfWhatsApp(rightIds) || isAnother(leftIds, rightIds)) return null;
  const [kept, gone] = isOlder(left, right) ? [left, right] : [right, left];
  const keptCount = (kept === left ? leftIds : rightIds).length;
  for (const row of await identityRows(tx, gone.id))
    tx.change('customer_identities', row, { customer_id: kept.id, position: row.position + keptCount });
  await giveKeys(tx, gone.id, kept.id);
  await joinDocuments(tx, kept.id, gone.id);
  await joinConversations(tx, kept.id, gone.id);
  tx.change('customers', kept, cardOf(kept, gone));
  tx.drop('customers', gone);
  const actor = { kind: 'system', part: 'identities' } as const;
  const facts = { merged: gone.id };
  await appendAudit(tx, [{ actor, action: 'customer.merged', target: kept.id, facts, at: new Date(tx.nowMs) }]);
  return kept.id;
};

const isOlder = (left: CustomerRow, right: CustomerRow): boolean =>
  left.created_at === right.created_at ? left.id < right.id : left.created_at < right.created_at;

const cardOf = (kept: CustomerRow, gone: CustomerRow) => ({
  name: kept.name ?? gone.name,
  language: kept.language ?? gone.language,
  email: kept.email ?? gone.email,
  phone: kept.phone ?? gone.phone,
  remark: [kept.remark, gone.remark].filter((text) => text !== '').join('\n'),
  version: kept.version + 1,
});

const ofCustomer = (tx: TenantTx, customerId: string): Promise<readonly ConversationRow[]> =>
  tx.rows('conversations', { filter: { customer_id: customerId } });

const joinConversations = async (tx: TenantTx, kept: string, gone: string): Promise<void> => {
  const ours = await ofCustomer(tx, kept);
  for (const row of await ofCustomer(tx, gone)) {
    const other = row.open_key === null ? undefined : ours.find((each) => isOpenOn(each, row.channel_id));
    const ended = other === undefined ? null : await endOlder(tx, row, other);
    const isOpen = row.open_key !== null && ended !== row.id;
    const open_key = isOpen ? openKey(row.channel_id, kept) : null;
    tx.change('conversations', await conversationRow(tx, row.id), { customer_id: kept, open_key });
  }
};

const isOpenOn = (row: ConversationRow, channelId: string): boolean =>
  row.open_key !== null && row.channel_id === channelId;

/** There is one open conversation on a channel: the newer one, and it has what the other had. @returns which one ended. */
const endOlder = async (tx: TenantTx, left: ConversationRow, right: ConversationRow): Promise<string> => {
  const [older, newer] = left.last_message_at <= right.last_message_at ? [left, right] : [right, left];
  const at = new Date(tx.nowMs);
  const before = toConversation(older);
  writeNext(tx, older, before.close('customer.merged', at), answeredAll(older));
  await cancelQueued(tx, older.id, 'conversation.taken_over');
  const next = toConversation(newer).continuing(before, at);
  writeNext(tx, newer, next, next.state.mode === 'human' ? { ...newer, turn_due_at: null } : newer);
  return older.id;
};

/** Ids are of one kind of thing each, so that replacing the text of one replaces nothing else. */
const joinDocuments = async (tx: TenantTx, kept: string, gone: string): Promise<void> => {
  const moved = (body: string): string => body.replaceAll(`"${gone}"`, `"${kept}"`);
  for (const { id } of await ofCustomer(tx, gone))
    for (const row of await tx.rows('orders', { filter: { conversation_id: id } }))
      tx.change('orders', row, { body: moved(row.body) });
  for (const row of await tx.rows('leads', { filter: { customer_id: gone } }))
    tx.change('leads', row, { customer_id: kept, body: moved(row.body) });
};
