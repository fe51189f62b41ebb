/** Assistants, their versions and runs, what is suggested to people, and what services cost: see `schema.ts`. */
export type AssistantRow = {
  tenant_id: string;
  id: string;
  /** The version customers hear. */
  live_version: string | null;
  body: string;
  created_at: number;
  version: number;
};

export type AssistantVersionRow = {
  tenant_id: string;
  id: string;
  assistant_id: string;
  number: number;
  body: string;
  created_at: number;
  version: number;
};

export type StudioRunRow = {
  tenant_id: string;
  id: string;
  assistant_id: string;
  /** When somebody may go on with it: at once, or when the lease of who has it ends. Null once it is over. */
  due_at: number | null;
  body: string;
  created_at: number;
  version: number;
};

export type SuggestionRow = {
  tenant_id: string;
  id: string;
  conversation_id: string;
  assistant_id: string;
  status: string;
  decided_at: number | null;
  body: string;
  created_at: number;
  version: number;
};

export type PriceRecordRow = { tenant_id: string; service_id: string; service_version: number; body: string };
