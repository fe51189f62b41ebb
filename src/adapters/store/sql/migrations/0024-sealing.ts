import type { Migration } from '#adapters/store/sql/database';
import { decodeJson } from '#adapters/store/sql/json-codec';
import { DomainError } from '#domain/shared/domain-error';

/** Rows are sealed, and their keys would go with what is taken back: nobody could read them any more. Nothing was changed. */
export class StillSealed extends DomainError {
  readonly code = 'store.still_sealed';
  readonly kind = 'conflict';
}

type Schema = Parameters<Migration['up']>[0]['schema'];
type Db = Parameters<Migration['up']>[0];

const makeKeys = async (schema: Schema, dialect: Parameters<Migration['up']>[1]): Promise<void> => {
  // The platform has keys too, so that these are not bound to the table of tenants.
  await schema
    .createTable('tenant_keys')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('master', 'text', (column) => column.notNull())
    .addColumn('wrapped', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('tenant_keys_key', ['tenant_id', 'version'])
    .execute();
  await dialect
    .clustered(
      schema
        .createTable('customer_keys')
        .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('customer_id', 'text', (column) => column.notNull())
        .addColumn('tenant_version', 'integer', (column) => column.notNull())
        .addColumn('wrapped', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('customer_keys_key', ['tenant_id', 'id']),
    )
    .execute();
  await schema
    .createIndex('customer_keys_of')
    .on('customer_keys')
    .columns(['tenant_id', 'customer_id', 'id'])
    .execute();
};

const makeTerms = async (schema: Schema): Promise<void> => {
  await schema
    .createTable('search_terms')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('word', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('first1', 'text', (column) => column.notNull())
    .addColumn('first2', 'text')
    .addColumn('first3', 'text')
    .addColumn('first5', 'text')
    .addPrimaryKeyConstraint('search_terms_key', ['tenant_id', 'word'])
    .execute();
  for (const letters of ['first1', 'first2', 'first3', 'first5'])
    await schema
      .createIndex(`search_terms_${letters}`)
      .on('search_terms')
      .columns(['tenant_id', letters, 'word'])
      .execute();
};

/** A lead says in a column whose it is, so that nobody has to look for it inside what is sealed. */
const nameCustomersOfLeads = async (db: Db): Promise<void> => {
  await db.schema.alterTable('leads').addColumn('customer_id', 'text').execute();
  for (const { tenant_id, id, body } of await db.selectFrom('leads').select(['tenant_id', 'id', 'body']).execute())
    await db
      .updateTable('leads')
      .set({ customer_id: decodeJson<{ customerId: string | null }>(body).customerId })
      .where('tenant_id', '=', tenant_id)
      .where('id', '=', id)
      .execute();
  await db.schema.createIndex('leads_of_customer').on('leads').columns(['tenant_id', 'customer_id']).execute();
};

/** A tenant's first key is made by the first unit that may seal with it: where there is a key, rows are taken to be sealed. */
const assertNothingSealed = async (db: Parameters<Migration['down']>[0]): Promise<void> => {
  const key = await db.selectFrom('tenant_keys').select('tenant_id').limit(1).executeTakeFirst();
  if (key !== undefined)
    throw new StillSealed(
      'rows are sealed, and only this release or a newer one opens them; restore a backup from before',
      {
        tenantId: key.tenant_id,
      },
    );
};

/** Keys of tenants and customers, and what is found without being read. Rows are sealed afterwards, while the product runs. */
export const sealing: Migration = {
  name: '0024-sealing',
  async up(db, dialect) {
    const { schema } = db;
    await makeKeys(schema, dialect);
    await makeTerms(schema);
    await nameCustomersOfLeads(db);
    // What stands in `value` is blind once `address` is there.
    await schema.alterTable('customer_identities').addColumn('address', 'text').execute();
    await schema
      .createTable('sealing_places')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('table_name', 'text', (column) => column.notNull())
      .addColumn('after', 'text', (column) => column.notNull())
      .addColumn('tenant_version', 'integer', (column) => column.notNull())
      .addColumn('is_done', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('sealing_places_key', ['tenant_id', 'table_name'])
      .execute();
  },
  async down(db) {
    await assertNothingSealed(db);
    const { schema } = db;
    await schema.dropTable('sealing_places').execute();
    await schema.alterTable('customer_identities').dropColumn('address').execute();
    await schema.dropIndex('leads_of_customer').execute();
    await schema.alterTable('leads').dropColumn('customer_id').execute();
    for (const table of ['search_terms', 'customer_keys', 'tenant_keys']) await schema.dropTable(table).execute();
  },
};
