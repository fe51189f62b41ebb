import type { AiStore } from '#application/ports/ai-store';
import type { AuditLog } from '#application/ports/audit-log';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { MailOutbox } from '#application/ports/mail-outbox';
import type { OpenWish } from '#application/ports/number-wishes';
import type { StoreSeals } from '#application/ports/store-seals';
import type { Channel, ChannelKind } from '#domain/channel/channel';
import type { KillSwitch } from '#domain/channel/kill-switch';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ApiKey } from '#domain/identity/api-key';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import type { Session } from '#domain/identity/session';
import type { Member, User } from '#domain/identity/user';
import { DomainError } from '#domain/shared/domain-error';
import type {
  ConversationId,
  DocumentId,
  MessageId,
  SessionId,
  StudioRunId,
  TenantId,
  TurnId,
  UserId,
  WidgetSessionId,
} from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import type { Tenant, TenantStatus } from '#domain/tenancy/tenant';

export class EmailTaken extends DomainError {
  readonly code = 'user.email_taken';
  readonly kind = 'conflict';
}
export class SlugTaken extends DomainError {
  readonly code = 'tenant.slug_taken';
  readonly kind = 'conflict';
}

export type ConversationRef = { readonly tenantId: TenantId; readonly conversationId: ConversationId };
export type WidgetSessionRef = { readonly tenantId: TenantId; readonly sessionId: WidgetSessionId };
export type DocumentRef = { readonly tenantId: TenantId; readonly documentId: DocumentId };
export type StudioRunRef = { readonly tenantId: TenantId; readonly runId: StudioRunId };
export type MessageRef = { readonly tenantId: TenantId; readonly messageId: MessageId };
/** `isHeld`: a process has its lease now, by the store's clock. */
export type LinkedNumber = SessionRef & { readonly isHeld: boolean };
export type TurnRef = { readonly tenantId: TenantId; readonly turnId: TurnId };

/** What spans tenants. Only platform use cases, sign-in and the sweeper receive it. */
export interface PlatformStore {
  findTenant(id: TenantId): Promise<Tenant | null>;
  /** Newest first. */
  pageTenants(filter: { readonly status?: TenantStatus }, page: PageRequest): Promise<Page<Tenant>>;
  /**
   * Version 0 inserts, with its `api` channel and its first member if given. The entry goes into the tenant's log and, as
   * the platform acted, into the platform's. @throws {StaleWrite} @throws {SlugTaken}
   */
  saveTenant(
    tenant: Tenant,
    audit: AuditDraft,
    first?: { readonly channel: Channel; readonly member: Member | null },
  ): Promise<Tenant>;
  /** Destroys a deleted tenant's data for good; its row stays as `destroyed`, without a name. The platform's log keeps the fact. */
  destroyTenant(id: TenantId, audit: AuditDraft): Promise<void>;

  findUser(id: UserId): Promise<User | null>;
  findUserByEmail(email: string): Promise<User | null>;
  /** Version 0 inserts. @throws {EmailTaken} @throws {StaleWrite} */
  saveUser(user: User): Promise<User>;
  countSuperAdmins(): Promise<number>;
  /** Active memberships of one person, in any tenant. */
  membershipsOf(userId: UserId): Promise<readonly Member[]>;

  findSession(id: SessionId): Promise<Session | null>;
  /** Live ones, newest first. */
  sessionsOf(userId: UserId): Promise<readonly Session[]>;
  /** Version 0 inserts. @throws {StaleWrite} */
  saveSession(session: Session): Promise<Session>;

  findApiKeyByPrefix(prefix: string): Promise<ApiKey | null>;
  findChannelByKey(kind: ChannelKind, externalKey: string): Promise<Channel | null>;

  /** Active `whatsapp` channels of active tenants that were linked once: those whose key is a number. */
  whatsappSessions(limit: number): Promise<readonly LinkedNumber[]>;
  /** Wishes that nobody has begun and that are no older than `maxAgeMs` by the store's clock, oldest first. */
  openWishes(maxAgeMs: number, limit: number): Promise<readonly OpenWish[]>;

  /** Every switch that was ever used: a handful. */
  killSwitches(): Promise<readonly KillSwitch[]>;
  /** @throws {StaleWrite} */
  saveKillSwitch(killSwitch: KillSwitch, audit: AuditDraft): Promise<KillSwitch>;

  /** By name in an address or in a snippet; `null` for a destroyed one. */
  findTenantBySlug(slug: string): Promise<Tenant | null>;

  /** A new link for a password reset ends those the person was sent before. */
  addOneTimeLink(link: OneTimeLink): Promise<void>;
  findOneTimeLink(hash: string): Promise<OneTimeLink | null>;
  /** Compare-and-set: `true` for exactly one caller, and only before it expires. */
  useOneTimeLink(hash: string, at: Date): Promise<boolean>;

  readonly mails: MailOutbox;

  /** Active widget sessions nobody has used since `before`, oldest first. */
  idleWidgetSessions(before: Date, limit: number): Promise<readonly WidgetSessionRef[]>;
  /** Closed widget sessions that ended before `before`, oldest first. */
  oldWidgetSessions(before: Date, limit: number): Promise<readonly WidgetSessionRef[]>;

  /** Which models answer, and what they cost. */
  readonly ai: AiStore;

  /** The platform's own log. */
  readonly audit: AuditLog;

  /** The upkeep of what is sealed. */
  readonly seals: StoreSeals;

  /** Conversations whose answer is due, oldest first, and which nobody has a live lease on. */
  dueTurns(limit: number): Promise<readonly ConversationRef[]>;
  /** Turns that were decided and not applied. */
  unappliedTurns(limit: number): Promise<readonly TurnRef[]>;
  /**
   * Conversations in which an outbound message is due to be sent or its reconcile window is over. With a holder those of numbers
   * that another process holds are left out.
   */
  dueDeliveries(limit: number, holder?: string | null): Promise<readonly ConversationRef[]>;
  /** Documents of which a version waits to be read, and which nobody has a live lease on. */
  dueReadings(limit: number): Promise<readonly DocumentRef[]>;
  /** Media that a provider keeps and nobody has fetched yet. */
  dueMedia(limit: number): Promise<readonly MessageRef[]>;
  /** Exams and replays that nobody is at work on. */
  dueStudioRuns(limit: number): Promise<readonly StudioRunRef[]>;
  /** What waits to be sent waits no longer: something that held it back was released. `null`: of every tenant. */
  makeDeliveriesDue(tenantId: TenantId | null): Promise<void>;
  /**
   * Called once when a process starts, before it serves. Every `sending` and `unknown` message gets a fresh reconcile window
   * (the window counts running time only), but on channels of `repeatable` kinds, where it goes again at once. Where the store
   * knows that no other process lives, the leases of the dead, of turns and of sessions, end now.
   */
  recover(reconcileMs: number, repeatable?: readonly ChannelKind[]): Promise<void>;
}
