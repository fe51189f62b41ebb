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
import { saveVersionedRow } from '#adapters/store/sql/save-versioned';
import { platformStatement } from '#adapters/store/sql/statement';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { AiStore } from '#application/ports/ai-store';
import type { AuditLog } from '#application/ports/audit-log';
import type { MailOutbox } from '#application/ports/mail-outbox';
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
import { type PlatformDatabase, platformLog } from './platform-database.js';
import {
  dueDeliveries,
  dueMedia,
  dueReadings,
  dueStudioRuns,
  dueTurns,
  makeDeliveriesDue,
  unappliedTurns,
} from './platform-due.js';
import { addOneTimeLink, findOneTimeLink, useOneTimeLink } from './platform-links.js';
import { recover } from './platform-recover.js';
import { destroyTenant, findTenant, findTenantBySlug, pageTenants, saveTenant } from './platform-tenants.js';
import { openWishes, whatsappSessions } from './platform-whatsapp.js';
import { idleWidgetSessions, oldWidgetSessions } from './platform-widget-sessions.js';
import { SqlAiStore } from './sql-ai-store.js';

const userById = platformStatement<{ id: string }>()((db, arg) =>
  db.selectFrom('users').selectAll().where('id', '=', arg('id')),
);
const sessionById = platformStatement<{ id: string }>()((db, arg) =>
  db.selectFrom('sessions').selectAll().where('id', '=', arg('id')),
);
const keyByPrefix = platformStatement<{ prefix: string }>()((db, arg) =>
  db.selectFrom('api_keys').selectAll().where('prefix', '=', arg('prefix')),
);
const channelByKey = platformStatement<{ kind: string; key: string }>()((db, arg) =>
  db.selectFrom('channels').selectAll().where('kind', '=', arg('kind')).where('external_key', '=', arg('key')),
);
const everySwitch = platformStatement()((db) => db.selectFrom('kill_switches').selectAll());

type Parts = Pick<PlatformStore, 'audit' | 'seals' | 'mails'> & {
  /** Drops what is kept in memory of a tenant that is no more. */
  readonly forgetTenant: (id: TenantId) => void;
};

/** What spans tenants. */
export class SqlPlatformStore implements PlatformStore {
  readonly #database: PlatformDatabase;
  readonly audit: AuditLog;
  readonly mails: MailOutbox;
  readonly ai: AiStore;
  readonly seals: StoreSeals;
  readonly #forgetTenant: (id: TenantId) => void;

  constructor(database: PlatformDatabase, { audit, seals, mails, forgetTenant }: Parts) {
    this.#database = database;
    this.audit = audit;
    this.seals = seals;
    this.mails = mails;
    this.ai = new SqlAiStore(database);
    this.#forgetTenant = forgetTenant;
  }

  findTenant(id: TenantId): Promise<Tenant | null> {
    return this.#database.read((tx) => findTenant(tx, id));
  }
  pageTenants(filter: { readonly status?: TenantStatus }, page: PageRequest): Promise<Page<Tenant>> {
    return this.#database.read((tx) => pageTenants(tx, filter, page));
  }
  saveTenant(
    tenant: Tenant,
    audit: AuditDraft,
    first?: { readonly channel: Channel; readonly member: Member | null },
  ): Promise<Tenant> {
    return this.#database.write((tx) => saveTenant(tx, tenant, audit, first));
  }
  async destroyTenant(id: TenantId, audit: AuditDraft): Promise<void> {
    await this.#database.write((tx) => destroyTenant(tx, id, audit));
    this.#forgetTenant(id);
  }

  async findUser(id: UserId): Promise<User | null> {
    const row = await this.#database.read((tx) => tx.first(userById, { id }));
    return row === undefined ? null : toUser(row);
  }
  async findUserByEmail(email: string): Promise<User | null> {
    const row = await this.#database.read((tx) =>
      tx.db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst(),
    );
    return row === undefined ? null : toUser(row);
  }
  saveUser(user: User): Promise<User> {
    return this.#database.write(async (tx) => {
      try {
        await saveVersionedRow(tx.db, 'users', { id: user.id }, userColumns(user), user.version);
      } catch (error) {
        if (!tx.isUniqueViolation(error)) throw error;
        throw new EmailTaken('an account with this e-mail exists; sign in instead', {}, error);
      }
      return { ...user, version: user.version + 1 };
    });
  }
  async countSuperAdmins(): Promise<number> {
    const count = await this.#database.read((tx) =>
      tx.db
        .selectFrom('users')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('is_super_admin', '=', 1)
        .executeTakeFirstOrThrow(),
    );
    return Number(count.count);
  }
  async membershipsOf(userId: UserId): Promise<readonly Member[]> {
    const rows = await this.#database.read((tx) =>
      tx.db
        .selectFrom('members')
        .selectAll()
        .where('user_id', '=', userId)
        .where('active', '=', 1)
        .orderBy('created_at')
        .orderBy('tenant_id')
        .execute(),
    );
    return rows.map(toMember);
  }

  async findSession(id: SessionId): Promise<Session | null> {
    const row = await this.#database.read((tx) => tx.first(sessionById, { id }));
    return row === undefined ? null : toSession(row);
  }
  async sessionsOf(userId: UserId): Promise<readonly Session[]> {
    const rows = await this.#database.read((tx) =>
      tx.db
        .selectFrom('sessions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', tx.nowMs)
        .orderBy('created_at', 'desc')
        .execute(),
    );
    return rows.map(toSession);
  }
  saveSession(session: Session): Promise<Session> {
    return this.#database.write(async (tx) => {
      await saveVersionedRow(tx.db, 'sessions', { id: session.id }, sessionColumns(session), session.version);
      return { ...session, version: session.version + 1 };
    });
  }

  async findApiKeyByPrefix(prefix: string): Promise<ApiKey | null> {
    const row = await this.#database.read((tx) => tx.first(keyByPrefix, { prefix }));
    return row === undefined ? null : toApiKey(row);
  }
  async findChannelByKey(kind: ChannelKind, key: string): Promise<Channel | null> {
    const row = await this.#database.read((tx) => tx.first(channelByKey, { kind, key }));
    return row === undefined ? null : toChannel(row);
  }

  whatsappSessions(limit: number): Promise<readonly LinkedNumber[]> {
    return this.#database.read((tx) => whatsappSessions(tx, limit));
  }
  openWishes(maxAgeMs: number, limit: number): Promise<readonly OpenWish[]> {
    return this.#database.read((tx) => openWishes(tx, maxAgeMs, limit));
  }

  async killSwitches(): Promise<readonly KillSwitch[]> {
    return (await this.#database.read((tx) => tx.rows(everySwitch, {}))).map(toKillSwitch);
  }
  saveKillSwitch(killSwitch: KillSwitch, audit: AuditDraft): Promise<KillSwitch> {
    const { tenantId, version } = killSwitch;
    return this.#database.write(async (tx) => {
      await saveVersionedRow(
        tx.db,
        'kill_switches',
        { scope: tenantId ?? platformLog },
        killSwitchColumns(killSwitch),
        version,
      );
      await appendAudit(tx.of(tenantId ?? platformLog), [audit]);
      return { ...killSwitch, version: version + 1 };
    });
  }

  findTenantBySlug(slug: string): Promise<Tenant | null> {
    return this.#database.read((tx) => findTenantBySlug(tx, slug));
  }

  addOneTimeLink(link: OneTimeLink): Promise<void> {
    return this.#database.write((tx) => addOneTimeLink(tx, link));
  }
  findOneTimeLink(hash: string): Promise<OneTimeLink | null> {
    return this.#database.read((tx) => findOneTimeLink(tx, hash));
  }
  useOneTimeLink(hash: string, at: Date): Promise<boolean> {
    return this.#database.write((tx) => useOneTimeLink(tx, hash, at));
  }

  idleWidgetSessions(before: Date, limit: number): Promise<readonly WidgetSessionRef[]> {
    return this.#database.read((tx) => idleWidgetSessions(tx, before, limit));
  }
  oldWidgetSessions(before: Date, limit: number): Promise<readonly WidgetSessionRef[]> {
    return this.#database.read((tx) => oldWidgetSessions(tx, before, limit));
  }

  dueTurns(limit: number): Promise<readonly ConversationRef[]> {
    return this.#database.read((tx) => dueTurns(tx, limit));
  }
  unappliedTurns(limit: number): Promise<readonly TurnRef[]> {
    return this.#database.read((tx) => unappliedTurns(tx, limit));
  }
  dueMedia(limit: number): Promise<readonly MessageRef[]> {
    return this.#database.read((tx) => dueMedia(tx, limit));
  }

  dueStudioRuns(limit: number): Promise<readonly StudioRunRef[]> {
    return this.#database.read((tx) => dueStudioRuns(tx, limit));
  }

  dueDeliveries(limit: number, holder: string | null = null): Promise<readonly ConversationRef[]> {
    return this.#database.read((tx) => dueDeliveries(tx, limit, holder));
  }
  dueReadings(limit: number): Promise<readonly DocumentRef[]> {
    return this.#database.read((tx) => dueReadings(tx, limit));
  }
  makeDeliveriesDue(tenantId: TenantId | null): Promise<void> {
    return this.#database.write(
      (tx) => makeDeliveriesDue(tx, tenantId),
      tenantId === null ? 'every tenant' : { tenantId },
    );
  }
  recover(reconcileMs: number, repeatable: readonly ChannelKind[] = []): Promise<void> {
    return this.#database.writeAlone((tx, isAlone) => recover(tx, reconcileMs, repeatable, isAlone));
  }
}
