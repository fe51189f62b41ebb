import type { CatalogueRow } from '#adapters/store/sql/schema';
import { type TenantStatement, tenantStatement } from '#adapters/store/sql/statement';

type Table = 'services' | 'faqs';
type Document = Pick<CatalogueRow, 'id' | 'active' | 'body'>;

type CatalogueStatements = {
  readonly byId: TenantStatement<{ id: string }, CatalogueRow>;
  readonly active: TenantStatement<Record<never, never>, CatalogueRow>;
  readonly insert: TenantStatement<Document & { created_at: number }, unknown>;
  readonly update: TenantStatement<Document & { version: number }, unknown>;
};

/** Services and FAQs are stored alike; an import writes thousands, so that writing is prepared too. */
const statementsOf = (table: Table): CatalogueStatements => ({
  byId: tenantStatement<{ id: string }>()((db, arg, tenant) =>
    db.selectFrom(table).selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
  ),
  active: tenantStatement()((db, _, tenant) =>
    db
      .selectFrom(table)
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('active', '=', 1)
      .orderBy('created_at')
      .orderBy('id'),
  ),
  insert: tenantStatement<Document & { created_at: number }>()((db, arg, tenant) =>
    db
      .insertInto(table)
      .values({
        tenant_id: tenant,
        id: arg('id'),
        active: arg('active'),
        body: arg('body'),
        created_at: arg('created_at'),
        version: 1,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()),
  ),
  update: tenantStatement<Document & { version: number }>()((db, arg, tenant) =>
    db
      .updateTable(table)
      .set((row) => ({ active: arg('active'), body: arg('body'), version: row('version', '+', 1) }))
      .where('tenant_id', '=', tenant)
      .where('id', '=', arg('id'))
      .where('version', '=', arg('version')),
  ),
});

export const catalogueStatements: Readonly<Record<Table, CatalogueStatements>> = {
  services: statementsOf('services'),
  faqs: statementsOf('faqs'),
};

export const moveCatalogue = tenantStatement()((db, _, tenant) =>
  db
    .updateTable('tenants')
    .set((row) => ({ catalogue_version: row('catalogue_version', '+', 1) }))
    .where('id', '=', tenant),
);
