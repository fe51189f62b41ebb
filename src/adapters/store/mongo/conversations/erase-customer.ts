import { dropTerms } from '#adapters/store/mongo/messages/search-terms';
import { destroyKeys } from '#adapters/store/mongo/sealing/customer-key-rows';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { Find, TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import { FileId } from '#domain/shared/ids';
import { customerRow } from './customers.js';

/** All there is of a conversation but its messages. */
const ofConversation = [
  'suggestions',
  'answer_labels',
  'function_calls',
  'knowledge_gaps',
  'notes',
  'read_marks',
  'widget_sessions',
  'files',
  'orders',
  'turns',
] as const;
type OfConversation = (typeof ofConversation)[number];

const dropAll = async <Name extends OfConversation>(
  tx: TenantTx,
  name: Name,
  conversationId: string,
): Promise<void> => {
  const find = { filter: { conversation_id: conversationId } } as unknown as Find<Name>;
  for (const row of await tx.stored(name, find)) tx.drop(name, row);
};

/** @returns the words they were found by. */
const dropMessages = async (tx: TenantTx, conversationId: string): Promise<readonly string[]> => {
  const rows = await tx.stored('messages', { filter: { conversation_id: conversationId } });
  for (const row of rows) {
    const fetching = await tx.get('media_fetches', row.id);
    if (fetching !== undefined) tx.drop('media_fetches', fetching);
    tx.drop('messages', row);
  }
  return rows.flatMap(({ words }) => words);
};

/**
 * Takes away all there is of a customer, readable or not, and destroys the keys that open it wherever else it lies.
 * @returns the files of the customer's conversations, whose bytes are elsewhere. @throws {NotFound}
 */
export const eraseCustomer = async (tx: TenantTx, id: string, audit: AuditDraft): Promise<readonly FileId[]> => {
  const customer = await customerRow(tx, id);
  const files: FileId[] = [];
  const words = new Set<string>();
  const conversations = await tx.stored('conversations', { filter: { customer_id: id } });
  for (const row of conversations) {
    const theirs = await tx.stored('files', { filter: { conversation_id: row.id } });
    files.push(...theirs.map((file) => FileId(file.id)));
    for (const name of ofConversation) await dropAll(tx, name, row.id);
    for (const word of await dropMessages(tx, row.id)) words.add(word);
    tx.drop('conversations', row);
  }
  const ids = conversations.map((row) => row.id);
  await dropTerms(tx, words, ids);
  const theirs = { filter: { customer_id: id } };
  for (const row of await tx.stored('leads', theirs)) tx.drop('leads', row);
  for (const row of await tx.stored('customer_identities', theirs)) tx.drop('customer_identities', row);
  await destroyKeys(tx, id);
  tx.drop('customers', customer);
  await appendAudit(tx, [audit]);
  return files;
};
