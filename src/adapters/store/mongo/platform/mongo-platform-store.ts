import { above } from '#adapters/store/mongo/filter';
import type { Models } from '#adapters/store/mongo/models';
import { isDuplicateKey } from '#adapters/store/mongo/mongo-errors';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import { MongoStoreSeals } from '#adapters/store/mongo/sealing/mongo-store-seals';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import { MongoAuditLog } from '#adapters/store/mongo/tenant/mongo-audit-log';
import { findTenant } from '#adapters/store/mongo/tenant/tenant-record';
import { platformScope, type Sealing, type TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { AbandonedUnits } from '#adapters/store/mongo/unit/abandoned-units';
import { MailSeals } from '#adapters/store/sealing/mail-seals';
import {
  killSwitchColumns,
  sessionColumns,
  toKillSwitch,
  toSession,
  toUser,
  userColumns,
} from '#adapters/store/sql/mappers/account-mapper';
import { toChannel } from '#adapters/store/sql/mappers/channel-mapper';
import { toApiKey, toMember } from '#adapters/store/sql/mappers/team-mapper';
import type { AuditLog } from '#application/ports/audit-log';
import type { OpenWish } from '#application/ports/number-wishes';
import {
  type ConversationRef,
  type DocumentRef,
  EmailTaken,
  type LinkedNumber,
  type MessageRef,
  type PlatformStore,
  type StudioRunRef,
  type TurnRef,
  type WidgetSessionRef,
} from '#application/ports/platform-store';
import type { StoreSeals } from '#application/ports/store-seals';
import type { Channel, ChannelKind } from '#domain/channel/channel';
import type { KillSwitch } from '#domain/channel/kill-switch';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ApiKey } from '#domain/identity/api-key';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import type { Session } from '#domain/identity/session';
import type { Member, User } from '#domain/identity/user';
import type { SessionId, TenantId, UserId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import type { Tenant, TenantStatus } from '#domain/tenancy/tenant';
import { MongoAiStore } from './mongo-ai-store.js';
import { MongoMailOutbox } from './mongo-mail-outbox.js';
import { OwnDocuments } from './own-documents.js';
import type { OwnerOf } from './owner-of.js';
import { PlatformAiSpend } from './platform-ai-spend.js';
import {
  dueDeliveries,
  dueMedia,
  dueReadings,
  dueStudioRuns,
  dueTurns,
  idleWidgetSessions,
  oldWidgetSessions,
  unappliedTurns,
} from './platform-due.js';
import { addOneTimeLink, toLink, useOneTimeLink } from './platform-links.js';
import type { PlatformReader } from './platform-reader.js';
import { makeDeliveriesDue, recover } from './platform-recover.js';
import { destroyTenant, findTenantBySlug, pageTenants, saveTenant } from './platform-tenants.js';
import { openWishes, whatsappSessions } from './platform-whatsapp.js';

type Parts = {
  readonly models: Models;
  readonly reader: PlatformReader;
  readonly ownerOf: OwnerOf;
  readonly of: (tenantId: TenantId) => TenantDatabase;
  readonly sealing: Sealing | null;
  /** Drops what is kept in memory of a tenant that is no more. */
  readonly forgetTenant: (id: TenantId) => void;
};

/** What spans tenants. */
export class MongoPlatformStore implements PlatformStore {
  readonly audit: AuditLog;
  readonly mails: MongoMailOutbox;
  readonly ai: MongoAiStore;
  readonly seals: StoreSeals;
  readonly #reader: PlatformReader;
  readonly #ownerOf: OwnerOf;
  readonly #of: Parts['of'];
  readonly #forgetTenant: Parts['forgetTenant'];
  readonly #documents: OwnDocuments;
  readonly #abandoned: AbandonedUnits;

  constructor({ models, reader, ownerOf, of, sealing, forgetTenant }: Parts) {
    this.#reader = reader;
    this.#ownerOf = ownerOf;
    this.#of = of;
    this.#forgetTenant = forgetTenant;
    this.#documents = new OwnDocuments(models);
    this.#abandoned = new AbandonedUnits(models);
    this.seals = new MongoStoreSeals({ reader, of, sealing });
    this.audit = new MongoAuditLog(of(platformScope));
    this.mails = new MongoMailOutbox(reader, this.#documents, new MailSeals(sealing));
    this.ai = new MongoAiStore(of, new PlatformAiSpend(reader, this.#documents));
  }

  findTenant(id: TenantId): Promise<Tenant | null> {
    return this.#of(id).read(findTenant);
  }
  pageTenants(filter: { readonly status?: TenantStatus }, page: PageRequest): Promise<Page<Tenant>> {
    return pageTenants(this.#reader, filter, page);
  }
  saveTenant(
    tenant: Tenant,
    audit: AuditDraft,
    first?: { readonly channel: Channel; readonly member: Member | null },
  ): Promise<Tenant> {
    return saveTenant(this.#of(tenant.state.id), this.#ownerOf, tenant, audit, first);
  }
  async destroyTenant(id: TenantId, audit: AuditDraft): Promise<void> {
    await destroyTenant(this.#of(id), audit);
    this.#forgetTenant(id);
  }

  async findUser(id: UserId): Promise<User | null> {
    const row = await this.#reader.firstOwn('users', { filter: { id } });
    return row === undefined ? null : toUser(row);
  }
  async findUserByEmail(email: string): Promise<User | null> {
    const row = await this.#reader.firstOwn('users', { filter: { email } });
    return row === undefined ? null : toUser(row);
  }
  async saveUser(user: User): Promise<User> {
    const { id, version } = user;
    try {
      await this.#documents.saveVersioned('users', { id, ...userColumns(user) }, version);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new EmailTaken('an account with this e-mail exists; sign in instead', {}, error);
    }
    return { ...user, version: version + 1 };
  }
  async countSuperAdmins(): Promise<number> {
    return (await this.#reader.own('users', { filter: { is_super_admin: 1 }, only: ['id'] })).length;
  }
  async membershipsOf(userId: UserId): Promise<readonly Member[]> {
    const find = { filter: { user_id: userId, active: 1 }, sort: { created_at: 1, tenant_id: 1 } } as const;
    return (await this.#reader.rows('members', find)).map(toMember);
  }

  async findSession(id: SessionId): Promise<Session | null> {
    const row = await this.#reader.firstOwn('sessions', { filter: { id } });
    return row === undefined ? null : toSession(row);
  }
  async sessionsOf(userId: UserId): Promise<readonly Session[]> {
    const filter = { user_id: userId, revoked_at: null, expires_at: above(this.#reader.nowMs) };
    return (await this.#reader.own('sessions', { filter, sort: { created_at: -1 } })).map(toSession);
  }
  async saveSession(session: Session): Promise<Session> {
    const { id, version } = session;
    await this.#documents.saveVersioned('sessions', { id, ...sessionColumns(session) }, version);
    return { ...session, version: version + 1 };
  }

  async findApiKeyByPrefix(prefix: string): Promise<ApiKey | null> {
    const row = await this.#reader.first('api_keys', { filter: { prefix } });
    return row === undefined ? null : toApiKey(row);
  }
  async findChannelByKey(kind: ChannelKind, key: string): Promise<Channel | null> {
    const row = await this.#reader.first('channels', { filter: { kind, external_key: key } });
    return row === undefined ? null : toChannel(row);
  }

  whatsappSessions(limit: number): Promise<readonly LinkedNumber[]> {
    return whatsappSessions(this.#reader, limit);
  }
  openWishes(maxAgeMs: number, limit: number): Promise<readonly OpenWish[]> {
    return openWishes(this.#reader, maxAgeMs, limit);
  }

  async killSwitches(): Promise<readonly KillSwitch[]> {
    const rows = await this.#reader.rows('kill_switches', { filter: {} });
    return rows.map((row) => toKillSwitch({ ...row, tenant_id: row.scope === platformScope ? null : row.tenant_id }));
  }
  saveKillSwitch(killSwitch: KillSwitch, audit: AuditDraft): Promise<KillSwitch> {
    const { tenantId, version } = killSwitch;
    const scope = tenantId ?? platformScope;
    const { tenant_id: _, ...columns } = killSwitchColumns(killSwitch);
    return this.#of(scope).write(async (tx) => {
      await saveVersioned(tx, 'kill_switches', [scope], { scope, ...columns }, version);
      await appendAudit(tx, [audit]);
      return { ...killSwitch, version: version + 1 };
    });
  }

  findTenantBySlug(slug: string): Promise<Tenant | null> {
    return findTenantBySlug(this.#reader, slug);
  }

  addOneTimeLink(link: OneTimeLink): Promise<void> {
    return addOneTimeLink(this.#documents, link, this.#reader.nowMs);
  }
  async findOneTimeLink(hash: string): Promise<OneTimeLink | null> {
    const row = await this.#reader.firstOwn('one_time_links', { filter: { hash } });
    return row === undefined ? null : toLink(row);
  }
  useOneTimeLink(hash: string, at: Date): Promise<boolean> {
    return useOneTimeLink(this.#documents, hash, at);
  }

  idleWidgetSessions(before: Date, limit: number): Promise<readonly WidgetSessionRef[]> {
    return idleWidgetSessions(this.#reader, before, limit);
  }
  oldWidgetSessions(before: Date, limit: number): Promise<readonly WidgetSessionRef[]> {
    return oldWidgetSessions(this.#reader, before, limit);
  }

  dueTurns(limit: number): Promise<readonly ConversationRef[]> {
    this.#abandoned.look();
    return dueTurns(this.#reader, limit);
  }
  unappliedTurns(limit: number): Promise<readonly TurnRef[]> {
    return unappliedTurns(this.#reader, limit);
  }
  dueStudioRuns(limit: number): Promise<readonly StudioRunRef[]> {
    return dueStudioRuns(this.#reader, limit);
  }
  dueDeliveries(limit: number, holder: string | null = null): Promise<readonly ConversationRef[]> {
    return dueDeliveries(this.#reader, limit, holder);
  }
  dueMedia(limit: number): Promise<readonly MessageRef[]> {
    return dueMedia(this.#reader, limit);
  }
  dueReadings(limit: number): Promise<readonly DocumentRef[]> {
    return dueReadings(this.#reader, limit);
  }
  makeDeliveriesDue(tenantId: TenantId | null): Promise<void> {
    return makeDeliveriesDue(this.#reader, this.#of, tenantId);
  }
  async recover(reconcileMs: number, repeatable: readonly ChannelKind[] = []): Promise<void> {
    await this.#abandoned.finish();
    await recover(this.#reader, this.#of, reconcileMs, repeatable);
  }
}
