import type { FunctionCallRow } from '#adapters/store/sql/functions/function-call-row';
import type { AiSettingsRow, AiSpendRow } from './ai-rows.js';
import type { CustomerKeyRow, SealingPlaceRow, SearchTermRow, TenantKeyRow } from './key-rows.js';
import type {
  KnowledgeDocumentRow,
  KnowledgeGapRow,
  KnowledgeSentenceRow,
  KnowledgeVectorRow,
} from './knowledge-rows.js';
import type { LeadRow } from './leads/lead-row.js';
import type { MailRow } from './platform/mail-row.js';
import type { ChannelCredentialRow, ChannelLeaseRow, ChannelSessionRow, ChannelWishRow } from './session-rows.js';
import type { AssistantRow, AssistantVersionRow, PriceRecordRow, StudioRunRow, SuggestionRow } from './studio-rows.js';
import type { AnswerLabelRow } from './understanding/answer-label-row.js';
import type { UnderstandingRow } from './understanding/understanding-row.js';
import type { WidgetSessionRow, WidgetSettingsRow } from './widget-rows.js';

/**
 * The rows, as both dialects hold them: times are milliseconds since 1970, yes/no is 1/0, structured values are JSON texts
 * made by `json-codec.ts`. A `tenant_id` is in every row that belongs to a tenant.
 */
export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  status: string;
  currency: string;
  time_zone: string;
  assistant: string;
  profile: string;
  hours: string;
  cloud_api_allowed: number;
  catalogue_version: number;
  /** Moves with its documents, so that an edited price does not read them anew. */
  knowledge_version: number;
  order_count: number;
  created_at: number;
  version: number;
};

export type UserRow = {
  id: string;
  email: string;
  name: string;
  password_hash: string;
  is_super_admin: number;
  email_verified_at: number | null;
  created_at: number;
  version: number;
};

export type SessionRow = {
  id: string;
  user_id: string;
  tenant_id: string | null;
  current_hash: string;
  previous_hash: string | null;
  rotated_at: number;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
  user_agent: string;
  version: number;
};

/** `scope` is the tenant's id, or `platform`. */
export type KillSwitchRow = {
  scope: string;
  tenant_id: string | null;
  is_on: number;
  reason: string;
  by_user: string | null;
  at: number;
  version: number;
};

export type MemberRow = {
  tenant_id: string;
  user_id: string;
  email: string;
  name: string;
  role: string;
  active: number;
  mail_about: string;
  created_at: number;
  version: number;
};

export type RoleRow = { tenant_id: string; id: string; name: string; permissions: string; version: number };

export type ApiKeyRow = {
  tenant_id: string;
  id: string;
  name: string;
  prefix: string;
  secret_hash: string;
  scopes: string;
  rate_per_minute: number | null;
  expires_at: number | null;
  revoked_at: number | null;
  last_used_at: number | null;
  created_at: number;
  version: number;
};

export type AuditRow = {
  tenant_id: string;
  seq: number;
  actor: string;
  action: string;
  target: string;
  facts: string;
  at: number;
  previous_hash: string;
  hash: string;
};

export type ChannelRow = {
  tenant_id: string;
  id: string;
  kind: string;
  name: string;
  external_key: string;
  status: string;
  stopped_because: string | null;
  settings: string;
  created_at: number;
  version: number;
};

/** A service or an FAQ whole, beside the columns it is found by. */
export type CatalogueRow = {
  tenant_id: string;
  id: string;
  active: number;
  body: string;
  created_at: number;
  version: number;
};

export type CustomerRow = {
  tenant_id: string;
  id: string;
  name: string | null;
  language: string | null;
  email: string | null;
  phone: string | null;
  remark: string;
  created_at: number;
  version: number;
};

export type IdentityRow = {
  tenant_id: string;
  scheme: string;
  /** Blind, for looking it up; in rows older than `address` it is the address. */
  value: string;
  customer_id: string;
  position: number;
  address: string | null;
};

export type ConversationRow = {
  tenant_id: string;
  id: string;
  customer_id: string;
  channel_id: string;
  /** Channel and customer while it is open, null after: the unique index on it allows one open conversation. */
  open_key: string | null;
  status: string;
  mode: string;
  /** `closed`, else the mode: one column for the one index behind the inbox list. */
  inbox_state: string;
  assistant_on: number;
  epoch: number;
  holder: string | null;
  assignee: string | null;
  /** The list as the team made it; `conversation_tags` is the same to search by. */
  tags: string;
  escalation_reason: string | null;
  escalation_at: number | null;
  dialogue: string;
  resolution: string | null;
  created_at: number;
  first_response_at: number | null;
  closed_at: number | null;
  version: number;
  last_seq: number;
  inbound_seq: number;
  answered_seq: number;
  last_message_id: string | null;
  last_message_at: number;
  last_inbound_at: number | null;
  first_unanswered_at: number | null;
  turn_due_at: number | null;
  turn_owner: string | null;
  turn_lease_until: number | null;
  turn_fence: number;
  /** What `inbound_seq` was when the lease was taken: tells whether the customer wrote since. */
  turn_claimed_seq: number;
  turn_failures: number;
  /** A turn that was decided and not applied: no other is decided before it is, or a message would be answered twice. */
  unapplied_turn: string | null;
  /** When the line of outbound messages is worth looking at; null while it is empty or its head is being sent. */
  deliver_due_at: number | null;
};

export type MessageRow = {
  tenant_id: string;
  id: string;
  conversation_id: string;
  channel_id: string;
  seq: number;
  direction: string;
  author_kind: string;
  author: string;
  content: string;
  choices: string;
  status: string;
  external_id: string | null;
  turn_id: string | null;
  epoch: number;
  sensitive: number;
  attempts: number;
  status_reason: string | null;
  sent_at: number | null;
  created_at: number;
  status_at: number;
  /** The conversation's id while the message still has to leave, null after: the line is an index over it. */
  line_key: string | null;
  next_attempt_at: number | null;
  reconcile_until: number | null;
  /** The provider's id of the message it answers to. */
  quotes: string | null;
  /** Why the assistant passes it by: `history` or `late`. */
  set_aside: string | null;
};

/** Media a provider keeps for us; gone once there is an outcome. */
export type MediaFetchRow = { tenant_id: string; message_id: string; attempts: number; due_at: number };

export type MessageWordRow = { tenant_id: string; word: string; created_at: number; message_id: string };

export type TurnRow = {
  tenant_id: string;
  id: string;
  conversation_id: string;
  upto_seq: number;
  epoch: number;
  /** When it was decided, until it is applied; null after. */
  unapplied_since: number | null;
  body: string;
};

export type OrderRow = {
  tenant_id: string;
  id: string;
  conversation_id: string;
  turn_id: string;
  number: number;
  status: string;
  body: string;
  created_at: number;
  version: number;
};

/** One tag of one conversation, with the columns the inbox is listed by: a list by tag is one run of an index. */
export type ConversationTagRow = {
  tenant_id: string;
  conversation_id: string;
  tag: string;
  inbox_state: string;
  last_message_at: number;
};

export type NoteRow = {
  tenant_id: string;
  id: string;
  conversation_id: string;
  by_user: string;
  by_name: string;
  text: string;
  at: number;
};

/** How far a person of the team has read a conversation. */
export type ReadMarkRow = { tenant_id: string; user_id: string; conversation_id: string; seq: number };

export type FileRow = {
  tenant_id: string;
  id: string;
  name: string;
  mime_type: string;
  size: number;
  sha256: string;
  owner: string;
  conversation_id: string | null;
  created_at: number;
};

/** A small thing whole: a menu, a form, a canned reply, as `kind` says. */
export type DocumentRow = {
  tenant_id: string;
  kind: string;
  id: string;
  body: string;
  created_at: number;
  version: number;
};

export type InvitationRow = {
  tenant_id: string;
  id: string;
  email: string;
  name: string;
  role: string;
  invited_by: string;
  status: string;
  created_at: number;
  expires_at: number;
  version: number;
};

export type OneTimeLinkRow = {
  hash: string;
  purpose: string;
  user_id: string | null;
  tenant_id: string | null;
  invitation_id: string | null;
  email: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
};

/** What a tenant's repositories can name at all. */
export type TenantSchema = {
  tenants: TenantRow;
  members: MemberRow;
  roles: RoleRow;
  api_keys: ApiKeyRow;
  audit_entries: AuditRow;
  channels: ChannelRow;
  channel_sessions: ChannelSessionRow;
  channel_leases: ChannelLeaseRow;
  channel_credentials: ChannelCredentialRow;
  channel_wishes: ChannelWishRow;
  services: CatalogueRow;
  faqs: CatalogueRow;
  customers: CustomerRow;
  customer_identities: IdentityRow;
  conversations: ConversationRow;
  messages: MessageRow;
  media_fetches: MediaFetchRow;
  message_words: MessageWordRow;
  turns: TurnRow;
  orders: OrderRow;
  conversation_tags: ConversationTagRow;
  notes: NoteRow;
  read_marks: ReadMarkRow;
  files: FileRow;
  widget_settings: WidgetSettingsRow;
  widget_sessions: WidgetSessionRow;
  documents: DocumentRow;
  leads: LeadRow;
  invitations: InvitationRow;
  function_calls: FunctionCallRow;
  knowledge_documents: KnowledgeDocumentRow;
  knowledge_sentences: KnowledgeSentenceRow;
  knowledge_vectors: KnowledgeVectorRow;
  knowledge_gaps: KnowledgeGapRow;
  assistants: AssistantRow;
  assistant_versions: AssistantVersionRow;
  studio_runs: StudioRunRow;
  suggestions: SuggestionRow;
  price_records: PriceRecordRow;
  understandings: UnderstandingRow;
  answer_labels: AnswerLabelRow;
  tenant_keys: TenantKeyRow;
  customer_keys: CustomerKeyRow;
  search_terms: SearchTermRow;
  sealing_places: SealingPlaceRow;
};

export type Schema = TenantSchema & {
  users: UserRow;
  sessions: SessionRow;
  kill_switches: KillSwitchRow;
  one_time_links: OneTimeLinkRow;
  mails: MailRow;
  ai_settings: AiSettingsRow;
  ai_spend: AiSpendRow;
};
