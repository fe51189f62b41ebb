import { MailSeals } from '#adapters/store/sealing/mail-seals';
import type { SqlDatabase } from '#adapters/store/sql/database';
import { PlatformDatabase, platformLog } from '#adapters/store/sql/platform/platform-database';
import { SqlMailOutbox } from '#adapters/store/sql/platform/sql-mail-outbox';
import { SqlPlatformStore } from '#adapters/store/sql/platform/sql-platform-store';
import { SqlStoreSeals } from '#adapters/store/sql/sealing/sql-store-seals';
import { LiveAssistants } from '#adapters/store/sql/studio/live-assistants';
import { CatalogueSnapshots } from '#adapters/store/sql/tenant/catalogue-snapshots';
import { SqlAuditLog } from '#adapters/store/sql/tenant/sql-audit-log';
import { SqlTenantStore } from '#adapters/store/sql/tenant/sql-tenant-store';
import { type Sealing, TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { Clock } from '#application/ports/clock';
import type { PlatformStore } from '#application/ports/platform-store';
import { type Store, TenantIsolationBroken } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';

type Surroundings = {
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed; for measuring what sealing costs. */
  readonly sealing: Sealing | null;
};

/** The store over any SQL database of ours. */
export class SqlStore implements Store {
  readonly platform: PlatformStore;
  readonly #database: SqlDatabase;
  readonly #with: Surroundings;
  readonly #snapshots = new CatalogueSnapshots();
  readonly #live = new LiveAssistants();

  constructor(database: SqlDatabase, surroundings: Surroundings) {
    this.#database = database;
    this.#with = surroundings;
    const { sealing } = surroundings;
    const platform = new PlatformDatabase(database, surroundings);
    this.platform = new SqlPlatformStore(platform, {
      audit: new SqlAuditLog(this.#of(platformLog)),
      seals: new SqlStoreSeals({ platform, sealing, of: (tenantId) => this.#of(tenantId) }),
      mails: new SqlMailOutbox(platform, new MailSeals(sealing)),
      forgetTenant: (id) => {
        this.#snapshots.forget(id);
        sealing?.ring.forgetTenant(id);
      },
    });
  }

  /** @throws {TenantIsolationBroken} no tenant is named, or the platform's log is: an empty id never means "any". */
  tenant(tenantId: TenantId): TenantStore {
    if (typeof tenantId !== 'string' || tenantId === '' || tenantId === platformLog)
      throw new TenantIsolationBroken('a tenant’s store was asked for without a tenant', {});
    return new SqlTenantStore(this.#of(tenantId), this.#snapshots, this.#live);
  }
  backup(toPath: string): Promise<void> {
    return this.#database.backup(toPath);
  }
  close(): Promise<void> {
    return this.#database.close();
  }

  #of(tenantId: TenantId): TenantDatabase {
    return new TenantDatabase(tenantId, { ...this.#with, database: this.#database });
  }
}
