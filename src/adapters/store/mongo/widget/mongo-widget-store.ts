import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { toWidgetSession, toWidgetSettings, widgetSessionColumns } from '#adapters/store/sql/mappers/widget-mapper';
import type { WidgetStore } from '#application/ports/widget-store';
import type { WidgetSession } from '#domain/channel/widget-session';
import { defaultWidgetSettings, type WidgetSettings } from '#domain/channel/widget-settings';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ConversationId, VisitorId, WidgetSessionId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

type SessionRow = Row<'widget_sessions'>;
type Seen = WidgetSettings['seen'];
const latest = (one: Seen, other: Seen): Seen => ((one?.at ?? 0) < (other?.at ?? 0) ? other : one);
const newestFirst = { started_at: -1, id: -1 } as const;
const orNull = (row: SessionRow | undefined): WidgetSession | null => (row === undefined ? null : toWidgetSession(row));

export class MongoWidgetStore implements WidgetStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async settings(): Promise<WidgetSettings> {
    const row = await this.#database.read((tx) => tx.get('widget_settings'));
    return row === undefined ? defaultWidgetSettings(this.#database.tenantId) : toWidgetSettings(row);
  }

  saveSettings(settings: WidgetSettings, audit: AuditDraft | null): Promise<WidgetSettings> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, settings.tenantId);
      const row = await tx.get('widget_settings');
      // What a page noted since the settings were read stays.
      const seen = latest(settings.seen, row === undefined ? null : toWidgetSettings(row).seen);
      // Its document may have been made by a page that loaded the chat before anybody changed a setting.
      if (row?.version === 0 && settings.version === 0) tx.drop('widget_settings', row);
      const body = encodeJson({ ...settings, seen });
      await saveVersioned(tx, 'widget_settings', [], { body }, settings.version);
      await appendAudit(tx, audit === null ? [] : [audit]);
      return { ...settings, seen, version: settings.version + 1 };
    });
  }

  noteSeen(origin: string, at: Date): Promise<void> {
    return this.#database.write(async (tx) => {
      const row = await tx.get('widget_settings');
      const settings = row === undefined ? defaultWidgetSettings(tx.tenantId) : toWidgetSettings(row);
      const body = encodeJson({ ...settings, seen: { origin, at } });
      if (row === undefined) await tx.insert('widget_settings', { body, version: settings.version });
      else tx.change('widget_settings', row, { body });
    });
  }

  async findSession(id: WidgetSessionId): Promise<WidgetSession | null> {
    return orNull(await this.#database.read((tx) => tx.get('widget_sessions', id)));
  }

  async latestSessionOf(visitorId: VisitorId): Promise<WidgetSession | null> {
    const find = { filter: { visitor_id: visitorId }, sort: newestFirst } as const;
    return orNull(await this.#database.read((tx) => tx.first('widget_sessions', find)));
  }

  async sessionOf(conversationId: ConversationId): Promise<WidgetSession | null> {
    const find = { filter: { conversation_id: conversationId }, sort: newestFirst } as const;
    return orNull(await this.#database.read((tx) => tx.first('widget_sessions', find)));
  }

  saveSession(session: WidgetSession): Promise<WidgetSession> {
    return this.#database.write((tx) => saveSession(tx, session));
  }

  touchSession(
    id: WidgetSessionId,
    at: Date,
    { readSeq = 0, conversationId }: { readonly readSeq?: number; readonly conversationId?: ConversationId },
  ): Promise<void> {
    return this.#database.write(async (tx) => {
      const row = await tx.get('widget_sessions', id);
      if (row?.status !== 'active') return;
      tx.change('widget_sessions', row, {
        active_at: Math.max(row.active_at, at.getTime()),
        read_seq: Math.max(row.read_seq, readSeq),
        conversation_id: conversationId ?? row.conversation_id,
      });
    });
  }
}

/** @throws {StaleWrite} */
const saveSession = async (tx: TenantTx, session: WidgetSession): Promise<WidgetSession> => {
  const { id, tenantId, version } = session.state;
  assertOwn(tx, tenantId);
  const columns = widgetSessionColumns(session);
  const row = await tx.get('widget_sessions', id);
  if (version === 0 ? row !== undefined : row?.version !== version)
    throw new StaleWrite('the session was saved by somebody else meanwhile', { id, version });
  if (row === undefined) await tx.insert('widget_sessions', { ...columns, version: 1 });
  // What touches have moved since it was read is kept: they leave the version as it is.
  else tx.change('widget_sessions', row, { ...changed(columns, row), version: version + 1 });
  const saved = await tx.get('widget_sessions', id);
  if (saved === undefined) throw new Error('a session that was just written is gone');
  return toWidgetSession(saved);
};

const changed = (columns: ReturnType<typeof widgetSessionColumns>, row: SessionRow): Partial<SessionRow> => ({
  conversation_id: columns.conversation_id ?? row.conversation_id,
  status: columns.status,
  language: columns.language,
  consent_at: columns.consent_at,
  rating: columns.rating,
  read_seq: Math.max(row.read_seq, columns.read_seq),
  active_at: Math.max(row.active_at, columns.active_at),
  closed_at: columns.closed_at,
});
