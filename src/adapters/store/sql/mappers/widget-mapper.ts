import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { WidgetSessionRow, WidgetSettingsRow } from '#adapters/store/sql/widget-rows';
import { type Rating, WidgetSession, type WidgetSessionStatus } from '#domain/channel/widget-session';
import { defaultWidgetSettings, type WidgetSettings } from '#domain/channel/widget-settings';
import { ConversationId, TenantId, VisitorId, WidgetSessionId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import { dateOrNull, msOrNull } from './dates.js';

/** A setting that is younger than the row has its default. */
export const toWidgetSettings = (row: WidgetSettingsRow): WidgetSettings => {
  const stored = decodeJson<Partial<WidgetSettings>>(row.body);
  const defaults = defaultWidgetSettings(TenantId(row.tenant_id));
  return {
    ...defaults,
    ...stored,
    privacy: { ...defaults.privacy, ...stored.privacy },
    tenantId: defaults.tenantId,
    version: row.version,
  };
};

export const toWidgetSession = (row: WidgetSessionRow): WidgetSession =>
  new WidgetSession({
    id: WidgetSessionId(row.id),
    tenantId: TenantId(row.tenant_id),
    visitorId: VisitorId(row.visitor_id),
    conversationId: row.conversation_id === null ? null : ConversationId(row.conversation_id),
    status: row.status as WidgetSessionStatus,
    language: row.language as Language,
    ip: row.ip,
    userAgent: row.user_agent,
    referrer: row.referrer,
    origin: row.origin,
    consentAt: dateOrNull(row.consent_at),
    rating: row.rating === null ? null : decodeJson<Rating>(row.rating),
    readSeq: row.read_seq,
    startedAt: new Date(row.started_at),
    activeAt: new Date(row.active_at),
    closedAt: dateOrNull(row.closed_at),
    version: row.version,
  });

export const widgetSessionColumns = ({ state }: WidgetSession): Omit<WidgetSessionRow, 'tenant_id' | 'version'> => ({
  id: state.id,
  visitor_id: state.visitorId,
  conversation_id: state.conversationId,
  status: state.status,
  language: state.language,
  ip: state.ip,
  user_agent: state.userAgent,
  referrer: state.referrer,
  origin: state.origin,
  consent_at: msOrNull(state.consentAt),
  rating: state.rating === null ? null : encodeJson(state.rating),
  read_seq: state.readSeq,
  started_at: state.startedAt.getTime(),
  active_at: state.activeAt.getTime(),
  closed_at: msOrNull(state.closedAt),
});
