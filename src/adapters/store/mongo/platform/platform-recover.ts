import { above, oneOf } from '#adapters/store/mongo/filter';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { ChannelKind } from '#domain/channel/channel';
import { TenantId } from '#domain/shared/ids';
import type { PlatformReader } from './platform-reader.js';

type Of = (tenantId: TenantId) => TenantDatabase;

/** Documents that one unit changes at most: a unit is one document before it is many. */
const mostPerUnit = 500;

/** Every line that holds something: an index of those that wait, not of all messages. */
const inLine = above<string | null>('');
const inDoubt = { line_key: inLine, status: oneOf(['sending', 'unknown']) };

const tenantsWith = async (reader: PlatformReader, filter: object): Promise<readonly TenantId[]> => {
  const rows = await reader.rows('messages', { filter, only: ['tenant_id'] });
  return [...new Set(rows.map((row) => row.tenant_id))].map(TenantId);
};

/** Does it unit by unit, until there is no more. */
const untilDone = async (database: TenantDatabase, step: (tx: TenantTx) => Promise<number>): Promise<void> => {
  while ((await database.write(step)) === mostPerUnit);
};

const releaseMessages = async (tx: TenantTx): Promise<number> => {
  const filter = { line_key: inLine, next_attempt_at: above<number | null>(0) };
  const rows = await tx.rows('messages', { filter, limit: mostPerUnit });
  for (const row of rows) tx.change('messages', row, { next_attempt_at: null });
  return rows.length;
};

const releaseLines = async (tx: TenantTx): Promise<number> => {
  const filter = { deliver_due_at: above<number | null>(tx.nowMs) };
  const rows = await tx.rows('conversations', { filter, limit: mostPerUnit });
  for (const row of rows) tx.change('conversations', row, { deliver_due_at: tx.nowMs });
  return rows.length;
};

/** A line whose head waits for the provider's word is looked at and goes on waiting. */
export const makeDeliveriesDue = async (reader: PlatformReader, of: Of, tenantId: TenantId | null): Promise<void> => {
  const tenants = tenantId === null ? await tenantsWith(reader, { line_key: inLine }) : [tenantId];
  for (const id of tenants) {
    await untilDone(of(id), releaseMessages);
    await untilDone(of(id), releaseLines);
  }
};

/**
 * What a start repairs: each message that may have left, and that nobody holds or waits for any more, has one whole window of this
 * run for the provider's word. On a channel where sending twice is as good as once it simply goes again. Who holds a lease or a
 * claim may be alive elsewhere: they end by themselves.
 */
export const recover = async (
  reader: PlatformReader,
  of: Of,
  reconcileMs: number,
  repeatable: readonly ChannelKind[],
): Promise<void> => {
  for (const id of await tenantsWith(reader, inDoubt)) {
    const seen = new Set<string>();
    await untilDone(of(id), (tx) => settleDoubt(tx, seen, reconcileMs, repeatable));
  }
};

/** @param seen messages that have their window: they stay in doubt, and are not asked twice. */
const settleDoubt = async (
  tx: TenantTx,
  seen: Set<string>,
  reconcileMs: number,
  repeatable: readonly ChannelKind[],
): Promise<number> => {
  const channels = await tx.rows('channels', { only: ['id', 'kind'] });
  const again = new Set(channels.filter(({ kind }) => repeatable.some((each) => each === kind)).map(({ id }) => id));
  const waiting = await tx.rows('messages', { filter: inDoubt });
  const isOver = (until: number | null): boolean => until === null || until <= tx.nowMs;
  const open = waiting.filter(({ id, reconcile_until }) => !seen.has(id) && isOver(reconcile_until));
  const rows = open.slice(0, mostPerUnit);
  for (const row of rows) {
    const isRepeatable = again.has(row.channel_id);
    const dueAt = isRepeatable ? tx.nowMs : tx.nowMs + reconcileMs;
    tx.change(
      'messages',
      row,
      isRepeatable
        ? { status: 'queued', next_attempt_at: null, reconcile_until: null }
        : { status: 'unknown', status_reason: 'delivery.process_ended', reconcile_until: dueAt },
    );
    const conversation = await tx.get('conversations', row.conversation_id);
    if (conversation !== undefined) tx.change('conversations', conversation, { deliver_due_at: dueAt });
    seen.add(row.id);
  }
  return rows.length;
};
