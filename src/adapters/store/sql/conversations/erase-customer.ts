import { decodeJson } from '#adapters/store/sql/json-codec';
import { formsOf } from '#adapters/store/sql/messages/search-terms';
import type { TenantSchema } from '#adapters/store/sql/schema';
import { destroyKeys } from '#adapters/store/sql/sealing/customer-key-rows';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import { type MessageContent, readableText } from '#domain/conversation/message-content';
import { FileId } from '#domain/shared/ids';
import { searchWords } from '#domain/shared/search-words';
import { conversationsOfCustomer } from './conversation-statements.js';
import { customerById, dropCustomer } from './customer-statements.js';

/** All there is of a conversation, the conversation last. */
const ofConversation = [
  'suggestions',
  'answer_labels',
  'function_calls',
  'knowledge_gaps',
  'notes',
  'conversation_tags',
  'read_marks',
  'widget_sessions',
  'files',
  'orders',
  'turns',
  'messages',
] as const satisfies readonly (keyof TenantSchema)[];

const dropFrom = (tx: TenantTx, table: string, column: string, value: string): Promise<unknown> =>
  tx.db
    .deleteFrom(table as 'notes')
    .where('tenant_id', '=', tx.tenantId)
    .where(column as 'conversation_id', '=', value)
    .execute();

/** What of their media is still to be fetched. */
const dropFetches = async (tx: TenantTx, conversationId: string): Promise<void> => {
  const messages = tx.db.selectFrom('messages').select('id').where('tenant_id', '=', tx.tenantId);
  const theirs = messages.where('conversation_id', '=', conversationId);
  const fetches = tx.db.deleteFrom('media_fetches').where('tenant_id', '=', tx.tenantId);
  await fetches.where('message_id', 'in', theirs).execute();
};

const filesOf = async (tx: TenantTx, conversationId: string): Promise<readonly FileId[]> => {
  const files = tx.db.selectFrom('files').select('id').where('tenant_id', '=', tx.tenantId);
  return (await files.where('conversation_id', '=', conversationId).execute()).map(({ id }) => FileId(id));
};

/** Takes a conversation's messages out of the index, and words that nobody else wrote with them. */
const dropWords = async (tx: TenantTx, conversationId: string): Promise<void> => {
  const rows = await tx.db
    .selectFrom('messages')
    .select(['tenant_id', 'id', 'content'])
    .where('tenant_id', '=', tx.tenantId)
    .where('conversation_id', '=', conversationId)
    .execute();
  const words = new Set<string>();
  for (const { id, content } of rows) {
    const forms = searchWords(readableText(decodeJson<MessageContent>(content))).flatMap((word) => formsOf(tx, word));
    if (forms.length === 0) continue;
    const postings = tx.db
      .deleteFrom('message_words')
      .where('tenant_id', '=', tx.tenantId)
      .where('message_id', '=', id);
    await postings.where('word', 'in', forms).execute();
    for (const form of forms) words.add(form);
  }
  for (const word of words) await dropTerm(tx, word);
};

const dropTerm = async (tx: TenantTx, word: string): Promise<void> => {
  const left = tx.db.selectFrom('message_words').select('word').where('tenant_id', '=', tx.tenantId);
  if ((await left.where('word', '=', word).limit(1).execute()).length === 0)
    await dropFrom(tx, 'search_terms', 'word', word);
};

/**
 * Takes away all there is of a customer, and destroys the keys that open it wherever else it lies.
 * @returns the files of the customer's conversations, whose bytes are elsewhere. @throws {NotFound}
 */
export const eraseCustomer = async (tx: TenantTx, id: string, audit: AuditDraft): Promise<readonly FileId[]> => {
  if ((await tx.first(customerById, { id })) === undefined) throw new NotFound('customer');
  const files: FileId[] = [];
  for (const conversation of await tx.rows(conversationsOfCustomer, { customerId: id })) {
    files.push(...(await filesOf(tx, conversation.id)));
    await dropWords(tx, conversation.id);
    await dropFetches(tx, conversation.id);
    for (const table of ofConversation) await dropFrom(tx, table, 'conversation_id', conversation.id);
    await dropFrom(tx, 'conversations', 'id', conversation.id);
  }
  await dropFrom(tx, 'leads', 'customer_id', id);
  await dropFrom(tx, 'customer_identities', 'customer_id', id);
  await tx.run(destroyKeys, { customerId: id });
  await tx.run(dropCustomer, { id });
  await appendAudit(tx, [audit]);
  return files;
};
