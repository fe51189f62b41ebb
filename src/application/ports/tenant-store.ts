import type { AnswerLabels } from '#application/ports/answer-labels';
import type { ApiKeyStore } from '#application/ports/api-key-store';
import type { AssistantStore, StudioRunStore, SuggestionStore } from '#application/ports/assistant-store';
import type { AuditLog } from '#application/ports/audit-log';
import type { CatalogueStore } from '#application/ports/catalogue-store';
import type { ChannelSessionStore } from '#application/ports/channel-session-store';
import type { ChannelStore } from '#application/ports/channel-store';
import type { ConversationStore } from '#application/ports/conversation-store';
import type { Documents } from '#application/ports/documents';
import type { FileStore } from '#application/ports/file-store';
import type { FunctionCallLog } from '#application/ports/function-call-log';
import type { InvitationStore } from '#application/ports/invitation-store';
import type { KnowledgeStore } from '#application/ports/knowledge-store';
import type { LeadStore } from '#application/ports/lead-store';
import type { MessageStore } from '#application/ports/message-store';
import type { NumberWishes } from '#application/ports/number-wishes';
import type { OrderStore } from '#application/ports/order-store';
import type { PriceBook } from '#application/ports/price-book';
import type { TeamStore } from '#application/ports/team-store';
import type { TestCases } from '#application/ports/test-cases';
import type { TurnStore } from '#application/ports/turn-store';
import type { UnderstandingStore } from '#application/ports/understanding-store';
import type { WidgetStore } from '#application/ports/widget-store';
import type { Flow } from '#domain/assistant/flow';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { CannedReply } from '#domain/conversation/canned-reply';
import type { TenantFunction } from '#domain/functions/tenant-function';
import type { Form } from '#domain/leads/form';
import type { TenantId } from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';

/** One tenant's data, already scoped: nothing reached from here can name another tenant. */
export interface TenantStore {
  readonly tenantId: TenantId;
  /** The tenant's own record; `null` when it never was or was destroyed. */
  findTenant(): Promise<Tenant | null>;
  /** @throws {StaleWrite} */
  saveTenant(tenant: Tenant, audit: AuditDraft): Promise<Tenant>;
  readonly catalogue: CatalogueStore;
  readonly conversations: ConversationStore;
  readonly messages: MessageStore;
  readonly turns: TurnStore;
  readonly orders: OrderStore;
  readonly channels: ChannelStore;
  readonly sessions: ChannelSessionStore;
  readonly wishes: NumberWishes;
  readonly team: TeamStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditLog;
  readonly widget: WidgetStore;
  readonly flows: Documents<Flow>;
  readonly forms: Documents<Form>;
  readonly cannedReplies: Documents<CannedReply>;
  readonly leads: LeadStore;
  readonly files: FileStore;
  readonly invitations: InvitationStore;
  readonly functions: Documents<TenantFunction>;
  readonly functionCalls: FunctionCallLog;
  readonly knowledge: KnowledgeStore;
  readonly testCases: TestCases;
  readonly assistants: AssistantStore;
  readonly studioRuns: StudioRunStore;
  readonly suggestions: SuggestionStore;
  readonly prices: PriceBook;
  readonly understandings: UnderstandingStore;
  readonly answerLabels: AnswerLabels;
}
