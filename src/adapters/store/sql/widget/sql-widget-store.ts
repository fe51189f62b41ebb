import { encodeJson } from '#adapters/store/sql/json-codec';
import { toWidgetSession, toWidgetSettings, widgetSessionColumns } from '#adapters/store/sql/mappers/widget-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { WidgetSessionRow } from '#adapters/store/sql/widget-rows';
import type { WidgetStore } from '#application/ports/widget-store';
import type { WidgetSession } from '#domain/channel/widget-session';
import { defaultWidgetSettings, type WidgetSettings } from '#domain/channel/widget-settings';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ConversationId, VisitorId, WidgetSessionId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import {
  dropUntouched,
  newestInConversation,
  newestOfVisitor,
  noteSettings,
  sessionById,
  settingsOf,
  touchSession,
  updateSession,
} from './widget-statements.js';

export class SqlWidgetStore implements WidgetStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async settings(): Promise<WidgetSettings> {
    const row = await this.#database.read((tx) => tx.first(settingsOf, {}));
    return row === undefined ? defaultWidgetSettings(this.#database.tenantId) : toWidgetSettings(row);
  }

  saveSettings(settings: WidgetSettings, audit: AuditDraft | null): Promise<WidgetSettings> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, settings.tenantId);
      const seen = latest(settings.seen, await seenIn(tx));
      // Its row may have been made by a page that loaded the chat before anybody changed a setting.
      if (settings.version === 0) await tx.run(dropUntouched, {});
      await saveVersioned(tx, 'widget_settings', {}, { body: encodeJson({ ...settings, seen }) }, settings.version);
      await appendAudit(tx, audit === null ? [] : [audit]);
      return { ...settings, seen, version: settings.version + 1 };
    });
  }

  async noteSeen(origin: string, at: Date): Promise<void> {
    await this.#database.write(async (tx) => {
      const row = await tx.first(settingsOf, {});
      const settings = row === undefined ? defaultWidgetSettings(tx.tenantId) : toWidgetSettings(row);
      await tx.run(noteSettings, {
        body: encodeJson({ ...settings, seen: { origin, at } }),
        version: settings.version,
      });
    });
  }

  async findSession(id: WidgetSessionId): Promise<WidgetSession | null> {
    return orNull(await this.#database.read((tx) => tx.first(sessionById, { id })));
  }

  async latestSessionOf(visitorId: VisitorId): Promise<WidgetSession | null> {
    return orNull(await this.#database.read((tx) => tx.first(newestOfVisitor, { visitorId })));
  }

  async sessionOf(conversationId: ConversationId): Promise<WidgetSession | null> {
    return orNull(await this.#database.read((tx) => tx.first(newestInConversation, { conversationId })));
  }

  saveSession(session: WidgetSession): Promise<WidgetSession> {
    return this.#database.write((tx) => saveSession(tx, session));
  }

  async touchSession(
    id: WidgetSessionId,
    at: Date,
    {
      readSeq = 0,
      conversationId = null,
    }: { readonly readSeq?: number; readonly conversationId?: ConversationId | null },
  ): Promise<void> {
    await this.#database.write((tx) => tx.run(touchSession, { id, at: at.getTime(), readSeq, conversationId }));
  }
}

/** What a page noted since the settings were read stays. */
const seenIn = async (tx: TenantTx): Promise<WidgetSettings['seen']> => {
  const row = await tx.first(settingsOf, {});
  return row === undefined ? null : toWidgetSettings(row).seen;
};

type Seen = WidgetSettings['seen'];
const latest = (one: Seen, other: Seen): Seen => ((one?.at ?? 0) < (other?.at ?? 0) ? other : one);

const orNull = (row: WidgetSessionRow | undefined): WidgetSession | null =>
  row === undefined ? null : toWidgetSession(row);

/** @throws {StaleWrite} */
const saveSession = async (tx: TenantTx, session: WidgetSession): Promise<WidgetSession> => {
  const { id, tenantId, version } = session.state;
  assertOwn(tx, tenantId);
  const { id: _, ...columns } = widgetSessionColumns(session);
  if (version === 0) await saveVersioned(tx, 'widget_sessions', { id }, columns, version);
  else if ((await tx.run(updateSession, { ...columns, id, version })) !== 1)
    throw new StaleWrite('the session was saved by somebody else meanwhile', { id, version });
  const row = await tx.first(sessionById, { id });
  if (row === undefined) throw new Error('a session that was just written is gone');
  return toWidgetSession(row);
};
