import type { WidgetSession } from '#domain/channel/widget-session';
import type { WidgetSettings } from '#domain/channel/widget-settings';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ConversationId, VisitorId, WidgetSessionId } from '#domain/shared/ids';

/** The chat on a tenant's site: its settings and its visitors' sessions. */
export interface WidgetStore {
  /** The defaults at version 0 when nobody has changed anything. */
  settings(): Promise<WidgetSettings>;
  /** Version 0 inserts. @throws {StaleWrite} */
  saveSettings(settings: WidgetSettings, audit: AuditDraft | null): Promise<WidgetSettings>;
  /** Notes a page that loads the chat, without a version: it is no conflict for whoever is changing the settings. */
  noteSeen(origin: string, at: Date): Promise<void>;
  findSession(id: WidgetSessionId): Promise<WidgetSession | null>;
  /** The newest of a browser. */
  latestSessionOf(visitorId: VisitorId): Promise<WidgetSession | null>;
  /** The newest session that talks in a conversation. */
  sessionOf(conversationId: ConversationId): Promise<WidgetSession | null>;
  /** Version 0 inserts. @throws {StaleWrite} */
  saveSession(session: WidgetSession): Promise<WidgetSession>;
  /**
   * Notes that something happened, without a version: two tabs at once are no conflict. Moves `activeAt` and `readSeq`
   * forward, never back; sets the conversation if one is given. Nothing on a session that is not active.
   */
  touchSession(
    id: WidgetSessionId,
    at: Date,
    more: { readonly readSeq?: number; readonly conversationId?: ConversationId },
  ): Promise<void>;
}
