import { type Filter, oneOf } from '#adapters/store/mongo/filter';
import { after, descending } from '#adapters/store/mongo/newest-first';
import type { TenantRows } from '#adapters/store/mongo/rows';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { byActivity, inboxStates } from '#adapters/store/sql/conversations/conversation-pages';
import { limitOf, type Position, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { toCustomer } from '#adapters/store/sql/mappers/customer-mapper';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import { NotFound } from '#application/not-found';
import type { ConversationFilter, ConversationSummary } from '#application/ports/conversation-store';
import type { UserId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import type { ConversationRow } from './conversation-record.js';
import { readSeqsOf } from './read-marks.js';

/** Each state is one run of an index, newest first; the page is the newest of all runs. */
export const pageConversations = async (
  tx: TenantTx,
  filter: ConversationFilter,
  request: PageRequest,
  reader: UserId | null,
): Promise<Page<ConversationSummary>> => {
  const position = positionOf('conversations', request);
  const limit = limitOf(request);
  const runs = inboxStates(filter).map((state) => runOf(tx, filter, state, position, limit + 1, reader));
  const rows = (await Promise.all(runs))
    .flat()
    .sort(byActivity)
    .slice(0, limit + 1);
  const items = await summariesOf(tx, await tx.opened('conversations', rows.slice(0, limit)), reader);
  const page = pageOf('conversations', rows, limit, positionIn, (row) => row.id);
  return { items, next: page.next };
};

const positionIn = (row: ConversationRow): Position => ({ at: row.last_message_at, id: row.id });

const narrowed = ({
  channelId,
  customerId,
  holder,
  assignee,
  tag,
}: ConversationFilter): Filter<Row<'conversations'>> => ({
  ...(channelId !== undefined && { channel_id: channelId }),
  ...(customerId !== undefined && { customer_id: customerId }),
  ...(holder !== undefined && { holder }),
  ...(assignee !== undefined && { assignee }),
  ...(tag !== undefined && { tag_list: tag as never }),
});

/**
 * As they are stored: of all runs only one page is opened. Unread ones are told by the reader's marks, which stand elsewhere: the
 * run is walked until there are enough.
 */
const runOf = async (
  tx: TenantTx,
  filter: ConversationFilter,
  state: string,
  from: Position | null,
  limit: number,
  reader: UserId | null,
): Promise<readonly ConversationRow[]> => {
  const found: ConversationRow[] = [];
  for (let position = from; ; ) {
    const rows = await tx.stored('conversations', {
      filter: {
        ...narrowed(filter),
        inbox_state: state,
        ...after<TenantRows['conversations']>('last_message_at', position),
      },
      sort: descending<TenantRows['conversations']>('last_message_at'),
      limit,
    });
    found.push(...(filter.unread === true && reader !== null ? await unread(tx, rows, reader) : rows));
    const last = rows.at(-1);
    if (rows.length < limit || found.length >= limit || last === undefined) return found.slice(0, limit);
    position = positionIn(last);
  }
};

const unread = async (
  tx: TenantTx,
  rows: readonly ConversationRow[],
  reader: UserId,
): Promise<readonly ConversationRow[]> => {
  const ids = rows.map(({ id }) => id);
  const marks = await readSeqsOf(tx, reader, ids);
  return rows.filter(({ id, inbound_seq }) => inbound_seq > (marks.get(id) ?? 0));
};

const summariesOf = async (
  tx: TenantTx,
  rows: readonly ConversationRow[],
  reader: UserId | null,
): Promise<readonly ConversationSummary[]> => {
  if (rows.length === 0) return [];
  const customerIds = [...new Set(rows.map((row) => row.customer_id))];
  const lastIds = rows.flatMap((row) => row.last_message_id ?? []);
  const ids = rows.map((row) => row.id);
  const [customers, identities, messages, readSeqs] = await Promise.all([
    tx.rows('customers', { filter: { id: oneOf(customerIds) } }),
    tx.rows('customer_identities', { filter: { customer_id: oneOf(customerIds) }, sort: { position: 1 } }),
    tx.rows('messages', { filter: { id: oneOf(lastIds) } }),
    readSeqsOf(tx, reader, ids),
  ]);
  const identitiesOf = (id: string) => identities.filter((each) => each.customer_id === id);
  const customerById = new Map(customers.map((row) => [row.id, toCustomer(row, identitiesOf(row.id))]));
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
