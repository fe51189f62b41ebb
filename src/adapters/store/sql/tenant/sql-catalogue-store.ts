import { encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toFaq, toService } from '#adapters/store/sql/mappers/document-mapper';
import { newestFirst } from '#adapters/store/sql/newest-first';
import { assertOwn } from '#adapters/store/sql/own';
import type { CatalogueRow } from '#adapters/store/sql/schema';
import { recordPrice } from '#adapters/store/sql/studio/sql-price-book';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { CatalogueStore } from '#application/ports/catalogue-store';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { FaqId, ServiceId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import { StaleWrite } from '#domain/shared/stale-write';
import { appendAudit } from './audit-chain.js';
import type { CatalogueSnapshots } from './catalogue-snapshots.js';
import { catalogueStatements, moveCatalogue } from './catalogue-statements.js';

type Table = 'services' | 'faqs';

export class SqlCatalogueStore implements CatalogueStore {
  readonly #database: TenantDatabase;
  readonly #snapshots: CatalogueSnapshots;
  constructor(database: TenantDatabase, snapshots: CatalogueSnapshots) {
    this.#database = database;
    this.#snapshots = snapshots;
  }

  snapshot(): Promise<CatalogueSnapshot> {
    return this.#database.read((tx) => this.#snapshots.of(tx));
  }

  findService(id: ServiceId): Promise<Service | null> {
    return this.#find('services', id, toService);
  }

  pageServices(request: PageRequest): Promise<Page<Service>> {
    return this.#page('services', request, toService);
  }

  saveServices(services: readonly Service[], audit: readonly AuditDraft[]): Promise<readonly Service[]> {
    return this.#save('services', services, (service) => service.status === 'active', audit);
  }

  findFaq(id: FaqId): Promise<Faq | null> {
    return this.#find('faqs', id, toFaq);
  }

  pageFaqs(request: PageRequest): Promise<Page<Faq>> {
    return this.#page('faqs', request, toFaq);
  }

  saveFaqs(faqs: readonly Faq[], audit: readonly AuditDraft[]): Promise<readonly Faq[]> {
    return this.#save('faqs', faqs, (faq) => faq.active, audit);
  }

  async #find<T>(table: Table, id: string, map: (row: CatalogueRow) => T): Promise<T | null> {
    const row = await this.#database.read((tx) => tx.first(catalogueStatements[table].byId, { id }));
    return row === undefined ? null : map(row);
  }

  async #page<T>(table: Table, request: PageRequest, map: (row: CatalogueRow) => T): Promise<Page<T>> {
    const position = positionOf(table, request);
    const limit = limitOf(request);
    const rows = await this.#database.read((tx) =>
      tx.db
        .selectFrom(table)
        .selectAll()
        .where('tenant_id', '=', tx.tenantId)
        .where(newestFirst('created_at', position))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute(),
    );
    return pageOf(table, rows, limit, (row) => ({ at: row.created_at, id: row.id }), map);
  }

  #save<T extends Service | Faq>(
    table: Table,
    things: readonly T[],
    isActive: (thing: T) => boolean,
    audit: readonly AuditDraft[],
  ): Promise<readonly T[]> {
    return this.#database.write(async (tx) => {
      for (const thing of things) {
        await writeDocument(tx, table, thing, isActive(thing));
        if ('price' in thing) await recordPrice(tx, thing);
      }
      await tx.run(moveCatalogue, {});
      await appendAudit(tx, audit);
      return things.map((thing) => ({ ...thing, version: thing.version + 1 }));
    });
  }
}

const writeDocument = async (tx: TenantTx, table: Table, thing: Service | Faq, isActive: boolean): Promise<void> => {
  assertOwn(tx, thing.tenantId);
  const columns = { id: thing.id, active: isActive ? 1 : 0, body: encodeJson(thing) };
  const written =
    thing.version === 0
      ? await tx.run(catalogueStatements[table].insert, { ...columns, created_at: thing.createdAt.getTime() })
      : await tx.run(catalogueStatements[table].update, { ...columns, version: thing.version });
  if (written !== 1)
    throw new StaleWrite('it was saved by somebody else meanwhile', { id: thing.id, version: thing.version });
};
