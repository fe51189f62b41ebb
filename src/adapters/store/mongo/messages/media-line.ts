import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { decodeJson } from '#adapters/store/sql/json-codec';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import type { MediaClaim } from '#application/ports/message-store';
import type { MessageContent } from '#domain/conversation/message-content';

/** With the message it belongs to: whatever dies afterwards, it is fetched. */
export const queueMedia = (tx: TenantTx, id: string): Promise<boolean> =>
  tx.insert('media_fetches', { message_id: id, attempts: 0, due_at: tx.nowMs });

/** With its outcome. */
export const mediaIsSettled = async (tx: TenantTx, id: string): Promise<void> => {
  const row = await tx.get('media_fetches', id);
  if (row !== undefined) tx.drop('media_fetches', row);
};

export const claimMedia = async (tx: TenantTx, id: string, leaseMs: number): Promise<MediaClaim | null> => {
  const due = await tx.get('media_fetches', id);
  if (due === undefined || due.due_at > tx.nowMs) return null;
  const row = await tx.get('messages', id);
  const content = row === undefined ? null : decodeJson<MessageContent>(row.content);
  if (row === undefined || content?.type !== 'media' || content.file.fileId !== undefined) {
    tx.drop('media_fetches', due);
    return null;
  }
  const attempt = due.attempts + 1;
  tx.change('media_fetches', due, { attempts: attempt, due_at: tx.nowMs + leaseMs });
  return { message: toMessage(row), attempt };
};

export const retryMedia = async (tx: TenantTx, id: string, inMs: number): Promise<void> => {
  const known = await tx.get('media_fetches', id);
  if (known !== undefined) tx.change('media_fetches', known, { due_at: tx.nowMs + inMs });
};
