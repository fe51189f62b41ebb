import { createHash } from 'node:crypto';
import type { Migration } from '#adapters/store/sql/database';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { firstAssistantRows } from '#adapters/store/sql/studio/first-assistant';
import { priceText } from '#domain/catalogue/price-record';
import type { Service } from '#domain/catalogue/service';
import { ServiceId, TenantId } from '#domain/shared/ids';
import { type AssistantSettings, defaultAssistantSettings } from '#domain/tenancy/assistant-settings';

/** Assistants with versions, exams and replays, what is suggested to people, and what services cost since when. */
export const assistants: Migration = {
  name: '0017-assistants',
  async up(db) {
    const { schema } = db;
    await schema
      .createTable('assistants')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('live_version', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('assistants_key', ['tenant_id', 'id'])
      .execute();
    await schema
      .createTable('assistant_versions')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('assistant_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('assistant_versions_key', ['tenant_id', 'id'])
      .addUniqueConstraint('assistant_versions_numbers', ['tenant_id', 'assistant_id', 'number'])
      .addForeignKeyConstraint('version_of', ['tenant_id', 'assistant_id'], 'assistants', ['tenant_id', 'id'])
      .execute();
    await besideAssistants(schema);
    await carryOver(db);
    await openPriceBook(db);
  },
  async down({ schema }) {
    for (const table of ['price_records', 'suggestions', 'studio_runs', 'assistant_versions', 'assistants'])
      await schema.dropTable(table).execute();
  },
};

const besideAssistants = async (schema: Parameters<Migration['up']>[0]['schema']): Promise<void> => {
  await schema
    .createTable('studio_runs')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('assistant_id', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('studio_runs_key', ['tenant_id', 'id'])
    .addForeignKeyConstraint('run_of', ['tenant_id', 'assistant_id'], 'assistants', ['tenant_id', 'id'])
    .execute();
  await schema
    .createTable('suggestions')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('assistant_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('suggestions_key', ['tenant_id', 'id'])
    .addForeignKeyConstraint('suggested_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id'])
    .execute();
  await schema
    .createTable('price_records')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('service_id', 'text', (column) => column.notNull())
    .addColumn('service_version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('price_records_key', ['tenant_id', 'service_id', 'service_version'])
    .execute();
  const on = (name: string, table: string) => schema.createIndex(name).on(table);
  await on('assistants_oldest', 'assistants').columns(['tenant_id', 'created_at', 'id']).execute();
  await on('studio_runs_newest', 'studio_runs').columns(['tenant_id', 'assistant_id', 'created_at', 'id']).execute();
  // The sweeper's, across tenants.
  await on('studio_runs_due', 'studio_runs').column('due_at').where('due_at', 'is not', null).execute();
  await on('suggestions_open', 'suggestions')
    .columns(['tenant_id', 'conversation_id', 'status', 'created_at'])
    .execute();
  await on('suggestions_decided', 'suggestions').columns(['tenant_id', 'assistant_id', 'decided_at']).execute();
};

type Db = Parameters<Migration['up']>[0];

/** Every tenant's settings become the first version of its default assistant, published: nothing of them is lost. */
const carryOver = async (db: Db): Promise<void> => {
  const tenants = await db.selectFrom('tenants').select(['id', 'assistant', 'created_at', 'status']).execute();
  for (const tenant of tenants.filter(({ status }) => status !== 'destroyed')) {
    const settings = { ...defaultAssistantSettings, ...decodeJson<Partial<AssistantSettings>>(tenant.assistant) };
    const rows = firstAssistantRows(TenantId(tenant.id), settings, tenant.created_at);
    await db
      .insertInto('assistants')
      .values({ ...rows.assistant, tenant_id: tenant.id })
      .execute();
    await db
      .insertInto('assistant_versions')
      .values({ ...rows.version, tenant_id: tenant.id })
      .execute();
  }
};

/** What services cost now, valid from now: since when it has been so before, nobody wrote down. */
const openPriceBook = async (db: Db): Promise<void> => {
  const validFrom = new Date();
  for (const row of await db.selectFrom('services').select(['tenant_id', 'id', 'body', 'version']).execute()) {
    const { name, unit, price } = decodeJson<Service>(row.body);
    const at = { tenantId: TenantId(row.tenant_id), serviceId: ServiceId(row.id), serviceVersion: row.version };
    const record = { ...at, name, unit, price, validFrom };
    const hash = createHash('sha256').update(priceText(record), 'utf8').digest('hex');
    await db
      .insertInto('price_records')
      .values({
        tenant_id: row.tenant_id,
        service_id: row.id,
        service_version: row.version,
        body: encodeJson({ ...record, hash }),
      })
      .execute();
  }
};
