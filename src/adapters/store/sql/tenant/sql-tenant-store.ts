import { SqlConversationStore } from '#adapters/store/sql/conversations/sql-conversation-store';
import { SqlDocuments } from '#adapters/store/sql/documents/sql-documents';
import { SqlFunctionCallLog } from '#adapters/store/sql/functions/sql-function-call-log';
import { SqlKnowledgeStore } from '#adapters/store/sql/knowledge/sql-knowledge-store';
import { SqlLeadStore } from '#adapters/store/sql/leads/sql-lead-store';
import { toTenant } from '#adapters/store/sql/mappers/tenant-mapper';
import { SqlMessageStore } from '#adapters/store/sql/messages/sql-message-store';
import { SqlChannelSessionStore } from '#adapters/store/sql/sessions/sql-channel-session-store';
import { SqlNumberWishes } from '#adapters/store/sql/sessions/sql-number-wishes';
import type { LiveAssistants } from '#adapters/store/sql/studio/live-assistants';
import { SqlAssistantStore } from '#adapters/store/sql/studio/sql-assistant-store';
import { SqlPriceBook } from '#adapters/store/sql/studio/sql-price-book';
import { SqlStudioRunStore } from '#adapters/store/sql/studio/sql-studio-run-store';
import { SqlSuggestionStore } from '#adapters/store/sql/studio/sql-suggestion-store';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import { SqlOrderStore } from '#adapters/store/sql/turns/sql-order-store';
import { SqlTurnStore } from '#adapters/store/sql/turns/sql-turn-store';
import { SqlAnswerLabels } from '#adapters/store/sql/understanding/sql-answer-labels';
import { SqlUnderstandingStore } from '#adapters/store/sql/understanding/sql-understanding-store';
import { SqlWidgetStore } from '#adapters/store/sql/widget/sql-widget-store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Flow } from '#domain/assistant/flow';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { CannedReply } from '#domain/conversation/canned-reply';
import type { TenantFunction } from '#domain/functions/tenant-function';
import type { TestCase } from '#domain/knowledge/test-case';
import type { Form } from '#domain/leads/form';
import type { TenantId } from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';
import { appendAudit } from './audit-chain.js';
import type { CatalogueSnapshots } from './catalogue-snapshots.js';
import { SqlApiKeyStore } from './sql-api-key-store.js';
import { SqlAuditLog } from './sql-audit-log.js';
import { SqlCatalogueStore } from './sql-catalogue-store.js';
import { SqlChannelStore } from './sql-channel-store.js';
import { SqlFileStore } from './sql-file-store.js';
import { SqlInvitationStore } from './sql-invitation-store.js';
import { SqlTeamStore } from './sql-team-store.js';
import { tenantRecord, updateTenant } from './tenant-record.js';

/** One tenant's repositories over one scoped database. */
export class SqlTenantStore implements TenantStore {
  readonly tenantId: TenantId;
  readonly catalogue: SqlCatalogueStore;
  readonly conversations: SqlConversationStore;
  readonly messages: SqlMessageStore;
  readonly turns: SqlTurnStore;
  readonly orders: SqlOrderStore;
  readonly channels: SqlChannelStore;
  readonly sessions: SqlChannelSessionStore;
  readonly wishes: SqlNumberWishes;
  readonly team: SqlTeamStore;
  readonly apiKeys: SqlApiKeyStore;
  readonly audit: SqlAuditLog;
  readonly widget: SqlWidgetStore;
  readonly flows: SqlDocuments<Flow>;
  readonly forms: SqlDocuments<Form>;
  readonly cannedReplies: SqlDocuments<CannedReply>;
  readonly leads: SqlLeadStore;
  readonly files: SqlFileStore;
  readonly invitations: SqlInvitationStore;
  readonly functions: SqlDocuments<TenantFunction>;
  readonly functionCalls: SqlFunctionCallLog;
  readonly knowledge: SqlKnowledgeStore;
  readonly testCases: SqlDocuments<TestCase>;
  readonly assistants: SqlAssistantStore;
  readonly studioRuns: SqlStudioRunStore;
  readonly suggestions: SqlSuggestionStore;
  readonly prices: SqlPriceBook;
  readonly understandings: SqlUnderstandingStore;
  readonly answerLabels: SqlAnswerLabels;
  readonly #database: TenantDatabase;

  constructor(database: TenantDatabase, snapshots: CatalogueSnapshots, live: LiveAssistants) {
    this.#database = database;
    this.tenantId = database.tenantId;
    this.catalogue = new SqlCatalogueStore(database, snapshots);
    this.conversations = new SqlConversationStore(database);
    this.messages = new SqlMessageStore(database);
    this.turns = new SqlTurnStore(database);
    this.orders = new SqlOrderStore(database);
    this.channels = new SqlChannelStore(database);
    this.sessions = new SqlChannelSessionStore(database);
    this.wishes = new SqlNumberWishes(database);
    this.team = new SqlTeamStore(database);
    this.apiKeys = new SqlApiKeyStore(database);
    this.audit = new SqlAuditLog(database);
    this.widget = new SqlWidgetStore(database);
    this.flows = new SqlDocuments(database, 'flow');
    this.forms = new SqlDocuments(database, 'form');
    this.cannedReplies = new SqlDocuments(database, 'canned_reply');
    this.leads = new SqlLeadStore(database);
    this.files = new SqlFileStore(database);
    this.functions = new SqlDocuments(database, 'function');
    this.functionCalls = new SqlFunctionCallLog(database);
    this.invitations = new SqlInvitationStore(database);
    this.knowledge = new SqlKnowledgeStore(database);
    this.testCases = new SqlDocuments(database, 'test_case');
    this.assistants = new SqlAssistantStore(database, live);
    this.studioRuns = new SqlStudioRunStore(database);
    this.suggestions = new SqlSuggestionStore(database);
    this.prices = new SqlPriceBook(database);
    this.understandings = new SqlUnderstandingStore(database);
    this.answerLabels = new SqlAnswerLabels(database);
  }

  async findTenant(): Promise<Tenant | null> {
    const row = await this.#database.read((tx) => tx.first(tenantRecord, {}));
    return row === undefined || row.status === 'destroyed' ? null : toTenant(row);
  }

  saveTenant(tenant: Tenant, audit: AuditDraft): Promise<Tenant> {
    return this.#database.write(async (tx) => {
      const saved = await updateTenant(tx, tenant);
      await appendAudit(tx, [audit]);
      return saved;
    });
  }
}
