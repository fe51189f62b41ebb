import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { UserId } from '#domain/shared/ids';
import { conversationById } from './conversation-statements.js';

const markOf = tenantStatement<{ reader: string; id: string }>()((db, arg, tenant) =>
  db
    .selectFrom('read_marks')
    .select(['tenant_id', 'seq'])
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', arg('reader'))
    .where('conversation_id', '=', arg('id')),
);

const moveMark = tenantStatement<{ reader: string; id: string; seq: number }>()((db, arg, tenant) =>
  db
    .insertInto('read_marks')
    .values({ tenant_id: tenant, user_id: arg('reader'), conversation_id: arg('id'), seq: arg('seq') })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'user_id', 'conversation_id'])
        .doUpdateSet({ seq: arg('seq') })
        .where('read_marks.seq', '<', arg('seq')),
    ),
);

export const readSeqOf = async (tx: TenantTx, reader: UserId, id: string): Promise<number> =>
  (await tx.first(markOf, { reader, id }))?.seq ?? 0;

/** Forward only, and never past the conversation's last message: what comes later is unread. @throws {NotFound} */
export const moveReadMark = async (tx: TenantTx, reader: UserId, id: string, seq: number): Promise<void> => {
  const conversation = await tx.first(conversationById, { id });
  if (conversation === undefined) throw new NotFound('conversation');
  const upTo = Math.min(seq, conversation.last_seq);
  if (upTo > 0) await tx.run(moveMark, { reader, id, seq: upTo });
};

/** @param ids a page's; those without a mark are left out. */
export const readSeqsOf = async (
  tx: TenantTx,
  reader: UserId | null,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (reader === null || ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('read_marks')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('user_id', '=', reader)
    .where('conversation_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.conversation_id, row.seq]));
};
