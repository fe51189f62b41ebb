/** `scope` is a tenant's id, `platform`, or `revision`: the row whose version grows with every change of another. */
export type AiSettingsRow = { scope: string; tenant_id: string | null; body: string; version: number };

/** What models cost on one UTC day, of one tenant or of all (`platform`). */
export type AiSpendRow = {
  scope: string;
  day: string;
  tenant_id: string | null;
  reserved_micros: number;
  spent_micros: number;
};
