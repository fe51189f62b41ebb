import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { Find, TenantTx } from '#adapters/store/mongo/tenant-database';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import { FileId } from '#domain/shared/ids';
import { customerRow, identityRows } from './customers.js';

/** All there is of a conversation but its messages. */
const ofConversation = [
  'suggestions',
  'answer_labels',
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
  for (const row of await tx.rows(name, find)) tx.drop(name, row);
};

const dropMessages = async (tx: TenantTx, conversationId: string): Promise<void> => {
  for (const row of await tx.rows('messages', { filter: { conversation_id: conversationId } })) {
    const fetching = await tx.get('media_fetches', row.id);
    if (fetching !== undefined) tx.drop('media_fetches', fetching);
    tx.drop('messages', row);
  }
};

/**
 * Takes away all there is of a customer. Copies that lie elsewhere still tell of them: nothing is sealed here.
 * @returns the files of the customer's conversations, whose bytes are elsewhere. @throws {NotFound}
 */
export const eraseCustomer = async (tx: TenantTx, id: string, audit: AuditDraft): Promise<readonly FileId[]> => {
  const customer = await customerRow(tx, id);
  const files: FileId[] = [];
  for (const row of await tx.rows('conversations', { filter: { customer_id: id } })) {
    const theirs = await tx.rows('files', { filter: { conversation_id: row.id } });
    files.push(...theirs.map((file) => FileId(file.id)));
    for (const name of ofConversation) await dropAll(tx, name, row.id);
    await dropMessages(tx, row.id);
    tx.drop('conversations', row);
  }
  for (const row of await tx.rows('leads', { filter: { customer_id: id } })) tx.drop('leads', row);
  for (const row of await identityRows(tx, id)) tx.drop('customer_identities', row);
  tx.drop('customers', customer);
  await appendAudit(tx, [audit]);
  return files;
};
