import { oneOf } from '#adapters/store/mongo/filter';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { UserId } from '#domain/shared/ids';
import { conversationRow } from './conversation-record.js';

export const readSeqOf = async (tx: TenantTx, reader: UserId, id: string): Promise<number> =>
  (await tx.get('read_marks', reader, id))?.seq ?? 0;

/** Forward only, and never past the conversation's last message: what comes later is unread. @throws {NotFound} */
export const moveReadMark = async (tx: TenantTx, reader: UserId, id: string, seq: number): Promise<void> => {
  const upTo = Math.min(seq, (await conversationRow(tx, id)).last_seq);
  if (upTo <= 0) return;
  const mark = await tx.get('read_marks', reader, id);
  if (mark === undefined) await tx.insert('read_marks', { user_id: reader, conversation_id: id, seq: upTo });
  else if (mark.seq < upTo) tx.change('read_marks', mark, { seq: upTo });
};

/** @param ids a page's; those without a mark are left out. */
export const readSeqsOf = async (
  tx: TenantTx,
  reader: UserId | null,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (reader === null || ids.length === 0) return new Map();
  const rows = await tx.rows('read_marks', { filter: { user_id: reader, conversation_id: oneOf(ids) } });
  return new Map(rows.map((row) => [row.conversation_id, row.seq]));
};
