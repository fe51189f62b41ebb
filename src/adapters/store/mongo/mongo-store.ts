import type { Connection } from 'mongoose';
import { type Store, TenantIsolationBroken } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { DomainError } from '#domain/shared/domain-error';
import type { TenantId } from '#domain/shared/ids';
import { MongoPlatformStore } from './platform/mongo-platform-store.js';
import { type OwnerOf, ownersOn } from './platform/owner-of.js';
import { PlatformReader } from './platform/platform-reader.js';
import { LiveAssistants } from './studio/live-assistants.js';
import { CatalogueSnapshots } from './tenant/catalogue-snapshots.js';
import { MongoTenantStore } from './tenant/mongo-tenant-store.js';
import { platformScope, type Surroundings, TenantDatabase } from './tenant-database.js';
import type { WriteLines } from './unit/write-line.js';

/** A server's data are copied by the server's own tools. */
export class BackedUpByServer extends DomainError {
  readonly code = 'store.backed_up_by_server';
  readonly kind = 'invalid';
}

/** The store over a MongoDB, shared with any number of other processes. */
export class MongoStore implements Store {
  readonly platform: MongoPlatformStore;
  readonly #connection: Connection;
  readonly #lines: WriteLines;
  readonly #of: (tenantId: TenantId) => TenantDatabase;
  readonly #ownerOf: OwnerOf;
  readonly #snapshots = new CatalogueSnapshots();
  readonly #live = new LiveAssistants();

  constructor(connection: Connection, parts: Surroundings) {
    this.#connection = connection;
    const { models, lines, clock, sealing } = parts;
    this.#lines = lines;
    const reader = new PlatformReader(models, clock);
    this.#of = (tenantId) => new TenantDatabase(tenantId, parts);
    this.#ownerOf = ownersOn(reader);
    this.platform = new MongoPlatformStore({
      models,
      reader,
      ownerOf: this.#ownerOf,
      of: this.#of,
      sealing,
      forgetTenant: (id) => {
        this.#snapshots.forget(id);
        sealing?.ring.forgetTenant(id);
      },
    });
  }

  /** @throws {TenantIsolationBroken} no tenant is named, or the platform's log is: an empty id never means "any". */
  tenant(tenantId: TenantId): TenantStore {
    if (typeof tenantId !== 'string' || tenantId === '' || tenantId === platformScope)
      throw new TenantIsolationBroken('a tenant’s store was asked for without a tenant', {});
    return new MongoTenantStore(this.#of(tenantId), this.#snapshots, this.#live, this.#ownerOf);
  }

  /** @throws {BackedUpByServer} always: `mongodump` copies what a server holds, while it is in use. */
  async backup(): Promise<void> {
    throw new BackedUpByServer('MongoDB holds the data: copy them with mongodump', {});
  }

  /** What was begun is finished first. */
  async close(): Promise<void> {
    await this.#lines.idle();
    await this.#connection.close();
  }
}
