import { MongoConversationStore } from '#adapters/store/mongo/conversations/mongo-conversation-store';
import { MongoDocuments } from '#adapters/store/mongo/documents/mongo-documents';
import { MongoFunctionCallLog } from '#adapters/store/mongo/functions/mongo-function-call-log';
import { MongoKnowledgeStore } from '#adapters/store/mongo/knowledge/mongo-knowledge-store';
import { MongoLeadStore } from '#adapters/store/mongo/leads/mongo-lead-store';
import { MongoMessageStore } from '#adapters/store/mongo/messages/mongo-message-store';
import type { OwnerOf } from '#adapters/store/mongo/platform/owner-of';
import { MongoChannelSessionStore } from '#adapters/store/mongo/sessions/mongo-channel-session-store';
import { MongoNumberWishes } from '#adapters/store/mongo/sessions/mongo-number-wishes';
import type { LiveAssistants } from '#adapters/store/mongo/studio/live-assistants';
import { MongoAssistantStore } from '#adapters/store/mongo/studio/mongo-assistant-store';
import { MongoPriceBook } from '#adapters/store/mongo/studio/mongo-price-book';
import { MongoStudioRunStore } from '#adapters/store/mongo/studio/mongo-studio-run-store';
import { MongoSuggestionStore } from '#adapters/store/mongo/studio/mongo-suggestion-store';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { MongoOrderStore } from '#adapters/store/mongo/turns/mongo-order-store';
import { MongoTurnStore } from '#adapters/store/mongo/turns/mongo-turn-store';
import { MongoAnswerLabels } from '#adapters/store/mongo/understanding/mongo-answer-labels';
import { MongoUnderstandingStore } from '#adapters/store/mongo/understanding/mongo-understanding-store';
import { MongoWidgetStore } from '#adapters/store/mongo/widget/mongo-widget-store';
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
import { MongoApiKeyStore } from './mongo-api-key-store.js';
import { MongoAuditLog } from './mongo-audit-log.js';
import { MongoCatalogueStore } from './mongo-catalogue-store.js';
import { MongoChannelStore } from './mongo-channel-store.js';
import { MongoFileStore } from './mongo-file-store.js';
import { MongoInvitationStore } from './mongo-invitation-store.js';
import { MongoTeamStore } from './mongo-team-store.js';
import { findTenant, updateTenant } from './tenant-record.js';

/** One tenant's repositories over one scoped database. */
export class MongoTenantStore implements TenantStore {
  readonly tenantId: TenantId;
  readonly catalogue: MongoCatalogueStore;
  readonly conversations: MongoConversationStore;
  readonly messages: MongoMessageStore;
  readonly turns: MongoTurnStore;
  readonly orders: MongoOrderStore;
  readonly channels: MongoChannelStore;
  readonly sessions: MongoChannelSessionStore;
  readonly wishes: MongoNumberWishes;
  readonly team: MongoTeamStore;
  readonly apiKeys: MongoApiKeyStore;
  readonly audit: MongoAuditLog;
  readonly widget: MongoWidgetStore;
  readonly flows: MongoDocuments<Flow>;
  readonly forms: MongoDocuments<Form>;
  readonly cannedReplies: MongoDocuments<CannedReply>;
  readonly leads: MongoLeadStore;
  readonly files: MongoFileStore;
  readonly invitations: MongoInvitationStore;
  readonly functions: MongoDocuments<TenantFunction>;
  readonly functionCalls: MongoFunctionCallLog;
  readonly knowledge: MongoKnowledgeStore;
  readonly testCases: MongoDocuments<TestCase>;
  readonly assistants: MongoAssistantStore;
  readonly studioRuns: MongoStudioRunStore;
  readonly suggestions: MongoSuggestionStore;
  readonly prices: MongoPriceBook;
  readonly understandings: MongoUnderstandingStore;
  readonly answerLabels: MongoAnswerLabels;
  readonly #database: TenantDatabase;
  readonly #ownerOf: OwnerOf;

  constructor(database: TenantDatabase, snapshots: CatalogueSnapshots, live: LiveAssistants, ownerOf: OwnerOf) {
    this.#database = database;
    this.#ownerOf = ownerOf;
    this.tenantId = database.tenantId;
    this.catalogue = new MongoCatalogueStore(database, snapshots);
    this.conversations = new MongoConversationStore(database);
    this.messages = new MongoMessageStore(database);
    this.turns = new MongoTurnStore(database);
    this.orders = new MongoOrderStore(database);
    this.channels = new MongoChannelStore(database, ownerOf.channelKey);
    this.sessions = new MongoChannelSessionStore(database);
    this.wishes = new MongoNumberWishes(database);
    this.team = new MongoTeamStore(database);
    this.apiKeys = new MongoApiKeyStore(database, ownerOf.keyPrefix);
    this.audit = new MongoAuditLog(database);
    this.widget = new MongoWidgetStore(database);
    this.flows = new MongoDocuments(database, 'flow');
    this.forms = new MongoDocuments(database, 'form');
    this.cannedReplies = new MongoDocuments(database, 'canned_reply');
    this.leads = new MongoLeadStore(database);
    this.files = new MongoFileStore(database);
    this.functions = new MongoDocuments(database, 'function');
    this.functionCalls = new MongoFunctionCallLog(database);
    this.invitations = new MongoInvitationStore(database);
    this.knowledge = new MongoKnowledgeStore(database);
    this.testCases = new MongoDocuments(database, 'test_case');
    this.assistants = new MongoAssistantStore(database, live, ownerOf.slug);
    this.studioRuns = new MongoStudioRunStore(database);
    this.suggestions = new MongoSuggestionStore(database);
    this.prices = new MongoPriceBook(database);
    this.understandings = new MongoUnderstandingStore(database);
    this.answerLabels = new MongoAnswerLabels(database);
  }

  findTenant(): Promise<Tenant | null> {
    return this.#database.read(findTenant);
  }

  saveTenant(tenant: Tenant, audit: AuditDraft): Promise<Tenant> {
    return this.#database.writeUnique(async (tx) => {
      const saved = await updateTenant(tx, tenant, this.#ownerOf.slug);
      await appendAudit(tx, [audit]);
      return saved;
    });
  }
}
