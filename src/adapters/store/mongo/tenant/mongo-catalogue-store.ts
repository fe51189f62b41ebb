import { after, descending } from '#adapters/store/mongo/newest-first';
import { assertOwn } from '#adapters/store/mongo/own';
import { recordPrice } from '#adapters/store/mongo/studio/mongo-price-book';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toFaq, toService } from '#adapters/store/sql/mappers/document-mapper';
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
import { moveCatalogue } from './tenant-record.js';

type Name = 'services' | 'faqs';

export class MongoCatalogueStore implements CatalogueStore {
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

  async #find<T>(name: Name, id: string, map: (row: Row<Name>) => T): Promise<T | null> {
    const row = await this.#database.read((tx) => tx.get(name, id));
    return row === undefined ? null : map(row);
  }

  #page<T>(name: Name, request: PageRequest, map: (row: Row<Name>) => T): Promise<Page<T>> {
    return this.#database.read(async (tx) => {
      const limit = limitOf(request);
      const rows = await tx.rows(name, {
        filter: after<Row<Name>>('created_at', positionOf(name, request)),
        sort: descending<Row<Name>>('created_at'),
        limit: limit + 1,
      });
      return pageOf(name, rows, limit, (row) => ({ at: row.created_at, id: row.id }), map);
    });
  }

  #save<T extends Service | Faq>(
    name: Name,
    things: readonly T[],
    isActive: (thing: T) => boolean,
    audit: readonly AuditDraft[],
  ): Promise<readonly T[]> {
    return this.#database.write(async (tx) => {
      for (const thing of things) {
        await writeDocument(tx, name, thing, isActive(thing));
        if ('price' in thing) await recordPrice(tx, thing);
      }
      await moveCatalogue(tx);
      await appendAudit(tx, audit);
      return things.map((thing) => ({ ...thing, version: thing.version + 1 }));
    });
  }
}

const writeDocument = async (tx: TenantTx, name: Name, thing: Service | Faq, isActive: boolean): Promise<void> => {
  assertOwn(tx, thing.tenantId);
  const { id, version, createdAt } = thing;
  const row = await tx.get(name, id);
  if (version === 0 ? row !== undefined : row?.version !== version)
    throw new StaleWrite('it was saved by somebody else meanwhile', { id, version });
  const written = { active: isActive ? 1 : 0, body: encodeJson(thing), version: version + 1 };
  if (row === undefined) await tx.insert(name, { ...written, id, created_at: createdAt.getTime() });
  else tx.change(name, row, written);
};
