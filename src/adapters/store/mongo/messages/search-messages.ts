import type { Filter } from '#adapters/store/mongo/filter';
import { after, descending } from '#adapters/store/mongo/newest-first';
import type { TenantRows } from '#adapters/store/mongo/rows';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { limitOf, type Position, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import type { Page, PageRequest } from '#domain/shared/page';
import { searchWords } from '#domain/shared/search-words';
import { holdingBeginning, holdingWord } from './search-terms.js';

type Messages = TenantRows['messages'];
type Found = { readonly message: Message; readonly position: Position };

/** A blind word is of 48 bits: what has another one's is sorted out here. */
const holds = (message: Message, whole: readonly string[], beginning: string): boolean => {
  const words = searchWords(readableText(message.content));
  return whole.every((word) => words.includes(word)) && words.some((word) => word.startsWith(beginning));
};

/** Every word is found in an index over the words of each message, the last one also by its beginning. Newest first. */
export const searchMessages = async (tx: TenantTx, text: string, request: PageRequest): Promise<Page<Message>> => {
  const words = searchWords(text);
  const last = words.at(-1);
  if (last === undefined) return { items: [], next: null };
  const limit = limitOf(request);
  const whole = words.slice(0, -1);
  const wanted: readonly Filter<Messages>[] = [
    ...whole.map((word) => holdingWord(tx, word)),
    await holdingBeginning(tx, last),
  ];
  const found: Found[] = [];
  for (let position = positionOf('search', request), isEnd = false; !isEnd && found.length <= limit; ) {
    const rows = await tx.stored('messages', {
      filter: { $and: wanted, ...after<Messages>('created_at', position) },
      sort: descending<Messages>('created_at'),
      limit: limit + 1,
    });
    const at = rows.at(-1);
    if (at !== undefined) position = { at: at.created_at, id: at.id };
    isEnd = rows.length <= limit;
    const opened = (await tx.opened('messages', rows)).map((row) => ({
      message: toMessage(row),
      position: { at: row.created_at, id: row.id },
    }));
    found.push(...opened.filter(({ message }) => holds(message, whole, last)));
  }
  return pageOf(
    'search',
    found,
    limit,
    (each) => each.position,
    (each) => each.message,
  );
};
