/** The chat on a tenant's site: see `schema.ts`. */
export type WidgetSettingsRow = { tenant_id: string; body: string; version: number };

export type WidgetSessionRow = {
  tenant_id: string;
  id: string;
  visitor_id: string;
  conversation_id: string | null;
  status: string;
  language: string;
  ip: string | null;
  user_agent: string | null;
  referrer: string | null;
  origin: string | null;
  consent_at: number | null;
  rating: string | null;
  read_seq: number;
  started_at: number;
  active_at: number;
  closed_at: number | null;
  version: number;
};
