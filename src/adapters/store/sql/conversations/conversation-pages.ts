import { limitOf, type Position, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { toCustomer } from '#adapters/store/sql/mappers/customer-mapper';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import { newestFirst } from '#adapters/store/sql/newest-first';
import type { ConversationRow, IdentityRow } from '#adapters/store/sql/schema';
import type { TenantTx } from '#adapters/store/sql/tenant-database';
import { NotFound } from '#application/not-found';
import type { ConversationFilter, ConversationSummary } from '#application/ports/conversation-store';
import type { ConversationMode } from '#domain/conversation/conversation';
import type { Page, PageRequest } from '#domain/shared/page';

const openStates: readonly ConversationMode[] = ['assistant', 'waiting', 'human'];

/** Which runs of the inbox index hold the answer. A closed conversation is always with the assistant. */
const inboxStates = ({ status, mode }: ConversationFilter): readonly string[] => {
  const open = openStates.filter((state) => mode === undefined || state === mode);
  const closed = mode === undefined || mode === 'assistant' ? ['closed'] : [];
  return [...(status === 'closed' ? [] : open), ...(status === 'open' ? [] : closed)];
};

/** Each state is one run of an index, newest first; the page is the newest of all runs. */
export const pageConversations = async (
  tx: TenantTx,
  filter: ConversationFilter,
  request: PageRequest,
): Promise<Page<ConversationSummary>> => {
  const position = positionOf('conversations', request);
  const limit = limitOf(request);
  const runs: ConversationRow[][] = [];
  for (const state of inboxStates(filter)) runs.push(await runOf(tx, filter, state, position, limit + 1));
  const rows = runs
    .flat()
    .sort(byActivity)
    .slice(0, limit + 1);
  const summaries = await summariesOf(tx, rows.slice(0, limit));
  const page = pageOf(
    'conversations',
    rows,
    limit,
    (row) => ({ at: row.last_message_at, id: row.id }),
    (row) => row.id,
  );
  return { items: summaries, next: page.next };
};

const byActivity = (left: ConversationRow, right: ConversationRow): number =>
  right.last_message_at - left.last_message_at || (left.id < right.id ? 1 : -1);

const runOf = (
  tx: TenantTx,
  filter: ConversationFilter,
  state: string,
  position: Position | null,
  limit: number,
): Promise<ConversationRow[]> => {
  let query = tx.db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('inbox_state', '=', state)
    .where(newestFirst('last_message_at', position));
  if (filter.channelId !== undefined) query = query.where('channel_id', '=', filter.channelId);
  if (filter.customerId !== undefined) query = query.where('customer_id', '=', filter.customerId);
  if (filter.holder !== undefined) query = query.where('holder', '=', filter.holder);
  return query.orderBy('last_message_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
};

const summariesOf = async (tx: TenantTx, rows: readonly ConversationRow[]): Promise<readonly ConversationSummary[]> => {
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
  const messageById = new Map(messages.map((row) => [row.id, toMessage(row)]));
  return rows.map((row) => {
    const customer = customerById.get(row.customer_id);
    if (customer === undefined) throw new NotFound('customer');
    return {
      conversation: toConversation(row),
      customer,
      lastMessage: messageById.get(row.last_message_id ?? '') ?? null,
    };
  });
};

const ofCustomer = (identities: readonly IdentityRow[], customerId: string): readonly IdentityRow[] =>
  identities.filter((identity) => identity.customer_id === customerId);
