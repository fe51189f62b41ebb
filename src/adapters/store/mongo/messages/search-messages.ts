import { beginning, type Filter } from '#adapters/store/mongo/filter';
import { after, descending } from '#adapters/store/mongo/newest-first';
import type { TenantRows } from '#adapters/store/mongo/rows';
import type { TenantTx } from '#adapters/store/mongo/tenant-database';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import type { Message } from '#domain/conversation/message';
import type { Page, PageRequest } from '#domain/shared/page';
import { searchWords } from '#domain/shared/search-words';

type Messages = TenantRows['messages'];

/** Every word is found in an index over the words of each message, the last one also by its beginning. Newest first. */
export const searchMessages = async (tx: TenantTx, text: string, request: PageRequest): Promise<Page<Message>> => {
  const position = positionOf('search', request);
  const limit = limitOf(request);
  const words = searchWords(text);
  const last = words.at(-1);
  if (last === undefined) return { items: [], next: null };
  const wanted: Filter<Messages>[] = words.slice(0, -1).map((word) => ({ words: word as never }));
  const rows = await tx.rows('messages', {
    filter: { $and: [...wanted, { words: beginning(last) as never }], ...after<Messages>('created_at', position) },
    sort: descending<Messages>('created_at'),
    limit: limit + 1,
  });
  return pageOf('search', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toMessage);
};
