import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { StoredUnderstanding, UnderstandingStore } from '#application/ports/understanding-store';

const latest = tenantStatement()((db, _, tenant) =>
  db.selectFrom('understandings').selectAll().where('tenant_id', '=', tenant),
);

const replace = tenantStatement<{ key: string; learnt: string; at: number }>()((db, arg, tenant) =>
  db
    .insertInto('understandings')
    .values({ tenant_id: tenant, material_key: arg('key'), learnt: arg('learnt'), trained_at: arg('at') })
    .onConflict((conflict) =>
      conflict
        .column('tenant_id')
        .doUpdateSet({ material_key: arg('key'), learnt: arg('learnt'), trained_at: arg('at') }),
    ),
);

export class SqlUnderstandingStore implements UnderstandingStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(): Promise<StoredUnderstanding | null> {
    const row = await this.#database.read((tx) => tx.first(latest, {}));
    return row === undefined
      ? null
      : { key: row.material_key, learnt: row.learnt, trainedAt: new Date(Number(row.trained_at)) };
  }

  async save({ key, learnt, trainedAt }: StoredUnderstanding): Promise<void> {
    await this.#database.write((tx) => tx.run(replace, { key, learnt, at: trainedAt.getTime() }));
  }
}
