import { tenantStatement } from '#adapters/store/sql/statement';

export const assistantById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('assistants').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const assistantsOf = tenantStatement()((db, _, tenant) =>
  db.selectFrom('assistants').selectAll().where('tenant_id', '=', tenant).orderBy('created_at').orderBy('id'),
);

export const versionById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('assistant_versions').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const versionsOf = tenantStatement<{ assistant: string }>()((db, arg, tenant) =>
  db
    .selectFrom('assistant_versions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('assistant_id', '=', arg('assistant'))
    .orderBy('number', 'desc'),
);

export const runById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('studio_runs').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const newestRuns = tenantStatement<{ assistant: string; limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('studio_runs')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('assistant_id', '=', arg('assistant'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(arg('limit')),
);

export const suggestionById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('suggestions').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const openSuggestions = tenantStatement<{ conversation: string }>()((db, arg, tenant) =>
  db
    .selectFrom('suggestions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('conversation_id', '=', arg('conversation'))
    .where('status', '=', 'open')
    .orderBy('created_at', 'desc'),
);

export const decidedSuggestions = tenantStatement<{ assistant: string; limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('suggestions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('assistant_id', '=', arg('assistant'))
    .where('decided_at', 'is not', null)
    .orderBy('decided_at', 'desc')
    .limit(arg('limit')),
);

export const priceAt = tenantStatement<{ service: string; version: number }>()((db, arg, tenant) =>
  db
    .selectFrom('price_records')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('service_id', '=', arg('service'))
    .where('service_version', '<=', arg('version'))
    .orderBy('service_version', 'desc')
    .limit(1),
);

export const insertPrice = tenantStatement<{ service: string; version: number; body: string }>()((db, arg, tenant) =>
  db
    .insertInto('price_records')
    .values({ tenant_id: tenant, service_id: arg('service'), service_version: arg('version'), body: arg('body') })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'service_id', 'service_version']).doNothing()),
);
