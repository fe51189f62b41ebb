import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import { limitOf, type Position, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { toCustomer } from '#adapters/store/sql/mappers/customer-mapper';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import { newestFirst } from '#adapters/store/sql/newest-first';
import type { ConversationRow, IdentityRow, TenantSchema } from '#adapters/store/sql/schema';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { ConversationFilter, ConversationSummary } from '#application/ports/conversation-store';
import type { ConversationMode } from '#domain/conversation/conversation';
import type { UserId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { readSeqsOf } from './read-marks.js';

export const openStates: readonly ConversationMode[] = ['assistant', 'waiting', 'human'];

/** Which runs of the inbox index hold the answer. A closed conversation is always with the assistant. */
export const inboxStates = ({ status, mode }: ConversationFilter): readonly string[] => {
  const open = openStates.filter((state) => mode === undefined || state === mode);
  const closed = mode === undefined || mode === 'assistant' ? ['closed'] : [];
  return [...(status === 'closed' ? [] : open), ...(status === 'open' ? [] : closed)];
};

/** Each state is one run of an index, newest first; the page is the newest of all runs. */
export const pageConversations = async (
  tx: TenantTx,
  filter: ConversationFilter,
  request: PageRequest,
  reader: UserId | null,
): Promise<Page<ConversationSummary>> => {
  const position = positionOf('conversations', request);
  const limit = limitOf(request);
  const runs: ConversationRow[][] = [];
  for (const state of inboxStates(filter)) runs.push(await runOf(tx, filter, state, position, limit + 1, reader));
  const rows = runs
    .flat()
    .sort(byActivity)
    .slice(0, limit + 1);
  const summaries = await summariesOf(tx, await tx.opened('conversations', rows.slice(0, limit)), reader);
  const page = pageOf(
    'conversations',
    rows,
    limit,
    (row) => ({ at: row.last_message_at, id: row.id }),
    (row) => row.id,
  );
  return { items: summaries, next: page.next };
};

export const byActivity = (left: ConversationRow, right: ConversationRow): number =>
  right.last_message_at - left.last_message_at || (left.id < right.id ? 1 : -1);

/** Walked in the order of the list, with one look at the reader's mark for each row: early rows are mostly the unread ones. */
const unreadBy = (tx: TenantTx, reader: UserId): Expression<SqlBool> => {
  const row = expressionBuilder<Pick<TenantSchema, 'conversations' | 'read_marks'>, 'conversations'>();
  const mark = row
    .selectFrom('read_marks')
    .select((marks) => marks.fn.coalesce(marks.fn.max('read_marks.seq'), marks.lit(0)).as('seq'))
    .where('read_marks.tenant_id', '=', tx.tenantId)
    .where('read_marks.user_id', '=', reader)
    .whereRef('read_marks.conversation_id', '=', 'conversations.id');
  return row('conversations.inbound_seq', '>', mark);
};

/** As they are stored: of all runs only one page is opened. */
const runOf = (
  tx: TenantTx,
  filter: ConversationFilter,
  state: string,
  position: Position | null,
  limit: number,
  reader: UserId | null,
): Promise<ConversationRow[]> => {
  const all = tx.sealedDb.selectFrom('conversations').selectAll('conversations');
  const ofTenant = all.where('conversations.tenant_id', '=', tx.tenantId);
  const own = filter.unread === true && reader !== null ? ofTenant.where(unreadBy(tx, reader)) : ofTenant;
  if (filter.tag === undefined)
    return filtered(own, filter)
      .where('inbox_state', '=', state)
      .where(newestFirst('last_message_at', position))
      .orderBy('last_message_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
  const tagged = own
    .innerJoin('conversation_tags', 'conversation_tags.conversation_id', 'conversations.id')
    .where('conversation_tags.tenant_id', '=', tx.tenantId)
    .where('conversation_tags.tag', '=', filter.tag)
    .where('conversation_tags.inbox_state', '=', state)
    .where(newestFirst('conversation_tags.last_message_at', position, 'conversation_tags.conversation_id'));
  return filtered(tagged, filter)
    .orderBy('conversation_tags.last_message_at', 'desc')
    .orderBy('conversation_tags.conversation_id', 'desc')
    .limit(limit)
    .execute();
};

type Conditional = {
  where(
    column: 'channel_id' | 'customer_id' | 'holder' | 'assignee',
    operator: '=' | 'is',
    value: string | null,
  ): Conditional;
};

const filtered = <Query>(query: Query, filter: ConversationFilter): Query => {
  let narrowed = query as unknown as Conditional;
  if (filter.channelId !== undefined) narrowed = narrowed.where('channel_id', '=', filter.channelId);
  if (filter.customerId !== undefined) narrowed = narrowed.where('customer_id', '=', filter.customerId);
  if (filter.holder !== undefined) narrowed = narrowed.where('holder', '=', filter.holder);
  if (filter.assignee !== undefined)
    narrowed = narrowed.where('assignee', filter.assignee === null ? 'is' : '=', filter.assignee);
  return narrowed as unknown as Query;
};

const summariesOf = async (
  tx: TenantTx,
  rows: readonly ConversationRow[],
  reader: UserId | null,
): Promise<readonly ConversationSummary[]> => {
  if (rows.length === 0) return [];
  const customerIds = [...new Set(rows.map((row) => row.customer_id))];
  const of = <T extends 'customers' | 'messages'>(table: T) =>
    tx.db
      .selectFrom(table as 'customers')
      .selectAll()
      .where('tenant_id', '=', tx.tenantId);
  const customers = await of('customers').where('id', 'in', customerIds).execute();
  const identities = await tx.db
    .selectFrom('customer_identities')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('customer_id', 'in', customerIds)
    .orderBy('position')
    .execute();
  const lastIds = rows.flatMap((row) => row.last_message_id ?? []);
  const messages = await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('id', 'in', lastIds)
    .execute();
  const customerById = new Map(customers.map((row) => [row.id, toCustomer(row, ofCustomer(identities, row.id))]));
  const readSeqs = await readSeqsOf(
    tx,
    reader,
    rows.map((row) => row.id),
  );
  const messageById = new Map(messages.map((row) => [row.id, toMessage(row)]));
  return rows.map((row) => {
    const customer = customerById.get(row.customer_id);
    if (customer === undefined) throw new NotFound('customer');
    return {
      conversation: toConversation(row),
      customer,
      lastMessage: messageById.get(row.last_message_id ?? '') ?? null,
      readSeq: readSeqs.get(row.id) ?? 0,
    };
  });
};

const ofCustomer = (identities: readonly IdentityRow[], customerId: string): readonly IdentityRow[] =>
  identities.filter((identity) => identity.customer_id === customerId);
