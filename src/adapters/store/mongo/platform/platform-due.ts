import { above, below, due, oneOf, upTo } from '#adapters/store/mongo/filter';
import type {
  ConversationRef,
  DocumentRef,
  MessageRef,
  StudioRunRef,
  TurnRef,
  WidgetSessionRef,
} from '#application/ports/platform-store';
import {
  ConversationId,
  DocumentId,
  MessageId,
  StudioRunId,
  TenantId,
  TurnId,
  WidgetSessionId,
} from '#domain/shared/ids';
import { holdersOf, numberKey } from './live-leases.js';
import type { PlatformReader } from './platform-reader.js';

const only = ['tenant_id', 'id'] as const;
type Ref = { readonly tenant_id: string; readonly id: string };
const conversationRef = (row: Ref): ConversationRef => ({
  tenantId: TenantId(row.tenant_id),
  conversationId: ConversationId(row.id),
});

export const dueTurns = async (reader: PlatformReader, limit: number): Promise<readonly ConversationRef[]> => {
  const { nowMs } = reader;
  const isFree = [{ turn_lease_until: null }, { turn_lease_until: upTo<number | null>(nowMs) }];
  const filter = { turn_due_at: due(nowMs), unapplied_turn: null, $or: isFree };
  return (await reader.rows('conversations', { filter, sort: { turn_due_at: 1 }, limit, only })).map(conversationRef);
};

export const unappliedTurns = async (reader: PlatformReader, limit: number): Promise<readonly TurnRef[]> => {
  const filter = { unapplied_since: above<number | null>(0) };
  const rows = await reader.rows('turns', { filter, sort: { unapplied_since: 1 }, limit, only });
  return rows.map((row) => ({ tenantId: TenantId(row.tenant_id), turnId: TurnId(row.id) }));
};

export const dueStudioRuns = async (reader: PlatformReader, limit: number): Promise<readonly StudioRunRef[]> => {
  const filter = { due_at: due(reader.nowMs) };
  const rows = await reader.rows('studio_runs', { filter, sort: { due_at: 1 }, limit, only });
  return rows.map((row) => ({ tenantId: TenantId(row.tenant_id), runId: StudioRunId(row.id) }));
};

export const dueReadings = async (reader: PlatformReader, limit: number): Promise<readonly DocumentRef[]> => {
  const filter = { read_due_at: due(reader.nowMs) };
  const rows = await reader.rows('knowledge_documents', { filter, sort: { read_due_at: 1 }, limit, only });
  return rows.map((row) => ({ tenantId: TenantId(row.tenant_id), documentId: DocumentId(row.id) }));
};

export const dueMedia = async (reader: PlatformReader, limit: number): Promise<readonly MessageRef[]> => {
  const filter = { due_at: upTo(reader.nowMs) };
  const fields = ['tenant_id', 'message_id'] as const;
  const rows = await reader.rows('media_fetches', { filter, sort: { due_at: 1 }, limit, only: fields });
  return rows.map((row) => ({ tenantId: TenantId(row.tenant_id), messageId: MessageId(row.message_id) }));
};

const chunk = 200;

/** Lines of channels that are stopped, or that another process speaks for, wait, however long they are due: they are walked past. */
export const dueDeliveries = async (
  reader: PlatformReader,
  limit: number,
  holder: string | null,
): Promise<readonly ConversationRef[]> => {
  const { nowMs } = reader;
  const found: Ref[] = [];
  let from: Place | null = null;
  while (found.length < limit) {
    const rows: readonly DueRow[] = await reader.rows('conversations', {
      filter: { deliver_due_at: due(nowMs), ...behind(from) },
      sort: { deliver_due_at: 1, tenant_id: 1, id: 1 },
      limit: chunk,
      only: [...only, 'channel_id', 'deliver_due_at'],
    });
    const open = await channelsFor(reader, rows, holder);
    found.push(...rows.filter((row) => open.has(numberKey(row.tenant_id, row.channel_id))));
    const last = rows.at(-1);
    if (rows.length < chunk || last === undefined) break;
    from = { at: last.deliver_due_at ?? 0, tenant_id: last.tenant_id, id: last.id };
  }
  return found.slice(0, limit).map(conversationRef);
};

type DueRow = Ref & { readonly channel_id: string; readonly deliver_due_at: number | null };
type Place = Ref & { readonly at: number };

const behind = (from: Place | null) =>
  from === null
    ? {}
    : {
        $or: [
          { deliver_due_at: above<number | null>(from.at) },
          { deliver_due_at: from.at, tenant_id: above(from.tenant_id) },
          { deliver_due_at: from.at, tenant_id: from.tenant_id, id: above(from.id) },
        ],
      };

/** Those in service, but for the numbers that another process than this one holds. */
const channelsFor = async (
  reader: PlatformReader,
  rows: readonly { readonly tenant_id: string; readonly channel_id: string }[],
  holder: string | null,
): Promise<ReadonlySet<string>> => {
  if (rows.length === 0) return new Set();
  const tenantIds = oneOf([...new Set(rows.map((row) => row.tenant_id))]);
  const channelIds = oneOf([...new Set(rows.map((row) => row.channel_id))]);
  const filter = { tenant_id: tenantIds, id: channelIds, status: 'active' };
  const active = (await reader.rows('channels', { filter, only })).map((row) => numberKey(row.tenant_id, row.id));
  if (holder === null) return new Set(active);
  const holders = await holdersOf(reader, tenantIds, channelIds);
  return new Set(active.filter((key) => (holders.get(key) ?? holder) === holder));
};

const sessionRef = (row: Ref): WidgetSessionRef => ({
  tenantId: TenantId(row.tenant_id),
  sessionId: WidgetSessionId(row.id),
});

export const idleWidgetSessions = async (
  reader: PlatformReader,
  before: Date,
  limit: number,
): Promise<readonly WidgetSessionRef[]> => {
  const filter = { status: 'active', active_at: below(before.getTime()) };
  return (await reader.rows('widget_sessions', { filter, sort: { active_at: 1 }, limit, only })).map(sessionRef);
};

export const oldWidgetSessions = async (
  reader: PlatformReader,
  before: Date,
  limit: number,
): Promise<readonly WidgetSessionRef[]> => {
  const filter = { status: 'closed', closed_at: below<number | null>(before.getTime()) };
  return (await reader.rows('widget_sessions', { filter, sort: { closed_at: 1 }, limit, only })).map(sessionRef);
};
