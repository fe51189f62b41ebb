import type { AiSettingsRow, AiSpendRow } from '#adapters/store/sql/ai-rows';
import type { MailRow } from '#adapters/store/sql/platform/mail-row';
import type {
  ConversationRow,
  KillSwitchRow,
  MessageRow,
  OneTimeLinkRow,
  SessionRow,
  TenantRow,
  TenantSchema,
  UserRow,
} from '#adapters/store/sql/schema';

/**
 * What stands in a collection: the rows of the SQL engines, field by field. Times are milliseconds, and what no query looks
 * into is a text of `json-codec.ts`, so that all engines share mappers and rules. What SQL keeps in a table beside (words, tags)
 * is an array here. What SQL seals in a column is sealed in the field of that name.
 */
export type TenantRows = Omit<
  TenantSchema,
  'tenants' | 'messages' | 'message_words' | 'conversations' | 'conversation_tags'
> & {
  tenants: TenantRow & { tenant_id: string };
  messages: MessageRow & { words: readonly string[] };
  conversations: ConversationRow & { tag_list: readonly string[] };
  kill_switches: Omit<KillSwitchRow, 'tenant_id'> & { tenant_id: string };
  ai_settings: Omit<AiSettingsRow, 'tenant_id'> & { tenant_id: string };
};

/** Written by one command on one document each; no journal is kept of them. */
export type PlatformRows = {
  users: UserRow;
  sessions: SessionRow;
  one_time_links: OneTimeLinkRow;
  mails: MailRow;
  ai_spend: AiSpendRow & { total_micros: number };
};

export type TenantCollection = keyof TenantRows & string;
export type PlatformCollection = keyof PlatformRows & string;

/** A row as it is stored: named by its key, and counted with every change. */
export type Stored<Row> = Row & { readonly _id: string; readonly rev: number };
