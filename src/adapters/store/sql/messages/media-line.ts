import { decodeJson } from '#adapters/store/sql/json-codec';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import { platformStatement, tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { MediaClaim } from '#application/ports/message-store';
import type { MessageContent } from '#domain/conversation/message-content';
import { messageById } from './message-statements.js';

const addFetch = tenantStatement<{ id: string; due: number }>()((db, arg, tenant) =>
  db
    .insertInto('media_fetches')
    .values({ tenant_id: tenant, message_id: arg('id'), attempts: 0, due_at: arg('due') })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'message_id']).doNothing()),
);

const fetchOf = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('media_fetches').selectAll().where('tenant_id', '=', tenant).where('message_id', '=', arg('id')),
);

const leaseFetch = tenantStatement<{ id: string; attempts: number; due: number }>()((db, arg, tenant) =>
  db
    .updateTable('media_fetches')
    .set({ attempts: arg('attempts'), due_at: arg('due') })
    .where('tenant_id', '=', tenant)
    .where('message_id', '=', arg('id')),
);

const dropFetch = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.deleteFrom('media_fetches').where('tenant_id', '=', tenant).where('message_id', '=', arg('id')),
);

export const mediaDue = platformStatement<{ now: number; limit: number }>()((db, arg) =>
  db
    .selectFrom('media_fetches')
    .select(['tenant_id', 'message_id'])
    .where('due_at', '<=', arg('now'))
    .orderBy('due_at')
    .limit(arg('limit')),
);

/** In the transaction that stores the message: whatever dies afterwards, it is fetched. */
export const queueMedia = (tx: TenantTx, id: string): Promise<unknown> => tx.run(addFetch, { id, due: tx.nowMs });

/** Its outcome is written in the same transaction. */
export const mediaIsSettled = (tx: TenantTx, id: string): Promise<unknown> => tx.run(dropFetch, { id });

export const claimMedia = async (tx: TenantTx, id: string, leaseMs: number): Promise<MediaClaim | null> => {
  const due = await tx.first(fetchOf, { id });
  if (due === undefined || due.due_at > tx.nowMs) return null;
  const row = await tx.first(messageById, { id });
  const content = row === undefined ? null : decodeJson<MessageContent>(row.content);
  if (row === undefined || content?.type !== 'media' || content.file.fileId !== undefined) {
    await tx.run(dropFetch, { id });
    return null;
  }
  const attempt = due.attempts + 1;
  await tx.run(leaseFetch, { id, attempts: attempt, due: tx.nowMs + leaseMs });
  return { message: toMessage(row), attempt };
};

export const retryMedia = async (tx: TenantTx, id: string, inMs: number): Promise<void> => {
  const known = await tx.first(fetchOf, { id });
  if (known !== undefined) await tx.run(leaseFetch, { id, attempts: known.attempts, due: tx.nowMs + inMs });
};
